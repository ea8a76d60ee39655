"""Import a catalogue folder (README, 'Import format'): Houses, partners, places, taxonomy, offers and their
translations.
"""

import datetime
from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from wagtail.models import Locale

from home.models import HousePage
from offers.catalogue_import.dates import move_dates, shift_on
from offers.catalogue_import.houses import add_house
from offers.catalogue_import.offers import add_offers
from offers.catalogue_import.reading import Catalogue
from offers.catalogue_import.terms import add_terms
from offers.documents.release import rebuild
from offers.models import CatalogueImport


@transaction.atomic
def import_catalogue(folder: Path, *, today: datetime.date, port: int, say: Callable[[str], None]) -> bool:
    """Bring the Houses of a folder into the hub, with all dates moved to the school year of `today`.

    One transaction: an interrupted import leaves nothing behind. A House that is already there keeps what people
    changed; only its dates move when a new school year begins. Returns whether anything was written.
    """
    catalogue = Catalogue(folder, shift_on(today))
    for code in catalogue.locales():
        Locale.objects.get_or_create(language_code=code)
    wrote = add_terms(catalogue)
    for slug in catalogue.houses:
        known = HousePage.objects.filter(slug=slug, locale__language_code="nl").first()
        if known is None:
            say(f"{slug}: House, partners and places")
            house = add_house(catalogue, slug, port)
            say(f"{slug}: offers and translations")
            add_offers(catalogue, house)
            CatalogueImport.objects.create(house=house, shift_days=catalogue.shift.days)
            say(f"{slug}: documents in {len(house.locale_codes)} languages")
            rebuild(house)
            wrote = True
        elif move_dates(known, catalogue.shift.days):
            say(f"{slug}: dates moved to this school year")
            rebuild(known)
            wrote = True
    return wrote

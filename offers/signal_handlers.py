"""What happens to pages, places and shared lists reaches the read model in the same transaction.

Handlers only say which things may have changed; `offers.documents.refresh` finds out what did.
"""

import uuid
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home.models import BasePage, ContentPage, HousePage, MissionPage, PartnerPage
from home.models.base import house_of
from offers.choices import HolidayRule
from offers.documents import refresh
from offers.documents.log import Log
from offers.models import (
    Category,
    Facility,
    LifeStage,
    NetworkDocument,
    OfferPage,
    Pillar,
    Place,
    SchoolHoliday,
    TargetGroup,
    Term,
)
from offers.signals import taxonomy_changed
from offers.translation.origin import note_what_it_follows

Kind = NetworkDocument.Kind
TERMS: tuple[type[Term], ...] = (Pillar, Category, LifeStage, TargetGroup, Facility)
SHARED_THINGS: tuple[type[Model], ...] = (*TERMS, Place)
PAGES_WITH_DOCUMENTS: tuple[type[BasePage], ...] = (OfferPage, PartnerPage, HousePage, MissionPage, ContentPage)


def connect() -> None:
    """Listen. Called once, when the apps are ready."""
    page_published.connect(on_page_published, dispatch_uid="documents-published")
    page_unpublished.connect(on_page_event, dispatch_uid="documents-unpublished")
    page_slug_changed.connect(on_page_event, dispatch_uid="documents-slug")
    post_page_move.connect(on_page_moved, dispatch_uid="documents-moved")
    for page in PAGES_WITH_DOCUMENTS:
        pre_delete.connect(before_page_deleted, sender=page, dispatch_uid=f"documents-before-delete-{page.__name__}")
        post_delete.connect(on_page_deleted, sender=page, dispatch_uid=f"documents-delete-{page.__name__}")
    post_save.connect(on_place_saved, sender=Place, dispatch_uid="documents-place")
    m2m_changed.connect(on_facilities_changed, sender=Place.facilities.through, dispatch_uid="documents-facilities")
    for thing in SHARED_THINGS:
        pre_delete.connect(remember_offers, sender=thing, dispatch_uid=f"documents-before-delete-{thing.__name__}")
        post_delete.connect(on_shared_thing_deleted, sender=thing, dispatch_uid=f"documents-delete-{thing.__name__}")
    for term in TERMS:
        post_save.connect(on_term_saved, sender=term, dispatch_uid=f"documents-term-{term.__name__}")
    for signal in (post_save, post_delete):
        signal.connect(on_school_holidays_changed, sender=SchoolHoliday, dispatch_uid="documents-school-holidays")
    post_save.connect(on_site_saved, sender=Site, dispatch_uid="documents-site")


def on_page_published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A page went live, or a new version of it did."""
    if isinstance(instance, BasePage) and not instance.is_source:
        note_what_it_follows(instance)
    on_page_event(sender, instance)


def on_page_event(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A page changed for the public."""
    house = house_of(instance)
    if house:
        page_changed(house, instance.specific)


def page_changed(house: HousePage, page: Page) -> None:
    """Refresh what shows this page."""
    if isinstance(page, OfferPage):
        refresh.refresh_offers(house, [page.translation_key])
    elif isinstance(page, PartnerPage):
        refresh.refresh_network(house, {Kind.PARTNER, Kind.MISSION, Kind.HOUSE})
        refresh.refresh_offers(house, offers_of_partner(house, page))
    elif isinstance(page, HousePage):
        refresh.refresh_house(house)
    elif isinstance(page, MissionPage | ContentPage):
        refresh.refresh_network(house, {Kind.HOUSE, Kind.MISSION, Kind.PAGE})


def offers_of_partner(house: HousePage, partner: PartnerPage) -> set[uuid.UUID]:
    """The offers that name this partner, as main or co-partner."""
    own = (
        PartnerPage.objects.filter(translation_key=partner.translation_key, path__startswith=house.path).first()
        or partner
    )
    main = OfferPage.objects.filter(path__startswith=own.path).values_list("translation_key", flat=True)
    also = OfferPage.objects.filter(co_partners__partner__translation_key=partner.translation_key).values_list(
        "translation_key", flat=True
    )
    return {*main, *also}


def on_page_moved(sender: type[Page], instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    """A page and all below it stand elsewhere in the tree: with another partner, or in another House."""
    keys = set(Page.objects.filter(path__startswith=instance.path).values_list("translation_key", flat=True))
    for house in {house.pk: house for house in (house_of(parent_page_before), house_of(instance)) if house}.values():
        refresh.refresh_offers(house, keys)
        refresh.refresh_network(house, {Kind.PARTNER, Kind.PLACE, Kind.PAGE, Kind.MISSION, Kind.HOUSE})


def before_page_deleted(sender: type[Page], instance: Any, **kwargs: Any) -> None:
    """Remember the House, and the offers that name a partner, while they can still be found."""
    instance.house_before = house_of(instance)
    if isinstance(instance, PartnerPage) and instance.house_before:
        instance.offers_before = offers_of_partner(instance.house_before, instance)


def on_page_deleted(sender: type[Page], instance: Any, **kwargs: Any) -> None:
    """A page is gone; with a Dutch page go its translations, which nobody could see any more."""
    house = instance.house_before
    if house is None or not HousePage.objects.filter(pk=house.pk).exists():
        return
    if isinstance(instance, PartnerPage):
        refresh.refresh_network(house, {Kind.PARTNER, Kind.MISSION, Kind.HOUSE})
        refresh.refresh_offers(house, instance.offers_before)
    else:
        page_changed(house, instance)
    if instance.is_source:
        for translation in sender._default_manager.filter(translation_key=instance.translation_key):
            translation.delete()


def houses() -> QuerySet[HousePage]:
    """Every House, as its Dutch page."""
    return HousePage.objects.filter(locale__language_code="nl")


def on_place_saved(sender: type[Place], instance: Place, **kwargs: Any) -> None:
    """An address, a note or coordinates changed."""
    place_changed(instance)


def on_facilities_changed(sender: Any, instance: Any, action: str, **kwargs: Any) -> None:
    """A place has other facilities."""
    if action in ("post_add", "post_remove", "post_clear") and isinstance(instance, Place):
        place_changed(instance)


def place_changed(place: Place) -> None:
    """Refresh what shows this place."""
    refresh.refresh_network(place.house, {Kind.PLACE, Kind.HOUSE})
    refresh.refresh_offers(place.house, offers_with(place))


def offers_with(thing: Model) -> set[uuid.UUID]:
    """The offers that use a place or a term of a shared list."""
    relations = {
        Place: "place",
        Category: "offer_categories__category",
        Pillar: "offer_categories__category__pillar",
        LifeStage: "life_stages",
        TargetGroup: "target_groups",
        Facility: "place__facilities",
    }
    return set(OfferPage.objects.filter(**{relations[type(thing)]: thing}).values_list("translation_key", flat=True))


def is_only_a_version(update_fields: Collection[str] | None) -> bool:
    """Has a save only noted which version is the latest?"""
    return update_fields is not None and set(update_fields) <= {"latest_revision"}


def on_term_saved(
    sender: type[Term], instance: Term, update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    """A label or the words of a term changed, in every House."""
    if is_only_a_version(update_fields):
        return
    terms_changed(offers_with(instance))


def terms_changed(keys: set[uuid.UUID]) -> None:
    """Refresh the shared lists and the offers that show the term."""
    for house in houses():
        refresh.refresh_network(house, {Kind.TAXONOMY, Kind.PLACE, Kind.HOUSE})
        refresh.refresh_offers(house, keys)
    taxonomy_changed.send(sender=Term)


def remember_offers(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Which offers used a thing that is about to be deleted."""
    instance.offers_before = offers_with(instance)


def on_shared_thing_deleted(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """A place or a term is gone."""
    terms_changed(instance.offers_before)


def on_school_holidays_changed(sender: type[SchoolHoliday], **kwargs: Any) -> None:
    """Other school holidays: offers that follow them have other dates, and every process looks again."""
    following = OfferPage.objects.filter(locale__language_code="nl").exclude(holiday_rule=HolidayRule.RUNS)
    keys = set(following.values_list("translation_key", flat=True))
    for house in houses().order_by("pk"):
        with transaction.atomic():
            refresh.refresh_offers(house, keys)
            Log(house).move_on()


def on_site_saved(sender: type[Site], instance: Site, **kwargs: Any) -> None:
    """A House has another address: every link in its documents changes."""
    house = houses().filter(pk=instance.root_page_id).first()
    if house:
        refresh.refresh_house(house)

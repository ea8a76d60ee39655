"""Read offers from their pages, set by set: the number of queries does not depend on the number of offers."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch
from wagtail.models import Site

from home.choices import SOURCE_LOCALE
from home.models import HousePage, PartnerPage
from offers.documents.texts import fingerprint
from offers.models import (
    Category,
    Facility,
    LifeStage,
    OfferCategory,
    OfferPage,
    Pillar,
    SchoolHoliday,
    TargetGroup,
    Term,
)
from offers.models.pages import TEXTS
from offers.school_years import Holidays

PATH_STEP = 4


@dataclass(frozen=True)
class Text:
    """The texts of an offer in one language."""

    locale: str
    title: str
    summary: str
    plain_summary: str
    body: str
    updated_at: datetime.datetime | None
    status: str = "source"


@dataclass
class Vocabulary:
    """All shared lists, by code."""

    pillars: dict[str, Term]
    categories: dict[str, Category]
    life_stages: dict[str, Term]
    target_groups: dict[str, Term]
    facilities: dict[str, Term]

    @classmethod
    def load(cls) -> "Vocabulary":
        """Five queries."""
        return cls(
            pillars={term.slug: term for term in Pillar.objects.all()},
            categories={term.slug: term for term in Category.objects.select_related("pillar")},
            life_stages={term.slug: term for term in LifeStage.objects.all()},
            target_groups={term.slug: term for term in TargetGroup.objects.all()},
            facilities={term.slug: term for term in Facility.objects.all()},
        )


@dataclass
class HouseContext:
    """What documents of a House are made with."""

    house: HousePage
    base_url: str
    locales: list[str]
    vocabulary: Vocabulary
    holidays: Holidays

    @classmethod
    def load(cls, house: HousePage) -> "HouseContext":
        """The House as it is published, its address and the shared lists."""
        site = Site.objects.filter(root_page_id=house.pk).first()
        return cls(
            house=house,
            base_url=site.root_url if site else "",
            locales=house.locale_codes,
            vocabulary=Vocabulary.load(),
            holidays=SchoolHoliday.objects.as_holidays(),
        )


@dataclass
class SourceOffer:
    """A live offer with everything that its documents are made of."""

    page: OfferPage
    partner: PartnerPage
    texts: dict[str, Text] = field(default_factory=dict)


def text_of(page: OfferPage, locale: str, status: str = "source") -> Text:
    """The texts that stand on a page."""
    return Text(locale, page.title, page.summary, page.plain_summary, page.body, page.last_published_at, status)


def translated_status(page: OfferPage, source_fingerprint: str) -> str:
    """`outdated` when the Dutch words are no longer those that the translation follows."""
    if page.translated_from != source_fingerprint:
        return "outdated"
    return "machine" if page.translation_origin == "machine" else "translated"


def offer_fingerprint(page: OfferPage) -> str:
    """The fingerprint of an offer page's own texts."""
    return fingerprint([getattr(page, name) for name in TEXTS])


def load_offers(
    house: HousePage, locales: Iterable[str], keys: Iterable[uuid.UUID] | None = None
) -> dict[uuid.UUID, SourceOffer]:
    """The offers of a House that are public now, by their key; of `keys` only those, or all.

    An offer is public when its Dutch page, its partner's Dutch page and the House's Dutch page are published.
    Translations never decide that: unpublishing or expiry of the source leaves them live in Wagtail.
    """
    pages = OfferPage.objects.filter(path__startswith=house.path, locale__language_code=SOURCE_LOCALE, live=True)
    if keys is not None:
        pages = pages.filter(translation_key__in=list(keys))
    pages = pages.select_related("place", "image").prefetch_related(
        Prefetch("offer_categories", OfferCategory.objects.select_related("category__pillar")),
        "life_stages",
        "target_groups",
        "co_partners__partner",
        "offer_languages",
        "weekly_slots",
        "single_dates",
        "closures",
        "tariffs",
        "place__facilities",
    )
    partners = {page.path: page for page in PartnerPage.objects.filter(path__startswith=house.path, live=True)}
    found: dict[uuid.UUID, SourceOffer] = {}
    for page in pages if house.live else ():
        partner = partners.get(page.path[:-PATH_STEP])
        if partner:
            found[page.translation_key] = SourceOffer(page, partner, {SOURCE_LOCALE: text_of(page, SOURCE_LOCALE)})
    add_translations(found, locales)
    return found


def add_translations(offers: dict[uuid.UUID, SourceOffer], locales: Iterable[str]) -> None:
    """Give each offer the live texts that it has in the languages of its House."""
    fingerprints = {key: offer_fingerprint(offer.page) for key, offer in offers.items()}
    translations = OfferPage.objects.filter(
        live=True, locale__language_code__in=[code for code in locales if code != SOURCE_LOCALE]
    )
    if len(offers) <= 500:
        translations = translations.filter(translation_key__in=list(offers))
    for page in translations.select_related("locale").defer("referral_procedure", "referral_documents"):
        offer = offers.get(page.translation_key)
        if offer:
            code = page.locale.language_code
            offer.texts[code] = text_of(page, code, translated_status(page, fingerprints[page.translation_key]))

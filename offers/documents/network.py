"""Documents of the House and its network: House, mission, content pages, partners, places, taxonomy."""

import datetime
import uuid
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Length, Substr

from home.choices import SOURCE_LOCALE
from home.models import BasePage, ContentPage, HousePage, MissionPage, PartnerPage
from offers import labels
from offers.choices import Audience
from offers.documents.care import CARE, care_payload
from offers.documents.editorial import (
    PARTNER_TEXTS,
    TEXTS_OF,
    content_payload,
    mission_payload,
    page_text,
    translations_of,
)
from offers.documents.payloads import (
    clock,
    image_of,
    in_language,
    partner_label,
    place_in_full,
    spoken_languages,
)
from offers.documents.source import PATH_STEP, HouseContext
from offers.documents.texts import direction, fingerprint
from offers.models import NetworkDocument, OfferPage, Place

Kind = NetworkDocument.Kind


@dataclass(frozen=True)
class Draft:
    """A network document before it is stored."""

    kind: str
    key: uuid.UUID
    slug: str
    locale: str
    payload: dict[str, Any]
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None

    @property
    def identity(self) -> tuple[str, uuid.UUID, str]:
        """What makes it one row."""
        return self.kind, self.key, self.locale


def source_pages(model: type[BasePage], house: HousePage) -> QuerySet:
    """The live Dutch pages of a type in a House."""
    return model.objects.filter(path__startswith=house.path, locale__language_code=SOURCE_LOCALE, live=True)


def house_payload(context: HouseContext, mission: dict[str, Any] | None, locale: str) -> dict[str, Any]:
    """The House as the API's `/house` gives it, and what only the pages show."""
    house = context.house
    campaign = house.campaigns.first()
    return {
        "slug": house.slug,
        "name": house.title,
        "url": f"{context.base_url}/{locale}/",
        "lang": locale,
        "municipalities": [{"name": row.name, "nis_code": row.nis_code or None} for row in house.municipalities.all()],
        "locales": [
            {"code": code, "name": labels.own_name(code), "dir": direction(code), "url": f"{context.base_url}/{code}/"}
            for code in context.locales
        ],
        "center": {"lat": house.center_lat, "lon": house.center_lon},
        "contact_point": contact_point(house, locale),
        "mission": mission
        and {
            "title": mission["title"],
            "lang": mission["lang"],
            "dir": mission["dir"],
            "url": f"{context.base_url}/{locale}/missie/",
        },
        "partner_label": partner_label(house.title),
        "colours": {"brick": house.brick, "paper": house.paper, "sun": house.sun},
        CARE: care_payload(house, locale),
        "campaign": campaign
        and {
            "name": campaign.name,
            "from": campaign.starts.isoformat(),
            "to": campaign.ends.isoformat(),
            "description": campaign.description,
            "lang": SOURCE_LOCALE,
        },
    }


def contact_point(house: HousePage, locale: str) -> dict[str, Any]:
    """Where every family can ask everything."""
    return {
        "phone": house.phone or None,
        "email": house.email or None,
        "place": place_in_full(house.place, locale),
        "opening_hours": [
            {"weekday": row.weekday, "opens": clock(row.opens), "closes": clock(row.closes)}
            for row in house.opening_hours.all()
        ],
        "spoken_languages": spoken_languages(house.spoken_languages.all()),
    }


def partner_payload(
    source: PartnerPage, shown: PartnerPage, about: dict[str, Any], context: HouseContext, offer_count: int
) -> dict[str, Any]:
    """A partner as the API gives it; who signed for it is nobody's business."""
    return {
        "id": str(source.translation_key),
        "slug": source.slug,
        "name": source.title,
        "kind": source.kind,
        "is_core": source.is_core,
        "expertise": shown.expertise or source.expertise,
        "expertise_lang": about["lang"] if shown.expertise else SOURCE_LOCALE,
        "description": shown.description or source.description,
        **about,
        "label": partner_label(context.house.title),
        "contact": {"phone": source.phone or None, "email": source.email or None, "url": source.website or None},
        "logo": image_of(source.logo),
        "offer_count": offer_count,
    }


def public_offers(house: HousePage) -> QuerySet[OfferPage]:
    """The Dutch pages of the offers that are public: published, and so is their partner."""
    partners = source_pages(PartnerPage, house).values_list("path", flat=True)
    below = Substr("path", 1, Length("path") - PATH_STEP)
    return source_pages(OfferPage, house).annotate(partner_path=below).filter(partner_path__in=list(partners))


def offer_counts(house: HousePage) -> dict[str, int]:
    """How many public offers for families each partner has, by the path of its page: as main or co-partner. Three
    queries.
    """
    offers = public_offers(house).filter(audience=Audience.FAMILIES)
    main = offers.values_list("partner_path").annotate(number=Count("pk")).order_by()
    also = (
        offers.filter(co_partners__isnull=False)
        .values_list("co_partners__partner__path")
        .annotate(number=Count("pk", distinct=True))
        .order_by()
    )
    counts = dict(main)
    for path, number in also:
        counts[path] = counts.get(path, 0) + number
    return counts


def partner_drafts(context: HouseContext) -> Iterator[Draft]:
    """The partners of a House in each language."""
    sources = list(source_pages(PartnerPage, context.house).select_related("logo"))
    translations = translations_of(PartnerPage, sources, context.locales)
    counts = offer_counts(context.house)
    for source in sources:
        for locale in context.locales:
            shown, about = page_text(source, translations, locale, PARTNER_TEXTS)
            with in_language(locale):
                payload = partner_payload(source, shown, about, context, counts.get(source.path, 0))
            yield Draft(
                Kind.PARTNER, source.translation_key, source.slug, locale, payload, source.signed_on, source.valid_until
            )


def place_drafts(context: HouseContext) -> Iterator[Draft]:
    """The places that published offers use, in each language."""
    used = public_offers(context.house).filter(place__isnull=False).values("place")
    places = Place.objects.filter(house=context.house, pk__in=used).prefetch_related("facilities")
    for place in places:
        for locale in context.locales:
            yield Draft(Kind.PLACE, place.uuid, place.slug, locale, place_in_full(place, locale) or {})


def page_drafts(context: HouseContext) -> Iterator[Draft]:
    """The mission and the content pages in each language."""
    core = [page for page in source_pages(PartnerPage, context.house).order_by("path") if page.is_core]
    for model, kind in ((MissionPage, Kind.MISSION), (ContentPage, Kind.PAGE)):
        sources = list(source_pages(model, context.house))
        translations = translations_of(model, sources, context.locales)
        for source in sources:
            for locale in context.locales:
                shown, about = page_text(source, translations, locale, TEXTS_OF[model])
                payload = (
                    mission_payload(source, shown, about, core)
                    if model is MissionPage
                    else content_payload(shown, about)
                )
                yield Draft(kind, source.translation_key, source.slug, locale, payload)


def house_drafts(context: HouseContext, missions: dict[str, dict[str, Any]]) -> Iterator[Draft]:
    """The House itself in each language."""
    for locale in context.locales:
        with in_language(locale):
            payload = house_payload(context, missions.get(locale), locale)
        yield Draft(Kind.HOUSE, context.house.translation_key, context.house.slug, locale, payload)


def taxonomy_drafts(context: HouseContext) -> Iterator[Draft]:
    """The shared lists, one document a term and language."""
    vocabulary = context.vocabulary
    for name in ("pillars", "categories", "life_stages", "target_groups", "facilities"):
        for order, term in enumerate(getattr(vocabulary, name).values()):
            parent = term.pillar.slug if name == "categories" else None
            # Words that search knows a term by are not shown, yet a change of them must move the log.
            words = fingerprint([str(getattr(term, "synonyms", "")), str(getattr(term, "phrases", ""))])
            for locale in context.locales:
                payload = {
                    "list": name,
                    "order": order,
                    "slug": term.slug,
                    "label": term.label(locale),
                    "parent": parent,
                    "words": words,
                }
                yield Draft(Kind.TAXONOMY, term.uuid, term.slug, locale, payload)


def house_and_page_drafts(context: HouseContext) -> Iterator[Draft]:
    """The House, whose document quotes its mission, and its editorial pages."""
    pages = list(page_drafts(context))
    missions = {draft.locale: draft.payload for draft in pages if draft.kind == Kind.MISSION}
    yield from house_drafts(context, missions)
    yield from pages


MAKERS: tuple[tuple[frozenset[str], Callable[[HouseContext], Iterator[Draft]]], ...] = (
    (frozenset({Kind.HOUSE, Kind.MISSION, Kind.PAGE}), house_and_page_drafts),
    (frozenset({Kind.PARTNER}), partner_drafts),
    (frozenset({Kind.PLACE}), place_drafts),
    (frozenset({Kind.TAXONOMY}), taxonomy_drafts),
)
ALL_KINDS = frozenset(Kind.values)


def drafts_of(context: HouseContext, kinds: Collection[str]) -> list[Draft]:
    """The network documents of some kinds as they should be."""
    found = (draft for made, make in MAKERS if made & set(kinds) for draft in make(context))
    return [draft for draft in found if draft.kind in kinds]

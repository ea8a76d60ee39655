"""Import the offers of a House and their translations."""

import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model
from wagtail.models import Locale

from home.choices import Weekday
from home.models import HousePage, PartnerPage
from offers.catalogue_import.houses import noon
from offers.catalogue_import.pages import add_branches, insert_parts, published
from offers.catalogue_import.reading import Catalogue, key_of
from offers.catalogue_import.translations import TranslatedPage, record_translations
from offers.documents.source import offer_fingerprint
from offers.models import (
    Category,
    Closure,
    CoPartner,
    LifeStage,
    OfferCategory,
    OfferLanguage,
    OfferPage,
    Place,
    SingleDate,
    TargetGroup,
    Tariff,
    Term,
    WeeklySlot,
)

PLAIN = (
    "kind",
    "audience",
    "age_min_months",
    "age_max_months",
    "universality",
    "residents_only",
    "delivery_modes",
    "access",
    "low_digital",
    "booking_status",
)
# What a translation says to follow when the data call it stale: no Dutch text has this fingerprint.
AN_EARLIER_TEXT = "an earlier text"


def add_offers(catalogue: Catalogue, house: HousePage) -> None:
    """Make the offers of a House below their partners, in every language in which the House has a text."""
    rows = catalogue.load(f"{house.slug}/offers.json")
    places = {place.slug: place for place in Place.objects.filter(house=house)}
    partners = partners_by_language(house)
    locales = {locale.language_code: locale for locale in Locale.objects.filter(language_code__in=house.locale_codes)}
    sources = {row["slug"]: new_offer(catalogue, row, places, locales["nl"]) for row in rows}
    translated = [
        TranslatedPage(sources[row["slug"]], new_translation(catalogue, row, sources[row["slug"]], locale))
        for code, locale in locales.items()
        if code != "nl"
        for row in rows
        if row["slug"] in catalogue.translations.get(code, {})
    ]
    branches: dict[tuple[str, str], list[OfferPage]] = {}
    for row in rows:
        branches.setdefault(("nl", row["partner"]), []).append(sources[row["slug"]])
    partner_of = {row["slug"]: row["partner"] for row in rows}
    for pair in translated:
        branches.setdefault((pair.target.locale.language_code, partner_of[pair.source.slug]), []).append(pair.target)
    add_branches([(partners[code][partner], pages) for (code, partner), pages in branches.items()])
    add_parts(catalogue, rows, sources, partners["nl"])
    record_translations(translated)


def partners_by_language(house: HousePage) -> dict[str, dict[str, PartnerPage]]:
    """{language: {slug: partner page}} of a House."""
    keys = PartnerPage.objects.filter(path__startswith=house.path).values("translation_key")
    found: dict[str, dict[str, PartnerPage]] = {}
    for page in PartnerPage.objects.filter(translation_key__in=keys).select_related("locale"):
        found.setdefault(page.locale.language_code, {})[page.slug] = page
    return found


def decimal(value: Any) -> Decimal | None:
    """An amount of money."""
    return None if value is None else Decimal(str(value))


def new_offer(catalogue: Catalogue, row: dict[str, Any], places: dict[str, Place], locale: Locale) -> OfferPage:
    """The Dutch page of an offer, without its child rows."""
    text, costs, contact, referral = row["text"]["nl"], row["costs"], row["contact"], row["referral"] or {}
    base = costs["base"] or {}
    assured = catalogue.date(row["assured_at"])
    page = OfferPage(
        title=text["title"],
        slug=row["slug"],
        summary=text["summary"],
        plain_summary=text["plain_summary"],
        body=text["body"],
        place=places.get(row["place"]),
        schedule_type=row["schedule"]["type"],
        holiday_rule=row["schedule"]["holiday_rule"],
        is_free=costs["is_free"],
        base_amount=decimal(base.get("amount")),
        base_unit=base.get("unit", ""),
        uitpas=costs["uitpas"],
        social_price=decimal(costs["social_price"]),
        discretion_discount=costs["discretion_discount"],
        phone=contact["phone"] or "",
        email=contact["email"] or "",
        website=contact["url"] or "",
        booking_url=contact["booking_url"] or "",
        referral_procedure=(referral.get("procedure") or {}).get("nl", ""),
        referral_documents=(referral.get("documents") or {}).get("nl", ""),
        waiting_time_days=referral.get("waiting_time_days"),
        assured_at=assured,
        **{name: row[name] for name in PLAIN},
    )
    return published(page, locale, noon(assured), key_of(row["house"], "offer", row["slug"]))


def new_translation(catalogue: Catalogue, row: dict[str, Any], source: OfferPage, locale: Locale) -> OfferPage:
    """An offer's page in another language: texts only. One that the data call stale follows an earlier Dutch text."""
    stale = locale.language_code in row["stale_locales"]
    text = catalogue.translations[locale.language_code][row["slug"]]
    page = OfferPage(slug=row["slug"], translated_from=AN_EARLIER_TEXT if stale else offer_fingerprint(source), **text)
    moment = source.last_published_at - datetime.timedelta(180 if stale else 0)
    return published(page, locale, moment, source.translation_key)


def add_parts(
    catalogue: Catalogue, rows: list[dict[str, Any]], pages: dict[str, OfferPage], partners: dict[str, PartnerPage]
) -> None:
    """The child rows of all offers."""
    categories = {term.slug: term for term in Category.objects.all()}
    parts: list[Model] = []
    for row in rows:
        page = pages[row["slug"]]
        parts += [
            OfferCategory(page=page, sort_order=n, category=categories[slug])
            for n, slug in enumerate(row["categories"])
        ]
        parts += [
            CoPartner(page=page, sort_order=n, partner=partners[slug]) for n, slug in enumerate(row["co_partners"])
        ]
        parts += [
            OfferLanguage(page=page, sort_order=n, code=spoken["code"], how=spoken["how"], note=spoken["note"] or "")
            for n, spoken in enumerate(row["spoken_languages"])
        ]
        parts += [
            Tariff(page=page, sort_order=n, name=tariff["name"]["nl"], amount=decimal(tariff["amount"]))
            for n, tariff in enumerate(row["costs"]["tariffs"])
        ]
        parts += schedule_parts(catalogue, row["schedule"], page)
    insert_parts(parts)
    add_links(OfferPage.life_stages.through, "lifestage", LifeStage, rows, pages, "life_stages")
    add_links(OfferPage.target_groups.through, "targetgroup", TargetGroup, rows, pages, "target_groups")


def schedule_parts(catalogue: Catalogue, schedule: dict[str, Any], page: OfferPage) -> list[Model]:
    """Weekly slots, single dates and closures, with their dates moved."""
    days = list(Weekday)
    parts: list[Model] = [
        WeeklySlot(
            page=page,
            sort_order=n,
            weekday=days[slot["weekday"]],
            opens=slot["opens"],
            closes=slot["closes"],
            valid_from=catalogue.slot_start(slot["valid_from"]),
            valid_to=catalogue.date(slot["valid_to"]),
            interval_weeks=slot["interval_weeks"],
        )
        for n, slot in enumerate(schedule["weekly"])
    ]
    for n, single in enumerate(schedule["dates"]):
        start, end = catalogue.wall_time(single["start"]), catalogue.wall_time(single["end"])
        other_day = end.date() if end.date() != start.date() else None
        parts.append(
            SingleDate(
                page=page, sort_order=n, date=start.date(), opens=start.time(), closes=end.time(), end_date=other_day
            )
        )
    parts += [
        Closure(
            page=page,
            sort_order=n,
            first_day=catalogue.date(closure["from"]),
            last_day=catalogue.date(closure["to"]),
            reason=closure["reason"]["nl"],
        )
        for n, closure in enumerate(schedule["closures"])
    ]
    return parts


def add_links(
    through: type[Model],
    column: str,
    model: type[Term],
    rows: list[dict[str, Any]],
    pages: dict[str, OfferPage],
    name: str,
) -> None:
    """Link offers to terms of a shared list."""
    terms = {term.slug: term.pk for term in model._default_manager.all()}
    through._default_manager.bulk_create(
        [
            through(offerpage_id=pages[row["slug"]].pk, **{f"{column}_id": terms[slug]})
            for row in rows
            for slug in row[name]
        ],
        batch_size=400,
    )

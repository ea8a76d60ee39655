"""Import a House with its pages in every language, its places and its partners."""

import datetime
import json
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.models import Locale, Page, Site

from home.choices import Weekday
from home.models import (
    Campaign,
    ContactLanguage,
    HousePage,
    MissionPage,
    Municipality,
    OpeningHours,
    PartnerIndexPage,
    PartnerPage,
)
from home.models.help_lines import first_help_lines
from offers.catalogue_import.pages import add_branches, add_children, insert_parts, published
from offers.catalogue_import.reading import Catalogue, key_of
from offers.catalogue_import.translations import TranslatedPage, record_translations
from offers.documents.editorial import MISSION_TEXTS, PARTNER_TEXTS, page_fingerprint
from offers.models import Facility, Place

BRUSSELS = ZoneInfo("Europe/Brussels")
SECTIONS = ("values", "commitments", "strategic_goals", "organisation")
PARTNER_TITLES = {
    "nl": "Partners",
    "fr": "Partenaires",
    "en": "Partners",
    "ar": "الشركاء",
    "tr": "Ortaklar",
    "pl": "Partnerzy",
    "ro": "Parteneri",
    "bg": "Партньори",
    "uk": "Партнери",
    "ru": "Партнёры",
    "es": "Socios",
    "fa": "همکاران",
}


def add_house(catalogue: Catalogue, slug: str, port: int) -> HousePage:
    """Make a House with its site, places, mission and partners, in every language of the House."""
    data = catalogue.load(f"{slug}/house.json")
    locales = {locale.language_code: locale for locale in Locale.objects.filter(language_code__in=data["locales"])}
    moment = noon(catalogue.date("2026-09-01"))
    root = Page.get_first_root_node()
    houses = {code: new_house(data, locale, moment) for code, locale in locales.items()}
    add_children(root, list(houses.values()))
    house = houses["nl"]
    add_house_parts(catalogue, house, data)
    Site.objects.update_or_create(
        hostname=f"{slug}.localhost",
        port=port,
        defaults={
            "root_page_id": house.pk,
            "site_name": data["name"],
            "is_default_site": not Site.objects.filter(is_default_site=True).exists(),
        },
    )
    places = add_places(catalogue, slug, house)
    house.place = places[data["contact_point"]["place"]]
    HousePage.objects.filter(pk=house.pk).update(place=house.place)
    indexes = add_branch_pages(data, houses, locales, moment)
    add_partners(catalogue, slug, indexes, locales)
    return house


def noon(day: datetime.date) -> datetime.datetime:
    """Twelve o'clock in Brussels."""
    return datetime.datetime.combine(day, datetime.time(12), BRUSSELS)


def new_house(data: dict[str, Any], locale: Locale, moment: datetime.datetime) -> HousePage:
    """The start page of a House in one language.

    Pages of one level need different slugs, so the language is part of it.
    """
    code, contact = locale.language_code, data["contact_point"]
    page = HousePage(
        title=data["name"],
        slug=data["slug"] if code == "nl" else f"{data['slug']}-{code}",
        languages=data["locales"],
        center_lat=data["center"]["lat"],
        center_lon=data["center"]["lon"],
        phone=contact["phone"],
        email=contact["email"],
        brick="#0F5C8C" if data["slug"] == "essen" else "#B23A26",
    )
    published(page, locale, moment, key_of(data["slug"], "house"))
    return page


def add_house_parts(catalogue: Catalogue, house: HousePage, data: dict[str, Any]) -> None:
    """Municipalities, opening hours, spoken languages, help lines and campaign of a House."""
    contact, campaign = data["contact_point"], data["campaign"]
    days = list(Weekday)
    insert_parts(
        [
            *(Municipality(house=house, sort_order=n, **row) for n, row in enumerate(data["municipalities"])),
            *(
                OpeningHours(
                    house=house, sort_order=n, weekday=days[row["weekday"]], opens=row["opens"], closes=row["closes"]
                )
                for n, row in enumerate(contact["opening_hours"])
            ),
            *(
                ContactLanguage(house=house, sort_order=n, code=row["code"], how=row["how"], note=row["note"] or "")
                for n, row in enumerate(contact["spoken_languages"])
            ),
            *first_help_lines(house),
            Campaign(
                house=house,
                sort_order=0,
                name=campaign["name"],
                starts=catalogue.date(campaign["from"]),
                ends=catalogue.date(campaign["to"]),
                description=campaign["description"]["nl"],
            ),
        ]
    )


def add_places(catalogue: Catalogue, slug: str, house: HousePage) -> dict[str, Place]:
    """The places of a House, by slug."""
    rows = catalogue.load(f"{slug}/places.json")
    plain = ("slug", "name", "street", "postcode", "locality", "lat", "lon")
    places = {
        row["slug"]: Place(
            uuid=key_of(slug, "place", row["slug"]),
            house=house,
            transport_note=row["transport_note"]["nl"],
            entrance_note=row["entrance_note"]["nl"],
            **{name: row[name] for name in plain},
        )
        for row in rows
    }
    Place.objects.bulk_create(places.values())
    facilities = {facility.slug: facility for facility in Facility.objects.all()}
    through = Place.facilities.through
    through.objects.bulk_create(
        [
            through(place_id=places[row["slug"]].pk, facility_id=facilities[name].pk)
            for row in rows
            for name in row["facilities"]
        ]
    )
    return places


def add_branch_pages(
    data: dict[str, Any], houses: dict[str, HousePage], locales: dict[str, Locale], moment: datetime.datetime
) -> dict[str, PartnerIndexPage]:
    """Partner list and mission page below each House page; a mission without a text in a language has no page there."""
    slug = data["slug"]
    indexes, missions, branches = {}, {}, []
    for code, house in houses.items():
        index = PartnerIndexPage(title=PARTNER_TITLES[code], slug="partners")
        indexes[code] = published(index, locales[code], moment, key_of(slug, "partners"))
        pages: list[Page] = [index]
        if code in data["mission"]:
            missions[code] = published(new_mission(data, code), locales[code], moment, key_of(slug, "mission"))
            pages.append(missions[code])
        branches.append((house, pages))
    for code, mission in missions.items():
        if code != "nl":
            mission.translated_from = page_fingerprint(missions["nl"], MISSION_TEXTS)
    add_branches(branches)
    record_translations([TranslatedPage(missions["nl"], page) for code, page in missions.items() if code != "nl"])
    return indexes


def new_mission(data: dict[str, Any], code: str) -> MissionPage:
    """The mission page of a House in one language; block ids are the same in every language."""
    mission = data["mission"][code]
    paragraphs = mission.get("ambition") or mission["text"].split("\n\n")
    return MissionPage(
        title=mission["title"],
        slug="missie",
        mission="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
        **{name: json.dumps(sentences(data, name, code)) for name in SECTIONS},
    )


def sentences(data: dict[str, Any], name: str, code: str) -> list[dict[str, str]]:
    """A list of sentences as stream blocks."""
    texts = data.get(name, {}).get(code, [])
    return [
        {"type": "sentence", "value": text, "id": str(uuid.UUID(bytes=key_of(data["slug"], name, str(number)).bytes))}
        for number, text in enumerate(texts)
    ]


def add_partners(
    catalogue: Catalogue, slug: str, indexes: dict[str, PartnerIndexPage], locales: dict[str, Locale]
) -> None:
    """The partners in every language: where a partner has no text, its page is a draft that only holds its place in
    the tree.
    """
    rows = catalogue.load(f"{slug}/partners.json")
    branches, translated = [], []
    sources = {row["slug"]: new_partner(catalogue, row, "nl", locales["nl"]) for row in rows}
    for code, index in indexes.items():
        pages = []
        for row in rows:
            source = sources[row["slug"]]
            page = source if code == "nl" else new_partner(catalogue, row, code, locales[code])
            if code != "nl" and page.live:
                page.translated_from = page_fingerprint(source, PARTNER_TEXTS)
                translated.append(TranslatedPage(source, page))
            pages.append(page)
        branches.append((index, pages))
    add_branches(branches)
    record_translations(translated)


def new_partner(catalogue: Catalogue, row: dict[str, Any], code: str, locale: Locale) -> PartnerPage:
    """A partner's page in one language."""
    engagement = row["engagement"]
    page = PartnerPage(
        title=row["name"],
        slug=row["slug"],
        kind=row["kind"],
        is_core=row["is_core"],
        expertise=row["expertise"].get(code, ""),
        description=row["description"].get(code, ""),
        website=row["website"] or "",
        email=row["email"] or "",
        phone=row["phone"] or "",
        signatory_name=engagement["signatory_name"],
        signatory_function=engagement["function"],
        signed_on=catalogue.date(engagement["signed_on"]),
        valid_until=catalogue.date(engagement["valid_until"]),
    )
    moment = noon(catalogue.date("2026-09-01"))
    return published(
        page, locale, moment, key_of(row["house"], "partner", row["slug"]), live=code in row["description"]
    )

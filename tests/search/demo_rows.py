"""The example catalogue as rows of the index, and a plain reading of the filters to compare with."""

import json
import uuid
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.utils.text import slugify

from offers.choices import WEEKDAYS
from offers.collation import title_key
from offers.documents.read import House
from offers.schedules import occurrences
from search.catalogue_index import CatalogueIndex, OfferRow, distance_m
from search.parameters import Vocabulary

DATA = Path(__file__).resolve().parents[2] / "offers" / "demo_data"
TODAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
TAXONOMY_LISTS = ("pillars", "categories", "life_stages", "target_groups", "facilities")


@cache
def load(name):
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def offers(house="londerzeel"):
    return load(f"{house}/offers.json")


def place_of(offer):
    return {row["slug"]: row for row in load(f"{offer['house']}/places.json")}.get(offer["place"])


def locales_of(house):
    return load(f"{house}/house.json")["locales"]


def text_in(offer, locale):
    own = None if locale == "nl" else load(f"translations/{locale}.json").get(offer["slug"])
    return own or offer["text"]["nl"]


def content_locales(offer):
    others = [code for code in locales_of(offer["house"]) if code != "nl"]
    return ["nl", *(code for code in others if offer["slug"] in load(f"translations/{code}.json"))]


@cache
def facts_by_slug(house):
    return {offer["slug"]: made_facts(offer) for offer in offers(house)}


def facts_of(offer):
    """The facts of an offer, as the read model holds them."""
    return facts_by_slug(offer["house"])[offer["slug"]]


def schedule_of(offer):
    return facts_of(offer)["schedule"]


def made_schedule(offer):
    """The schedule as the API gives it; a slot from the day the data were written starts with the school year."""
    weekly = [
        slot
        | {
            "weekday": WEEKDAYS[slot["weekday"]],
            "valid_from": "2026-09-01" if slot["valid_from"] == "2026-11-25" else slot["valid_from"],
        }
        for slot in offer["schedule"]["weekly"]
    ]
    return offer["schedule"] | {"weekly": weekly}


def pillar_of(category):
    return next(row["pillar"] for row in load("taxonomy.json")["categories"] if row["slug"] == category)


def partner_id(slug):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, slug))


def made_facts(offer):
    partners = [offer["partner"], *offer["co_partners"]]
    names = {row["slug"]: row["name"] for row in load(f"{offer['house']}/partners.json")}
    place = place_of(offer)
    return {
        "partners": partners,
        "partner_ids": [partner_id(slug) for slug in partners],
        "partner_names": [names[slug] for slug in partners],
        "categories": offer["categories"],
        "pillars": list(dict.fromkeys(pillar_of(category) for category in offer["categories"])),
        "life_stages": offer["life_stages"],
        "target_groups": offer["target_groups"],
        "kind": offer["kind"],
        "audience": offer["audience"],
        "universality": offer["universality"],
        "access": offer["access"],
        "delivery_modes": offer["delivery_modes"],
        "booking_status": offer["booking_status"],
        "spoken": [row["code"] for row in offer["spoken_languages"]],
        "age": [offer["age_min_months"], offer["age_max_months"]],
        "free": offer["costs"]["is_free"],
        "uitpas": offer["costs"]["uitpas"],
        "low_digital": offer["low_digital"],
        "residents_only": offer["residents_only"],
        "facilities": place["facilities"] if place else [],
        "locality": slugify(place["locality"]) if place else None,
        "lat": place["lat"] if place else None,
        "lon": place["lon"] if place else None,
        "place_names": [place["name"], place["street"], place["locality"]] if place else [],
        "schedule": made_schedule(offer),
    }


def rows_of(house="londerzeel"):
    """A row for every offer; its pk is its place in the file, counted from 1."""
    moment = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
    return [
        OfferRow(pk, facts_of(offer), content_locales(offer), moment + timedelta(minutes=pk % 7))
        for pk, offer in enumerate(offers(house), start=1)
    ]


def titles_of(house="londerzeel"):
    """A source of title keys, as the documents hold them."""

    def titles(locales, pks):
        for locale in locales:
            for pk, offer in enumerate(offers(house), start=1):
                if pks is None or pk in pks:
                    yield locale, pk, title_key(text_in(offer, locale)["title"], locale)

    return titles


@cache
def index_of(house="londerzeel"):
    """The index of an example House; it never changes, so that tests share it."""
    return CatalogueIndex(1, 0, titles_of(house)).with_changes(1, rows_of(house))


def house_of(slug="londerzeel"):
    """The House as the read model gives it, without documents."""
    return House(
        id=1,
        slug=slug,
        name=slug,
        host="",
        base_url="",
        locales=tuple(locales_of(slug)),
        position=1,
        is_default=True,
        documents={},
    )


@cache
def taxonomy_in(locale):
    """The taxonomy as the API gives it."""
    rows = load("taxonomy.json")
    return {
        name: [{"slug": row["slug"], "label": row["labels"][locale], "parent": row.get("pillar")} for row in rows[name]]
        for name in TAXONOMY_LISTS
    }


def vocabulary(house="londerzeel"):
    return Vocabulary.of(taxonomy_in("nl"), locales_of(house), house, ("londerzeel", "essen"))


# ---- a plain reading of the filters


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


def runs_on_day(offer, days, begin=None, end=None):
    schedule = schedule_of(offer)
    if schedule["type"] == "permanent":
        return True
    if schedule["holiday_rule"] == "only_holidays":
        return False
    low, high = minutes(begin or "00:00"), minutes(end) if end else 24 * 60
    return any(
        slot["weekday"] in days
        and slot["valid_to"] >= str(TODAY)
        and minutes(slot["opens"]) < high
        and low < minutes(slot["closes"])
        for slot in schedule["weekly"]
    )


def values_of(offer, name):
    """The values of an offer for a filter, a facet included."""
    facts = facts_of(offer)
    plural = {
        "pillar": "pillars",
        "category": "categories",
        "life_stage": "life_stages",
        "target_group": "target_groups",
        "partner": "partners",
        "facility": "facilities",
        "access": "access",
        "delivery_mode": "delivery_modes",
        "spoken_lang": "spoken",
    }
    if name in plural:
        return set(facts[plural[name]])
    if name == "content_lang":
        return set(content_locales(offer))
    if name == "day":
        return {day for day in WEEKDAYS if runs_on_day(offer, {day})}
    if name in ("free", "uitpas", "low_digital", "residents_only"):
        return {str(facts[name]).lower()}
    return {facts[name]} - {None}


def passes(offer, asked, *, but=""):
    """Does an offer belong to the answer? `asked` is {name: text}; `but` leaves one filter out."""
    tests = {
        "age_months": lambda text: fits_age(offer, int(text)),
        "day": lambda text: runs_on_day(offer, set(text.split(",")), asked.get("from_time"), asked.get("to_time")),
        "weekend": lambda text: runs_on_day(offer, {"sat", "sun"}) == (text == "true"),
        "from": lambda text: between(offer, asked),
        "to": lambda text: between(offer, asked),
        "near": lambda text: lies_near(offer, text, float(asked.get("radius_m", 10000))),
        "bbox": lambda text: lies_in(offer, text),
        "audience": lambda text: text in ("all", offer["audience"]),
        **dict.fromkeys(("from_time", "to_time", "radius_m"), lambda text: True),
    }
    asked = {"audience": "families"} | asked
    return all(
        tests[name](text) if name in tests else bool(values_of(offer, name) & set(text.split(",")))
        for name, text in asked.items()
        if name != but
    )


def fits_age(offer, months):
    low, high = offer["age_min_months"], offer["age_max_months"]
    return (low is None or low <= months) and (high is None or months <= high)


def between(offer, asked):
    if offer["schedule"]["type"] in ("permanent", "by_arrangement"):
        return True
    first = date.fromisoformat(asked["from"]) if "from" in asked else TODAY
    last = date.fromisoformat(asked["to"]) if "to" in asked else first + timedelta(366)
    return bool(occurrences(schedule_of(offer), first, last))


def lies_near(offer, text, radius_m):
    place = place_of(offer)
    lat, lon = map(float, text.split(","))
    return bool(place) and distance_m((lat, lon), (place["lat"], place["lon"])) <= radius_m


def lies_in(offer, text):
    place = place_of(offer)
    west, south, east, north = map(float, text.split(","))
    return bool(place) and west <= place["lon"] <= east and south <= place["lat"] <= north


def random_state(chance, house="londerzeel"):
    """A few filters with values that occur."""
    sets = (
        *("pillar", "category", "life_stage", "target_group", "kind", "partner", "facility", "access"),
        *("delivery_mode", "universality", "locality", "booking_status", "spoken_lang", "content_lang"),
    )
    found = {}
    for name in chance.sample(sets, chance.choice((0, 1, 1, 2))):
        known = sorted({value for offer in offers(house) for value in values_of(offer, name)})
        found[name] = ",".join(chance.sample(known, min(len(known), chance.choice((1, 2, 3)))))
    first = TODAY + timedelta(chance.randrange(300))
    hour = chance.randrange(7, 19)
    center = load(f"{house}/house.json")["center"]
    west, south = center["lon"] - chance.uniform(0, 0.06), center["lat"] - chance.uniform(0, 0.04)
    others = (
        {"free": chance.choice(("true", "false"))},
        {"uitpas": chance.choice(("true", "false"))},
        {"low_digital": chance.choice(("true", "false"))},
        {"residents_only": chance.choice(("true", "false"))},
        {"weekend": chance.choice(("true", "false"))},
        {"age_months": str(chance.randrange(301))},
        {"day": ",".join(chance.sample(WEEKDAYS, 2))},
        {"day": chance.choice(WEEKDAYS), "from_time": f"{hour:02}:20", "to_time": f"{hour + 2:02}:20"},
        {"from": str(first), "to": str(first + timedelta(chance.choice((0, 6, 30))))},
        {"near": f"{center['lat']},{center['lon']}", "radius_m": str(chance.choice((400, 1500, 4000)))},
        {"bbox": f"{west:.5f},{south:.5f},{west + 0.06:.5f},{south + 0.04:.5f}"},
        {"audience": chance.choice(("professionals", "all"))},
    )
    for one in chance.sample(others, chance.choice((0, 1, 2))):
        found |= one
    return found

"""What becomes of an offer in HSDS; everything valid against the official schemas where they are at hand."""

import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from offers.faces.hsds import shapes
from offers.faces.hsds.locations import province_of
from offers.faces.hsds.schedules import DAYS, schedules
from offers.models import OfferPage, PublishedOffer
from offers.schedules import occurrences
from tests.example_data import LONDERZEEL

SCHEMAS = os.environ.get("HSDS_SCHEMAS", "")
SHAPES = {
    "service": shapes.Service,
    "service_list": shapes.ServiceBrief,
    "organization": shapes.Organization,
    "organization_list": shapes.Organization,
    "service_at_location": shapes.ServiceAtLocation,
    "service_at_location_list": shapes.ServiceAtLocation,
    "taxonomy": shapes.Taxonomy,
    "taxonomy_term": shapes.TaxonomyTerm,
}


def contents(path: str, lang: str = "nl") -> list[dict[str, Any]]:
    """Everything in a list."""
    address = f"/api/hsds/v3{path}{'&' if '?' in path else '?'}per_page=500&lang={lang}"
    return Client().get(address, headers={"host": LONDERZEEL}).json()["contents"]


def services(lang: str = "nl") -> dict[str, dict[str, Any]]:
    """Every offer in full, by its slug."""
    return {each["x_hvk_slug"]: each for each in contents("/services?full=true", lang)}


def check_with_schemas(name: str, items: list[dict[str, Any]]) -> None:
    """Hold items to the official schema; `HSDS_SCHEMAS` is the folder of the schemas."""
    jsonschema = pytest.importorskip("jsonschema")
    referencing = pytest.importorskip("referencing")
    jsonschema_specification = pytest.importorskip("referencing.jsonschema").DRAFT202012
    files = [path for path in Path(SCHEMAS).glob("*.json") if path.name != "openapi.json"]
    resources = [
        (path.name, referencing.Resource.from_contents(json.loads(path.read_text("utf-8")), jsonschema_specification))
        for path in files
    ]
    registry = referencing.Registry().with_resources(resources)
    validator = jsonschema.Draft202012Validator(
        json.loads((Path(SCHEMAS) / f"{name}.json").read_text("utf-8")),
        registry=registry,
        format_checker=jsonschema.FormatChecker(("uuid", "date", "email")),
    )
    for item in items:
        assert not [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(item)][:3]


@pytest.mark.usefixtures("example_houses")
@pytest.mark.parametrize("path", ["service", "organization", "service_at_location", "taxonomie", "taxonomy_term"])
@pytest.mark.parametrize("full", [False, True])
def test_every_item_is_valid(path: str, full: bool) -> None:
    has_lists = not path.startswith("taxonom")
    if full and not has_lists:
        pytest.skip("no lists in it")
    items = contents(f"/{path}s{'?full=true' if full else ''}")
    kind = path.replace("taxonomie", "taxonomy")
    name = f"{kind}_list" if has_lists and not full else kind
    assert items
    for item in items:
        SHAPES[name].model_validate(item)
        assert not [key for key, value in item.items() if value is None]
    if SCHEMAS:
        check_with_schemas(name, items[:25])


@pytest.mark.usefixtures("example_houses")
def test_an_offer_keeps_its_facts() -> None:
    found = services()["babbelbank-knetterdak"]
    assert found["status"] == "active"
    assert found["organization"]["name"] == "Jeugdhuis Knetterdak vzw"
    assert (found["minimum_age"], found["maximum_age"]) == (12, 20.92)
    assert {each["code"] for each in found["languages"]} == {"nl", "en", "fr"}
    assert [each["amount"] for each in found["cost_options"]] == [0]
    assert found["assured_date"] == "2026-09-17"
    assert found["service_at_locations"][0]["location"]["addresses"][0]["state_province"] == "Vlaams-Brabant"
    assert found["last_modified"].endswith("Z")
    assert len(found["last_modified"]) == len("2026-11-25T10:00:00.000Z")


@pytest.mark.usefixtures("example_houses")
def test_what_is_an_extension_is_an_attribute_too() -> None:
    found = services()["babbelbank-knetterdak"]
    values: dict[str, set[str]] = {}
    for each in found["attributes"]:
        values.setdefault(each["label"], set()).add(each["value"])
    assert values["category"] == set(found["x_hvk_categories"])
    assert values["facility"] == {each["slug"] for each in found["x_hvk_facilities"]}
    assert values["life_stage"] == set(found["x_hvk_life_stages"])
    assert values["co_partner"] == {each["name"] for each in found["x_hvk_co_partners"]}
    assert {value.split()[0] for value in values["closure"]} == {
        f"{each['from']}/{each['to']}" for each in found["x_hvk_closures"]
    }
    assert {value.split()[0] for value in values["translation"]} == set(found["x_hvk_translations"])
    assert found["x_hvk_translations"]["fr"]["title"]
    assert "title" not in found["x_hvk_translations"]["tr"]
    assert len({each["id"] for each in found["attributes"]}) == len(found["attributes"])


@pytest.mark.usefixtures("example_houses")
def test_interpreters_are_no_spoken_languages() -> None:
    interpreted = [each for each in services().values() if "interpretation_services" in each]
    assert interpreted
    for each in interpreted:
        assert not [language for language in each["languages"] if language["code"] in ("prs",)]
        assert "Tolk" in each["interpretation_services"] or "tolk" in each["interpretation_services"]


@pytest.mark.usefixtures("example_houses")
def test_identifiers_are_the_same_in_every_language() -> None:
    def all_ids(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [value[name] for name in ("id",) if name in value] + [
                each for item in value.values() for each in all_ids(item)
            ]
        return [each for item in value for each in all_ids(item)] if isinstance(value, list) else []

    dutch, arabic = services("nl"), services("ar")
    assert dutch.keys() == arabic.keys()
    assert {slug: all_ids(each) for slug, each in dutch.items()} == {
        slug: all_ids(each) for slug, each in arabic.items()
    }


@pytest.mark.usefixtures("example_houses")
def test_the_layer_for_professionals_is_nowhere() -> None:
    everything = json.dumps([contents("/services?full=true"), contents("/service_at_locations?full=true")])
    procedures = [page.referral_procedure for page in OfferPage.objects.exclude(referral_procedure="")]
    assert procedures
    assert not [text for text in procedures if json.dumps(text[:40])[1:-1] in everything]


def offer_with(**schedule: Any) -> dict[str, Any]:
    """As much of an offer as a schedule needs."""
    rest = {"type": "weekly", "timezone": "Europe/Brussels", "weekly": [], "dates": [], "closures": []}
    return {
        "id": "0b9cff10-9112-50cb-9258-1ec7829c4141",
        "delivery_modes": ["on_site", "mobile", "phone"],
        "contact": {"booking_url": None},
        "schedule": rest | {"holiday_rule": "runs"} | schedule,
    }


SLOT = {"weekday": "wed", "opens": "14:00", "closes": "16:00", "valid_from": "2026-09-01", "valid_to": "2026-12-31"}


@pytest.mark.parametrize(
    ("closures", "parts"),
    [
        ([], [("2026-09-01", "2026-12-31")]),
        ([("2026-10-01", "2026-10-31")], [("2026-09-01", "2026-09-30"), ("2026-11-01", "2026-12-31")]),
        ([("2026-08-01", "2026-09-10")], [("2026-09-11", "2026-12-31")]),
        ([("2026-12-01", "2027-01-31")], [("2026-09-01", "2026-11-30")]),
        ([("2026-08-01", "2027-01-31")], []),
        (
            [("2026-10-05", "2026-10-31"), ("2026-10-01", "2026-10-10")],
            [("2026-09-01", "2026-09-30"), ("2026-11-01", "2026-12-31")],
        ),
        ([("2027-03-01", "2027-03-02")], [("2026-09-01", "2026-12-31")]),
    ],
)
def test_a_slot_is_split_around_closures(closures: list[tuple[str, str]], parts: list[tuple[str, str]]) -> None:
    offer = offer_with(
        weekly=[SLOT | {"interval_weeks": 2}],
        closures=[{"from": first, "to": last, "reason": ""} for first, last in closures],
    )
    found = [each for each in schedules(offer, service_id=offer["id"]) if "freq" in each]
    assert [(each["valid_from"], each["valid_to"]) for each in found] == parts
    assert {(each["byday"], each["interval"], each["dtstart"]) for each in found} <= {("WE", 2, "2026-09-01")}
    assert len({each["id"] for each in found}) == len(found)


def test_a_single_date_happens_once() -> None:
    offer = offer_with(type="dates", dates=[{"start": "2026-11-28T10:00", "end": "2026-11-28T12:00"}])
    (found,) = schedules(offer, service_id=offer["id"])
    assert (found["dtstart"], found["until"], found["count"]) == ("2026-11-28", "2026-11-28", 1)
    assert (found["opens_at"], found["closes_at"], found["attending_type"]) == (
        "10:00",
        "12:00",
        "in_person, telephone",
    )


@pytest.mark.parametrize(
    ("postcode", "province"),
    [
        ("1840", "Vlaams-Brabant"),
        ("2910", "Antwerpen"),
        ("3500", "Limburg"),
        ("9000", "Oost-Vlaanderen"),
        ("x", "België"),
    ],
)
def test_province_of_a_postcode(postcode: str, province: str) -> None:
    assert province_of(postcode) == province


def days_of(found: list[dict[str, Any]], first: date, last: date) -> set[date]:
    """The days of HSDS schedules, as a client that knows nothing of closures and holidays counts them."""
    days = set()
    for each in found:
        anchor = date.fromisoformat(each["dtstart"])
        monday = anchor - timedelta(anchor.weekday())
        for number in range((last - first).days + 1):
            day = first + timedelta(number)
            in_period = each["valid_from"] <= day.isoformat() <= each.get("valid_to", "9999")
            is_week = (day - monday).days // 7 % each.get("interval", 1) == 0
            if "count" in each:
                days |= {anchor} if first <= anchor <= last else set()
            elif in_period and is_week and each["byday"] == list(DAYS.values())[day.weekday()]:
                days.add(day)
    return days


@pytest.mark.usefixtures("example_houses")
def test_a_client_of_hsds_comes_to_the_dates_of_the_catalogue() -> None:
    checked = 0
    for row in PublishedOffer.objects.filter(withdrawn=False, house__slug="londerzeel"):
        schedule = row.facts["schedule"]
        rule_is_split = schedule["holiday_rule"] == "runs" or all(slot["valid_to"] for slot in schedule["weekly"])
        if schedule["type"] not in ("weekly", "dates") or not rule_is_split:
            continue
        offer = offer_with(**schedule)
        first, last = date(2026, 9, 1), date(2027, 9, 30)
        wanted = {each.begin.date() for each in occurrences(schedule, first, last)}
        assert days_of(schedules(offer, service_id=offer["id"]), first, last) == wanted, row.slug
        checked += 1
    assert checked > 30


@pytest.mark.parametrize("rule", ["not_in_holidays", "only_holidays"])
@pytest.mark.parametrize("interval", [1, 2])
def test_school_holidays_split_a_slot_that_ends(rule: str, interval: int) -> None:
    closures = [{"from": "2026-10-20", "to": "2026-11-04", "reason": ""}]
    offer = offer_with(weekly=[SLOT | {"interval_weeks": interval}], closures=closures, holiday_rule=rule)
    first, last = date(2026, 8, 1), date(2027, 1, 31)
    wanted = {each.begin.date() for each in occurrences(offer["schedule"], first, last)}
    found = [each for each in schedules(offer, service_id=offer["id"]) if "freq" in each]
    assert days_of(found, first, last) == wanted
    assert {each["notes"] for each in found} != {""}

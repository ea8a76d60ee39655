"""Activities as UiTdatabank events, what UiTdatabank does not take, and events as drafts."""

import datetime
import json
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from offers.documents import read
from offers.faces.uitdatabank.incoming import UnreadableEvent, draft_fields
from offers.faces.uitdatabank.outgoing import event_of
from offers.faces.uitdatabank.scope import obstacles
from offers.models import OfferPage, PublishedOffer
from tests.example_data import NOW, TODAY

DATES = [{"start": "2026-12-05T10:00", "end": "2026-12-05T12:00"}]
SLOT = {
    "weekday": "wed",
    "opens": "14:00",
    "closes": "16:00",
    "valid_from": "2026-09-02",
    "valid_to": "2027-06-30",
    "interval_weeks": 1,
}


def schedule(**changed: Any) -> dict[str, Any]:
    """A schedule in the shape of the API."""
    plain = {"type": "dates", "timezone": "Europe/Brussels", "weekly": [], "dates": DATES, "closures": []}
    return plain | {"holiday_rule": "runs"} | changed


def weekly(*slots: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """A weekly schedule."""
    return schedule(type="weekly", dates=[], weekly=list(slots) or [SLOT], **changed)


def activity(**changed: Any) -> dict[str, Any]:
    """An offer that UiTdatabank takes, as the catalogue gives it."""
    return {
        "title": "Turnen",
        "summary": "Samen springen.",
        "body_html": "<p>Breng sloffen mee.</p>",
        "url": "http://londerzeel.localhost/nl/aanbod/turnen/",
        "kind": "activity",
        "audience": "families",
        "categories": [{"slug": "sport", "label": "Sport"}],
        "partner": {"id": "x", "slug": "club", "name": "De Club"},
        "age": {"min_months": 36, "max_months": 83, "label": ""},
        "place": {
            "name": "Zaal",
            "street": "Dorp 1",
            "postcode": "1840",
            "locality": "Londerzeel",
            "lat": 51.0,
            "lon": 4.3,
        },
        "facilities": [{"slug": "wheelchair-accessible", "label": ""}, {"slug": "kitchen", "label": ""}],
        "access": ["registration"],
        "delivery_modes": ["on_site"],
        "booking_status": "none",
        "schedule": schedule(),
        "costs": {
            "is_free": False,
            "base": {"amount": "5.00", "unit": "session"},
            "tariffs": [{"name": "Tweede kind", "amount": "3.00"}],
            "uitpas": True,
            "social_price": "1.50",
            "discretion_discount": False,
        },
        "contact": {
            "phone": "052 55 01 40",
            "email": "club@example.org",
            "url": "https://club.example",
            "booking_url": "https://club.example/boek",
        },
    } | changed


TEXTS = {
    code: {"title": f"{code} title", "summary": f"{code} summary", "plain_summary": "", "body": f"{code} body"}
    for code in ("nl", "fr", "en", "ar")
}


def event(**changed: Any) -> dict[str, Any]:
    """The event of an activity."""
    return event_of(activity(**changed), TEXTS, TODAY)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"audience": "professionals"}, "professionals"),
        ({"kind": "service"}, "leisure"),
        ({"kind": "lending"}, "leisure"),
        ({"categories": [{"slug": "safety-violence", "label": ""}]}, "leisure"),
        ({"schedule": schedule(type="by_arrangement", dates=[])}, "agreed"),
        ({"place": None}, "place"),
        ({"delivery_modes": ["home_visit"]}, "place"),
        ({"access": ["referral"]}, "refers"),
        ({"schedule": schedule(dates=[{"start": "2026-01-05T10:00", "end": "2026-01-05T12:00"}])}, "no day"),
        ({"schedule": weekly(SLOT | {"valid_to": "2026-10-01"})}, "no day"),
    ],
)
def test_what_uitdatabank_does_not_take_is_said_in_words(changed: dict[str, Any], words: str) -> None:
    with translation.override("en"):
        (reason,) = obstacles(activity(**changed), NOW)
    assert words in reason


@pytest.mark.parametrize("plan", [schedule(), weekly(), schedule(type="permanent", dates=[])])
def test_an_activity_can_be_sent(plan: dict[str, Any]) -> None:
    assert obstacles(activity(schedule=plan), NOW) == []


def test_an_event_says_what_the_offer_says() -> None:
    found = event()
    assert found["mainLanguage"] == "nl"
    assert found["name"] == {"nl": "Turnen", "fr": "fr title", "en": "en title"}
    assert found["description"]["nl"] == "Samen springen.\n\nBreng sloffen mee."
    assert found["description"]["fr"] == "fr summary\n\nfr body"
    assert [(term["id"], term["domain"]) for term in found["terms"]] == [
        ("0.59.0.0.0", "eventtype"),
        ("3.27.0.0.0", "facility"),
    ]
    assert found["location"]["address"]["nl"]["postalCode"] == "1840"
    assert found["typicalAgeRange"] == "3-6"
    assert [(each["category"], each["name"]["nl"], each["price"]) for each in found["priceInfo"]] == [
        ("base", "Basistarief", 5.0),
        ("tariff", "Tweede kind", 3.0),
        ("tariff", "Sociaal tarief", 1.5),
    ]
    assert found["bookingInfo"]["url"] == "https://club.example/boek"
    assert found["contactPoint"]["phone"] == ["052 55 01 40"]
    assert found["audience"] == {"audienceType": "everyone"}
    assert found["workflowStatus"] == "READY_FOR_VALIDATION"
    assert "childrenOnly" not in found


@pytest.mark.parametrize(
    ("low", "high", "text"), [(None, None, "-"), (30, None, "2-"), (None, 35, "-2"), (144, 251, "12-20")]
)
def test_ages_are_whole_years(low: int | None, high: int | None, text: str) -> None:
    assert event(age={"min_months": low, "max_months": high, "label": None})["typicalAgeRange"] == text


def test_free_costs_nothing_and_an_unknown_price_is_left_out() -> None:
    plain = {"base": None, "tariffs": [], "social_price": None}
    assert [each["price"] for each in event(costs={"is_free": True} | plain)["priceInfo"]] == [0]
    assert "priceInfo" not in event(costs={"is_free": False} | plain)


def test_calendars() -> None:
    single = event()
    assert (single["calendarType"], single["startDate"]) == ("single", "2026-12-05T10:00:00+01:00")
    two = event(schedule=schedule(dates=[*DATES, {"start": "2027-07-05T10:00", "end": "2027-07-09T12:00"}]))
    assert (two["calendarType"], two["endDate"]) == ("multiple", "2027-07-09T12:00:00+02:00")
    assert len(two["subEvent"]) == 2
    closure = {"from": "2026-12-21", "to": "2027-01-03", "reason": "Kerst"}
    periodic = event(schedule=weekly(SLOT, SLOT | {"weekday": "fri"}, closures=[closure]))
    assert periodic["calendarType"] == "periodic"
    assert periodic["openingHours"] == [{"opens": "14:00", "closes": "16:00", "dayOfWeek": ["wednesday", "friday"]}]
    assert periodic["openingHoursClosedDays"][0]["description"] == {"nl": "Kerst"}
    assert event(schedule=weekly(SLOT | {"valid_to": None}))["calendarType"] == "permanent"
    assert event(schedule=schedule(type="permanent", dates=[]))["calendarType"] == "permanent"


def test_what_opening_hours_cannot_say_becomes_dates() -> None:
    every_other_week = event(schedule=weekly(SLOT | {"interval_weeks": 2}))
    assert every_other_week["calendarType"] == "multiple"
    days = [datetime.datetime.fromisoformat(each["startDate"]).date() for each in every_other_week["subEvent"]]
    assert {later - earlier for earlier, later in zip(days, days[1:], strict=False)} == {datetime.timedelta(14)}
    assert days[0] >= TODAY
    no_holidays = event(schedule=weekly(holiday_rule="not_in_holidays"))
    assert "2026-12-23T14:00:00+01:00" not in [each["startDate"] for each in no_holidays["subEvent"]]


@pytest.mark.parametrize(
    "plan",
    [
        schedule(),
        schedule(dates=[*DATES, {"start": "2027-07-05T10:00", "end": "2027-07-09T12:00"}]),
        weekly(closures=[{"from": "2026-12-21", "to": "2027-01-03", "reason": "Kerst"}]),
        schedule(type="permanent", dates=[]),
    ],
)
def test_there_and_back(plan: dict[str, Any]) -> None:
    fields = draft_fields(json.loads(json.dumps(event(schedule=plan))), TODAY)
    assert (fields["title"], fields["summary"]) == ("Turnen", "Samen springen.")
    assert fields["body"] == "<p>Breng sloffen mee.</p>"
    assert (fields["age_min_months"], fields["age_max_months"]) == (36, 83)
    assert (fields["is_free"], fields["base_amount"], fields["social_price"]) == (False, 5, Decimal("1.5"))
    assert fields["tariffs"] == [{"name": "Tweede kind", "amount": 3}]
    assert (fields["phone"], fields["email"]) == ("052 55 01 40", "club@example.org")
    assert (fields["website"], fields["booking_url"]) == ("https://club.example", "https://club.example/boek")
    assert fields["access"] == ["registration"]
    assert fields["place_text"] == "Zaal, Dorp 1, 1840 Londerzeel"
    assert fields["schedule_type"] == plan["type"]
    assert shown(fields) == {name: plan[name] for name in ("weekly", "dates", "closures")}


def shown(fields: dict[str, Any]) -> dict[str, Any]:
    """The dates of a draft, in the shape of the API."""
    return {
        "weekly": [
            slot
            | {name: f"{slot[name]:%H:%M}" for name in ("opens", "closes")}
            | {name: slot[name].isoformat() for name in ("valid_from", "valid_to")}
            for slot in fields.get("weekly_slots", [])
        ],
        "dates": [
            {
                "start": f"{each['date']}T{each['opens']:%H:%M}",
                "end": f"{each['end_date'] or each['date']}T{each['closes']:%H:%M}",
            }
            for each in fields.get("single_dates", [])
        ],
        "closures": [
            {"from": str(each["first_day"]), "to": str(each["last_day"]), "reason": each["reason"]}
            for each in fields.get("closures", [])
        ],
    }


def test_text_of_others_is_text() -> None:
    found = draft_fields(event() | {"description": {"nl": f"{'a' * 250}\n\n<script>alert(1)</script>"}}, TODAY)
    assert len(found["summary"]) == 200
    assert found["summary"].endswith("…")
    assert "<script" not in found["body"]
    assert "&lt;script&gt;" in found["body"]
    assert draft_fields(event() | {"mainLanguage": "fr", "name": {"fr": "Gym"}}, TODAY)["title"] == "Gym"


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        "text",
        {},
        event() | {"name": {}},
        event() | {"name": {"nl": " "}},
        event() | {"calendarType": "weekly"},
        event() | {"subEvent": [{"startDate": "tomorrow", "endDate": "later"}]},
        event() | {"typicalAgeRange": "old"},
        event() | {"priceInfo": [{"category": "base", "price": -1}]},
        event() | {"priceInfo": [{"category": "base", "price": "NaN"}]},
    ],
)
def test_what_is_no_event_is_refused(wrong: Any) -> None:
    with pytest.raises(UnreadableEvent):
        draft_fields(wrong, TODAY)


@pytest.mark.usefixtures("example_houses")
def test_every_activity_of_the_example_comes_back() -> None:
    house, sent = read.house_by_slug("londerzeel"), 0
    assert house
    for row in PublishedOffer.objects.live(house.id):
        detail = read.offer_detail(house, str(row.offer_id), "nl")
        assert detail
        if obstacles(detail.payload, NOW):
            continue
        made = event_of(detail.payload, row.texts, TODAY)
        assert set(made["name"]) <= {"nl", "fr", "de", "en"}
        assert draft_fields(json.loads(json.dumps(made)), TODAY)["title"] == detail.payload["title"]
        sent += 1
    assert sent > 10


@pytest.mark.usefixtures("example_houses")
def test_the_command_makes_a_draft_and_publishes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_text(json.dumps(event(schedule=weekly())), encoding="utf-8")
    out = StringIO()
    before = PublishedOffer.objects.count()
    call_command("import_uitdatabank", file, partner="jeugdhuis-knetterdak", stdout=out)
    call_command("import_uitdatabank", file, partner="jeugdhuis-knetterdak", stdout=out)
    pages = list(OfferPage.objects.filter(title="Turnen").order_by("pk"))
    assert [page.slug for page in pages] == ["turnen", "turnen-2"]
    assert not any(page.live for page in pages)
    assert PublishedOffer.objects.count() == before
    assert pages[0].get_parent().slug == "jeugdhuis-knetterdak"
    latest = pages[0].get_latest_revision_as_object()
    assert [slot.weekday for slot in latest.weekly_slots.all()] == ["wed"]
    assert [tariff.name for tariff in latest.tariffs.all()] == ["Tweede kind"]
    assert "Zaal" in out.getvalue()


@pytest.mark.usefixtures("example_houses")
def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_uitdatabank", file, partner="jeugdhuis-knetterdak")
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(CommandError, match="no event"):
        call_command("import_uitdatabank", file, partner="jeugdhuis-knetterdak")
    file.write_text(json.dumps(event()), encoding="utf-8")
    with pytest.raises(CommandError, match="0 partners"):
        call_command("import_uitdatabank", file, partner="nobody")
    bad = event()
    bad["contactPoint"]["email"] = ["no address"]
    file.write_text(json.dumps(bad), encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("import_uitdatabank", file, partner="jeugdhuis-knetterdak")
    assert not OfferPage.objects.filter(title="Turnen").exists()

"""Calendars over the API, read by independent parsers: every date of the API, and no other."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from offers.models import OfferPage, PublishedOffer
from offers.schedules import occurrences
from tests.calendars import expanded, parsed
from tests.example_data import ESSEN, LONDERZEEL

pytestmark = pytest.mark.usefixtures("example_houses")

FIRST = date(2026, 9, 1)
LAST = FIRST + timedelta(400)


def get(path: str, host: str = LONDERZEEL, **headers: str):
    return Client().get(f"/api/v1{path}", headers={"host": host, **headers})


def body(reply) -> bytes:
    return b"".join(reply.streaming_content) if reply.streaming else reply.content


def dates_of(schedule: dict) -> list[tuple[str, str]]:
    found = [one.as_json() for one in occurrences(schedule, FIRST, LAST)]
    return sorted((one["start"], one["end"]) for one in found)


@pytest.mark.parametrize("house", [LONDERZEEL, ESSEN])
def test_every_calendar_holds_the_dates_of_its_offer(house: str) -> None:
    offers = PublishedOffer.objects.filter(house__slug=house.partition(".")[0])
    assert offers
    for offer in offers:
        reply = get(f"/offers/{offer.offer_id}.ics", house)
        assert (reply.status_code, reply["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        assert expanded(parsed(reply.content), FIRST, LAST) == dates_of(offer.facts["schedule"]), offer.slug


@pytest.mark.parametrize(
    "filters", ["audience=all", "category=sport", "free=true&day=wed", "q=baby", "locality=malderen"]
)
def test_the_calendar_of_a_list_holds_the_dates_of_its_offers(filters: str) -> None:
    schedules = {offer.slug: offer.facts["schedule"] for offer in PublishedOffer.objects.filter(withdrawn=False)}
    items = get(f"/offers?limit=100&{filters}").json()["items"]
    wanted = sorted(pair for item in items for pair in dates_of(schedules[item["slug"]]))
    assert expanded(parsed(body(get(f"/offers.ics?{filters}"))), FIRST, LAST) == wanted
    assert wanted


def test_an_event_says_what_and_where_in_the_asked_language() -> None:
    card = next(
        item for item in get("/offers?lang=fr&content_lang=fr&limit=100&sort=next").json()["items"] if item["place"]
    )
    offer = get(f"/offers/{card['slug']}?lang=fr").json()
    calendar = parsed(get(f"/offers/{card['slug']}.ics?lang=fr").content)
    event = calendar.walk("VEVENT")[0]
    assert (str(event["SUMMARY"]), event["SUMMARY"].params["LANGUAGE"]) == (offer["title"], "fr")
    assert offer["plain_summary"] in str(event["DESCRIPTION"])
    assert event["URL"] == offer["url"]
    assert event["SEQUENCE"] == offer["version"]
    assert event["LAST-MODIFIED"].dt.strftime("%Y-%m-%dT%H:%M:%SZ") == offer["updated_at"]
    assert [str(label) for label in event["CATEGORIES"].cats] == [row["label"] for row in offer["categories"]]
    assert offer["place"]["street"] in str(event["LOCATION"])
    assert (event["GEO"].latitude, event["GEO"].longitude) == (offer["place"]["lat"], offer["place"]["lon"])
    assert str(calendar["X-WR-CALNAME"]) == offer["title"]
    lines = calendar.to_ical().decode().split("\r\n")
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H", "METHOD:PUBLISH"} <= set(lines)


def test_a_text_that_is_a_fallback_says_its_own_language() -> None:
    item = next(item for item in get("/offers?lang=ar&limit=100&sort=next").json()["items"] if item["lang"] == "nl")
    event = parsed(get(f"/offers/{item['slug']}.ics?lang=ar").content).walk("VEVENT")[0]
    assert event["SUMMARY"].params["LANGUAGE"] == "nl"
    assert event["CATEGORIES"].params["LANGUAGE"] == "ar"


@pytest.mark.parametrize("path", ["/offers.ics?audience=all", "/offers/consultatiebureau-londerzeel.ics"])
def test_the_same_calendar_is_the_same_bytes_another_day(path: str) -> None:
    before = get(path)
    content = body(before)
    with time_machine.travel("2027-06-01T10:00:00Z", tick=False):
        after = get(path)
        assert (after["ETag"], body(after)) == (before["ETag"], content)
        assert get(path, **{"if-none-match": before["ETag"]}).status_code == 304


def test_a_withdrawn_offer_takes_its_dates_out_of_calendars() -> None:
    card = get("/offers?sort=next&limit=1").json()["items"][0]
    before = parsed(get(f"/offers/{card['id']}.ics").content)
    OfferPage.objects.get(translation_key=card["id"], locale__language_code="nl").unpublish()
    reply = get(f"/offers/{card['id']}.ics")
    assert reply.status_code == 200
    events = parsed(reply.content).walk("VEVENT")
    assert {str(event["STATUS"]) for event in events} == {"CANCELLED"}
    assert {str(event["UID"]) for event in events} == {str(event["UID"]) for event in before.walk("VEVENT")}
    assert min(event["SEQUENCE"] for event in events) > max(event["SEQUENCE"] for event in before.walk("VEVENT"))
    assert card["title"] not in reply.content.decode()
    assert get(f"/offers/{card['id']}/occurrences").status_code == 410
    assert card["id"] not in body(get("/offers.ics")).decode()


def test_a_withdrawn_offer_of_which_nobody_kept_the_dates_is_gone() -> None:
    card = get("/offers?sort=next&limit=1").json()["items"][0]
    OfferPage.objects.get(translation_key=card["id"], locale__language_code="nl").unpublish()
    PublishedOffer.objects.filter(offer_id=card["id"]).update(facts={"kind": "info"})
    assert get(f"/offers/{card['id']}.ics").status_code == 410


def test_a_withdrawn_offer_without_dates_is_gone() -> None:
    standing = PublishedOffer.objects.filter(facts__schedule__type="permanent").first()
    OfferPage.objects.get(translation_key=standing.offer_id, locale__language_code="nl").unpublish()
    assert get(f"/offers/{standing.offer_id}.ics").status_code == 410


def test_what_is_not_there_has_no_calendar() -> None:
    assert get("/offers/never-existed.ics").status_code == 404
    assert get("/offers/consultatiebureau-londerzeel.ics", ESSEN).status_code == 404
    assert get("/offers/consultatiebureau-londerzeel.ics?from=2026-12-01").status_code == 422
    for query in ("nonsense=1", "age_months=999", "limit=5", "cursor=x", "facets=all"):
        assert get(f"/offers.ics?{query}").status_code == 422


def test_the_number_of_statements_does_not_grow_with_the_calendar() -> None:
    for path in ("/offers.ics?category=sport", "/offers.ics?audience=all"):
        body(get(path))
        with CaptureQueriesContext(connection) as captured:
            body(get(path))
        assert len(captured) == 2

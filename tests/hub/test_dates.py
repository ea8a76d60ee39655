"""Dates over the API: of one offer, of all offers, and that every channel says the same."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hub.gateway import keeper
from offers.models import PublishedOffer
from offers.schedules import occurrences
from tests.example_data import ESSEN, LONDERZEEL

pytestmark = pytest.mark.usefixtures("example_houses")

FIRST, LAST = date(2026, 12, 1), date(2027, 1, 15)
WINDOW = f"from={FIRST}&to={LAST}"


def get(path: str, host: str = LONDERZEEL):
    return Client().get(f"/api/v1{path}", headers={"host": host})


def everything(path: str) -> list[dict]:
    """All items of a list, page by page."""
    items, address = [], path
    while address:
        body = get(address).json()
        items += body["items"]
        address = body["next"] and body["next"].partition("/api/v1")[2]
    assert len(items) == body["total"]
    return items


def offers_of(house: str = "londerzeel", **filters: str):
    return PublishedOffer.objects.filter(house__slug=house, withdrawn=False, **filters)


def test_the_dates_of_an_offer_are_those_of_its_schedule() -> None:
    for offer in offers_of():
        body = get(f"/offers/{offer.slug}/occurrences?{WINDOW}").json()
        assert body["items"] == [one.as_json() for one in occurrences(offer.facts["schedule"], FIRST, LAST)]
        assert (body["total"], body["next"]) == (len(body["items"]), None)


def test_without_days_the_next_thirty_are_meant() -> None:
    offer = next(offer for offer in offers_of() if occurrences(offer.facts["schedule"], FIRST, LAST))
    slug = offer.slug
    asked = get(f"/offers/{slug}/occurrences?from=2026-11-25&to=2026-12-25").json()
    assert get(f"/offers/{slug}/occurrences").json() == asked
    assert get(f"/offers/{offer.offer_id}/occurrences").json() == asked


@pytest.mark.parametrize("path", ["/occurrences", "/offers/consultatiebureau-londerzeel/occurrences"])
@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("from=2026-12-01&to=2027-12-03", "to"),
        ("from=2027-01-02&to=2027-01-01", "from"),
        ("from=x", "from"),
        ("to=2026-02-29", "to"),
        ("from=2026-12-01&from=2026-12-02", "from"),
        ("shoe_size=42", "shoe_size"),
        ("sort=next", "sort"),
        ("facets=all", "facets"),
    ],
)
def test_wrong_days_are_named(path: str, query: str, parameter: str) -> None:
    reply = get(f"{path}?{query}")
    assert reply.status_code == 422
    assert parameter in [error["parameter"] for error in reply.json()["errors"]]


def test_a_whole_year_may_be_asked() -> None:
    for path in ("/occurrences?limit=1&", "/offers/consultatiebureau-londerzeel/occurrences?"):
        assert get(f"{path}from=2026-12-01&to=2027-12-02").status_code == 200


def test_the_ends_of_the_calendar_are_asked_in_peace() -> None:
    for query in ("from=9999-12-31", "from=9999-12-31&to=9999-12-31", "from=0001-01-01", "to=0001-01-01"):
        assert get(f"/offers/consultatiebureau-londerzeel/occurrences?{query}").json()["items"] == []
        assert get(f"/occurrences?{query}").status_code in (200, 422)


def test_standing_help_has_no_dates() -> None:
    standing = next(offer for offer in offers_of() if offer.facts["schedule"]["type"] == "permanent")
    assert get(f"/offers/{standing.slug}/occurrences").json() == {"items": [], "total": 0, "next": None}


def test_offers_that_are_not_there_have_no_dates() -> None:
    assert get("/offers/never-existed/occurrences").status_code == 404
    assert get("/offers/consultatiebureau-londerzeel/occurrences", ESSEN).status_code == 404


@pytest.mark.parametrize("filters", ["", "category=play-and-meet", "free=true&day=wed", "q=baby", "audience=all"])
def test_all_dates_are_those_of_the_offers_that_pass(filters: str) -> None:
    schedules = {offer.slug: offer.facts["schedule"] for offer in offers_of()}
    passing = [card["slug"] for card in everything(f"/offers?limit=100&{WINDOW}&{filters}")]
    expected = [
        (one.as_json()["start"], slug, one.as_json()["end"])
        for slug in passing
        for one in occurrences(schedules[slug], FIRST, LAST)
    ]
    items = everything(f"/occurrences?limit=37&{WINDOW}&{filters}")
    found = [(item["start"], item["offer"]["slug"], item["end"]) for item in items]
    assert sorted(found) == sorted(expected)
    assert [row[0] for row in found] == sorted(row[0] for row in found)
    assert found


def test_dates_that_begin_together_stand_by_title() -> None:
    titles = [card["id"] for card in everything("/offers?limit=100&audience=all&lang=tr")]
    items = everything(f"/occurrences?limit=100&audience=all&lang=tr&{WINDOW}")
    keys = [(item["start"], titles.index(item["offer"]["id"]), item["end"]) for item in items]
    assert keys == sorted(keys)


def test_pages_of_any_size_give_each_date_once() -> None:
    whole = everything(f"/occurrences?limit=100&{WINDOW}")
    assert everything(f"/occurrences?limit=7&{WINDOW}") == whole
    assert len({json.dumps(item) for item in whole}) == len(whole)


def test_the_first_date_of_an_offer_is_its_next_occurrence() -> None:
    for card in everything("/offers?limit=100&sort=next"):
        body = get(f"/offers/{card['slug']}/occurrences?from=2026-11-25&to=2027-11-25").json()
        ahead = [item for item in body["items"] if item["end"] > "2026-11-25T10:00:00Z"]
        assert card["next_occurrence"] == (ahead[0] if ahead else None)


def test_offers_that_run_between_two_days_have_dates_there() -> None:
    for first in (date(2026, 12, 21), date(2027, 2, 8), date(2027, 3, 28), date(2027, 7, 5)):
        window = f"from={first}&to={first + timedelta(6)}"
        running = {card["slug"] for card in everything(f"/offers?limit=100&{window}")}
        dated = {item["offer"]["slug"] for item in everything(f"/occurrences?limit=100&{window}")}
        standing = {offer.slug for offer in offers_of() if offer.facts["schedule"]["type"] in STANDING}
        assert dated == running - standing


STANDING = ("permanent", "by_arrangement")


def test_the_number_of_statements_does_not_grow_with_the_page() -> None:
    def statements(limit: int) -> int:
        address = f"/occurrences?limit={limit}&lang=fr"
        get(address)
        keeper.forget()
        with CaptureQueriesContext(connection) as captured:
            assert len(get(address).json()["items"]) == limit
        return len(captured)

    assert statements(1) == statements(100) == 2


def test_a_cursor_of_dates_is_none_of_offers() -> None:
    cursor = get("/occurrences?limit=5").json()["next"].partition("cursor=")[2].partition("&")[0]
    assert get(f"/offers?limit=5&cursor={cursor}").status_code == 422
    assert get(f"/occurrences?limit=5&free=true&cursor={cursor}").status_code == 422

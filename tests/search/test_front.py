"""The front of the House: door, windows, what happens this week."""

import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from search.front import SITUATIONS, spread
from tests.pages import visit

LIFE_STAGES = 10


def test_the_front_of_the_house(families):
    page = visit(families, "/nl/")
    assert page.find("//form[@role='search']/@action") == ["/nl/aanbod/"]
    assert len(page.find("//ul[@class='examples']/li/a[contains(@href, '?q=')]")) == 3
    assert len(page.find("//ul[@class='window-grid']/li")) == LIFE_STAGES
    assert len(page.find("//ul[@class='sentence-grid']/li")) == len(SITUATIONS)
    assert len(page.find("//ul[@class='partners']/li")) == 15
    assert page.find("//main//a[@href='/nl/missie/']")


def test_a_lit_window_leads_to_offers_and_tells_the_truth(families):
    page = visit(families, "/nl/")
    for address in page.find("//a[contains(@class, 'window')]/@href"):
        assert visit(families, address).offers(), address


def test_a_window_without_offers_is_dusk_and_no_link():
    dark = {"scene": "stage-0-1", "name": "Baby", "note": "0-1", "count": 0, "href": "/nl/aanbod/"}
    shown = render_to_string("components/window.html", {"window": dark})
    assert "window--dusk" in shown
    assert "<a" not in shown
    assert "window--dusk" not in render_to_string("components/window.html", {"window": dark | {"count": 1}})


def test_this_week_lies_within_seven_days(families):
    page = visit(families, "/nl/")
    days = [datetime.date.fromisoformat(day) for day in page.find("//ul[@class='week']//time/@datetime")]
    today = timezone.localdate()
    assert days
    assert days == sorted(days)
    assert all(today <= day < today + datetime.timedelta(7) for day in days)


def test_this_week_is_spread_over_its_days():
    cards = [
        {"slug": str(number), "next_occurrence": {"date": date, "start": f"{date}T{number:02}"}}
        for date in ("2026-11-25", "2026-11-26", "2026-11-28")
        for number in range(5)
    ]
    assert [card["next_occurrence"]["date"] for card in spread(cards)] == ["2026-11-25"] * 2 + ["2026-11-26"] * 2 + [
        "2026-11-28"
    ] * 2
    assert len(spread(cards[:5])) == 5

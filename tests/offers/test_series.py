"""Schedules as events of a calendar: an independent parser finds the dates that we compute, each once."""

import random
from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar

from offers.choices import WEEKDAYS
from offers.faces.icalendar import calendar
from offers.faces.series import horizon, series_of
from offers.schedules import occurrences
from tests.calendars import expanded, parsed

TODAY = date(2026, 11, 25)
FIRST, LAST = date(2026, 9, 1), date(2028, 3, 31)
OPEN = ("tue", "09:00", "11:00", "2026-09-01", None, 1)


def weekly(*slots, holiday_rule="runs", closures=(), dates=()):
    """A weekly schedule from (weekday, opens, closes, valid_from, valid_to, interval_weeks)."""
    names = ("weekday", "opens", "closes", "valid_from", "valid_to", "interval_weeks")
    return {
        "type": "weekly",
        "weekly": [dict(zip(names, slot, strict=True)) for slot in slots],
        "dates": [{"start": start, "end": end} for start, end in dates],
        "closures": [{"from": first, "to": last, "reason": ""} for first, last in closures],
        "holiday_rule": holiday_rule,
    }


def calendar_of(schedule: dict, today: date = TODAY) -> Calendar:
    offer = {
        "id": "c0ffee00-0000-4000-8000-000000000001",
        "version": 3,
        "updated_at": "2026-11-25T10:00:00Z",
        "schedule": schedule,
        "lang": "ar",
        "title": "لعب، قراءة; ولقاء " * 6,
        "summary": "",
        "plain_summary": "Regel een,\nregel; twee \\ " * 5,
        "url": "http://londerzeel.localhost/nl/aanbod/speeluurtje/",
        "categories": [],
        "place": None,
        "contact": {"phone": None, "email": None},
    }
    return parsed(b"".join(calendar("Speeluurtje", "nl", "nl", [offer], today)))


def dates_of(schedule: dict, first: date = FIRST, last: date = LAST) -> list[tuple[str, str]]:
    found = [one.as_json() for one in occurrences(schedule, first, last)]
    return sorted((one["start"], one["end"]) for one in found)


AWKWARD = {
    "clocks change on Sundays": weekly(("sun", "01:30", "04:30", "2026-09-01", None, 1)),
    "across the hour that is skipped": weekly(("sun", "02:15", "02:45", "2026-09-01", "2028-12-31", 1)),
    "past midnight into a clock change": weekly(("sat", "22:00", "06:00", "2026-09-01", None, 1)),
    "over the clock change by day": weekly(("sat", "10:00", "12:00", "2026-09-01", None, 1)),
    "every fourth week": weekly(("tue", "09:00", "11:00", "2026-09-04", None, 4)),
    "every other week beside the holidays": weekly(
        ("mon", "14:00", "16:00", "2026-09-01", None, 2), holiday_rule="not_in_holidays"
    ),
    "in the holidays": weekly(("wed", "09:00", "16:00", "2026-09-01", None, 1), holiday_rule="only_holidays"),
    "closed on the first and the last day": weekly(
        ("tue", "09:00", "11:00", "2026-09-01", "2026-12-29", 1),
        closures=[("2026-09-01", "2026-09-10"), ("2026-12-20", "2027-01-03")],
    ),
    "closed for ever": weekly(
        ("tue", "09:00", "11:00", "2026-09-01", "2026-12-29", 1), closures=[("2026-01-01", "2027-01-01")]
    ),
    "a single date in a closure": weekly(
        OPEN, closures=[("2026-12-01", "2026-12-31")], dates=[("2026-12-08T09:00", "2026-12-08T11:00")]
    ),
    "a single date that is a date of the slot": weekly(OPEN, dates=[("2026-12-08T09:00", "2026-12-08T11:00")]),
    "a single date of several days": weekly(OPEN, dates=[("2027-02-08T09:00", "2027-02-12T16:00")]),
    "29 February": weekly(
        ("tue", "09:00", "11:00", "2028-02-29", "2028-02-29", 1), dates=[("2028-02-29T14:00", "2028-02-29T15:00")]
    ),
    "two slots at the same hours": weekly(OPEN, ("tue", "09:00", "11:00", "2026-10-01", None, 2)),
    "the same slot twice": weekly(OPEN, OPEN),
    "one slot that stops and one that goes on": weekly(
        ("tue", "09:00", "11:00", "2026-09-01", "2026-12-01", 1), ("tue", "09:00", "11:00", "2026-12-02", None, 2)
    ),
    "an old slot": weekly(("thu", "09:00", "11:00", "0001-01-01", None, 3), holiday_rule="not_in_holidays"),
    "a slot to the end of the calendar": weekly(("fri", "20:00", "21:00", "2026-09-01", "9999-12-31", 1)),
}


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_schedules_expand_to_their_dates(name: str) -> None:
    schedule = AWKWARD[name]
    assert expanded(calendar_of(schedule), FIRST, LAST) == dates_of(schedule)


def test_random_schedules_expand_to_their_dates() -> None:
    chance = random.Random(11)
    for _ in range(60):
        slots = []
        for _ in range(chance.randint(1, 3)):
            begins = date(2026, 3, 1) + timedelta(chance.randrange(500))
            ends = str(begins + timedelta(chance.randrange(400))) if chance.random() < 0.6 else None
            opens, closes = chance.choice((("09:00", "11:00"), ("14:30", "16:15"), ("21:00", "01:00")))
            slots.append((chance.choice(WEEKDAYS), opens, closes, str(begins), ends, chance.choice((1, 1, 2, 3, 5))))
        closing = date(2026, 9, 1) + timedelta(chance.randrange(500))
        schedule = weekly(
            *slots,
            holiday_rule=chance.choice(("runs", "not_in_holidays", "only_holidays")),
            closures=[(str(closing), str(closing + timedelta(chance.randrange(40))))],
            dates=[(f"{closing}T09:00", f"{closing}T11:00")],
        )
        assert expanded(calendar_of(schedule), FIRST, LAST) == dates_of(schedule), schedule


def test_a_slot_without_an_end_goes_on_beyond_the_horizon() -> None:
    schedule = weekly(OPEN, closures=[("2026-12-01", "2026-12-31")])
    first = date(2040, 1, 1)
    assert expanded(calendar_of(schedule), first, first + timedelta(60)) == dates_of(
        schedule, first, first + timedelta(60)
    )
    assert len(series_of(schedule, TODAY)) == 1


def test_events_keep_their_names_when_ends_closures_and_holidays_change() -> None:
    def keys(schedule: dict) -> list[str]:
        return [series.key for series in series_of(schedule, TODAY)]

    closed = weekly(OPEN, closures=[("2026-09-01", "2026-12-31")], holiday_rule="not_in_holidays")
    ended = weekly((*OPEN[:4], "2027-06-30", 1))
    assert keys(weekly(OPEN)) == keys(closed) == keys(ended)


def test_a_series_begins_and_ends_on_days_that_take_place() -> None:
    schedule = AWKWARD["closed on the first and the last day"]
    (series,) = series_of(schedule, TODAY)
    assert (series.first.begin, series.until) == (datetime(2026, 9, 15, 9), datetime(2026, 12, 15, 9))
    assert not series.excluded


@pytest.mark.parametrize(
    ("today", "last"),
    [
        ("2026-09-01", "2029-08-31"),
        ("2027-08-31", "2029-08-31"),
        ("2027-09-01", "2030-08-31"),
        ("9999-12-31", "9999-08-31"),
    ],
)
def test_the_horizon_moves_with_the_school_year(today: str, last: str) -> None:
    assert horizon(date.fromisoformat(today)) == date.fromisoformat(last)


def test_standing_help_has_no_events() -> None:
    assert series_of({"type": "permanent"}, TODAY) == []

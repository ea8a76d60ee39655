"""Dates of offers: compared day by day with a plain reading of the rules, and at the awkward moments."""

import json
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from offers.choices import WEEKDAYS
from offers.holidays import is_school_holiday
from offers.schedules import (
    BRUSSELS,
    as_instant,
    has_occurrence_between,
    next_occurrence,
    occurrence_days,
    occurrences,
    runs_on,
)

DEMO = Path(__file__).resolve().parents[2] / "offers" / "demo_data"


def weekly(*slots, holiday_rule="runs", closures=(), dates=()):
    """A weekly schedule from (weekday, opens, closes, valid_from, valid_to, interval_weeks)."""
    names = ("weekday", "opens", "closes", "valid_from", "valid_to", "interval_weeks")
    return {
        "type": "weekly",
        "timezone": "Europe/Brussels",
        "weekly": [dict(zip(names, slot, strict=True)) for slot in slots],
        "dates": [{"start": start, "end": end} for start, end in dates],
        "closures": [{"from": first, "to": last, "reason": "dicht"} for first, last in closures],
        "holiday_rule": holiday_rule,
    }


def plain_days(schedule, first, last):
    """(begin, finish) by looking at every day: the rules of the API, read aloud."""
    found = set()
    for offset in range((last - first).days + 1):
        day = first + timedelta(offset)
        if any(date.fromisoformat(c["from"]) <= day <= date.fromisoformat(c["to"]) for c in schedule["closures"]):
            continue
        holiday = is_school_holiday(day)
        if holiday and schedule["holiday_rule"] == "not_in_holidays":
            continue
        if not holiday and schedule["holiday_rule"] == "only_holidays":
            continue
        for slot in schedule["weekly"]:
            begins = date.fromisoformat(slot["valid_from"])
            ends = date.fromisoformat(slot["valid_to"]) if slot["valid_to"] else date.max
            weeks = ((day - timedelta(day.weekday())) - (begins - timedelta(begins.weekday()))).days // 7
            right_week = weeks % slot["interval_weeks"] == 0
            if begins <= day <= ends and right_week and WEEKDAYS[day.weekday()] == slot["weekday"]:
                found.add((f"{day}T{slot['opens']}", f"{day}T{slot['closes']}"))
    for single in schedule["dates"]:
        if first <= date.fromisoformat(single["start"][:10]) <= last:
            found.add((single["start"], single["end"]))
    return found


def demo_schedules():
    """The schedules of the example catalogue, in the shape of the API."""
    for house in ("londerzeel", "essen"):
        for offer in json.loads((DEMO / house / "offers.json").read_text(encoding="utf-8")):
            schedule = offer["schedule"]
            slots = [slot | {"weekday": WEEKDAYS[slot["weekday"]]} for slot in schedule["weekly"]]
            yield schedule | {"weekly": slots}


def as_pairs(found):
    return {(f"{o.begin:%Y-%m-%dT%H:%M}", f"{o.finish:%Y-%m-%dT%H:%M}") for o in found}


def test_every_demo_schedule_agrees_with_a_day_by_day_reading():
    first, last = date(2026, 10, 1), date(2027, 10, 31)
    for schedule in demo_schedules():
        expected = plain_days(schedule, first, last) if schedule["type"] in ("weekly", "dates") else set()
        found = occurrences(schedule, first, last)
        assert as_pairs(found) == expected
        assert found == sorted(found)
        assert len(found) == len(set(found))


def test_random_schedules_agree_with_a_day_by_day_reading():
    chance = random.Random(7)
    origin = date(2026, 1, 1)
    for _ in range(150):
        slots = []
        for _ in range(chance.randint(1, 3)):
            begins = origin + timedelta(chance.randrange(500))
            ends = str(begins + timedelta(chance.randrange(400))) if chance.random() < 0.8 else None
            weeks = chance.choice((1, 1, 2, 3, 4, 13))
            slots.append((chance.choice(WEEKDAYS), "09:00", "11:00", str(begins), ends, weeks))
        closing = origin + timedelta(chance.randrange(600))
        schedule = weekly(
            *slots,
            holiday_rule=chance.choice(("runs", "not_in_holidays", "only_holidays")),
            closures=[(str(closing), str(closing + timedelta(chance.randrange(40))))],
            dates=[(f"{closing}T14:00", f"{closing}T15:00")],
        )
        first = origin + timedelta(chance.randrange(700))
        last = first + timedelta(chance.choice((0, 1, 6, 30, 500)))
        expected = plain_days(schedule, first, last)
        assert as_pairs(occurrences(schedule, first, last)) == expected
        assert has_occurrence_between(schedule, first, last) == bool(expected)
        days = {(date.fromisoformat(begin[:10]) - first).days for begin, _ in expected}
        assert occurrence_days(schedule, first, last) == sum(1 << day for day in days)
        now = datetime.combine(first, datetime.min.time())
        ahead = sorted(plain_days(schedule, first, first + timedelta(900)))
        coming = next_occurrence(schedule, now)
        assert (f"{coming.begin:%Y-%m-%dT%H:%M}" if coming else None) == (ahead[0][0] if ahead else None)


def test_interval_weeks_count_from_the_iso_week_of_valid_from():
    # valid_from is a Friday; the Tuesday of that week is past, so the first Tuesday is 11 days later.
    schedule = weekly(("tue", "09:00", "10:00", "2026-11-27", None, 2))
    found = occurrences(schedule, date(2026, 11, 1), date(2026, 12, 31))
    assert [o.begin.day for o in found] == [8, 22]


def test_a_closure_cancels_the_slot_and_not_the_single_date():
    schedule = weekly(
        ("wed", "09:00", "10:00", "2026-12-01", "2026-12-31", 1),
        closures=[("2026-12-01", "2026-12-31")],
        dates=[("2026-12-09T14:00", "2026-12-09T15:00")],
    )
    found = occurrences(schedule, date(2026, 12, 1), date(2026, 12, 31))
    assert as_pairs(found) == {("2026-12-09T14:00", "2026-12-09T15:00")}


def test_single_dates_run_in_holidays_whatever_the_rule():
    schedule = weekly(holiday_rule="not_in_holidays", dates=[("2026-12-28T14:00", "2026-12-28T15:00")])
    assert has_occurrence_between(schedule, date(2026, 12, 28), date(2026, 12, 28))


@pytest.mark.parametrize("kind", ["permanent", "by_arrangement"])
def test_standing_help_has_no_occurrences(kind):
    schedule = weekly(("wed", "09:00", "10:00", "2026-12-01", None, 1)) | {"type": kind}
    assert occurrences(schedule, date(2026, 12, 1), date(2027, 1, 1)) == []
    assert next_occurrence(schedule, datetime(2026, 12, 1)) is None
    assert not has_occurrence_between(schedule, date(2026, 12, 1), date(2027, 1, 1))
    assert occurrence_days(schedule, date(2026, 12, 1), date(2027, 1, 1)) == 0


def test_an_occurrence_is_the_next_one_until_it_ends():
    schedule = weekly(("wed", "13:30", "16:30", "2026-11-25", "2027-06-30", 1))
    running = datetime(2026, 11, 25, 15, 0, tzinfo=BRUSSELS)
    assert next_occurrence(schedule, running).begin == datetime(2026, 11, 25, 13, 30)
    over = datetime(2026, 11, 25, 16, 30, tzinfo=BRUSSELS)
    assert next_occurrence(schedule, over).begin == datetime(2026, 12, 2, 13, 30)
    assert next_occurrence(schedule, datetime(2027, 6, 30, 17, 0)) is None


def test_instants_follow_the_change_of_the_clock():
    schedule = weekly(("sun", "10:00", "11:30", "2027-03-01", "2027-11-30", 1))
    winter, summer = occurrences(schedule, date(2027, 3, 21), date(2027, 3, 28))
    assert winter.as_json() == {
        "start": "2027-03-21T09:00:00Z",
        "end": "2027-03-21T10:30:00Z",
        "date": "2027-03-21",
        "opens": "10:00",
        "closes": "11:30",
    }
    assert summer.as_json()["start"] == "2027-03-28T08:00:00Z"
    autumn = occurrences(schedule, date(2027, 10, 31), date(2027, 10, 31))[0]
    assert autumn.as_json()["start"] == "2027-10-31T09:00:00Z"


def test_hours_that_come_twice_or_never():
    assert as_instant(datetime(2026, 10, 25, 2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert as_instant(datetime(2027, 3, 28, 2, 30)) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_a_slot_past_midnight_ends_on_the_next_day():
    schedule = weekly(("fri", "22:00", "01:00", "2026-12-01", "2026-12-31", 1))
    party = next_occurrence(schedule, datetime(2026, 12, 5, 0, 30))
    assert (party.begin, party.finish) == (datetime(2026, 12, 4, 22, 0), datetime(2026, 12, 5, 1, 0))


def test_a_slot_that_only_runs_in_holidays_is_found_months_ahead():
    schedule = weekly(("mon", "09:00", "16:00", "2026-09-01", None, 1), holiday_rule="only_holidays")
    assert next_occurrence(schedule, datetime(2027, 4, 12)).begin == datetime(2027, 7, 5, 9, 0)


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        (None, None, True),
        ("09:00", "09:30", True),
        ("12:00", None, False),
        (None, "09:00", False),
        ("11:59", None, True),
        (None, "09:01", True),
    ],
)
def test_times_that_touch_do_not_overlap(begin, end, expected):
    schedule = weekly(("mon", "09:00", "12:00", "2026-09-01", "2027-06-30", 1))
    assert runs_on(schedule, ["mon"], begin, end, today=date(2026, 12, 1)) is expected


def test_slots_that_count_for_a_weekday():
    today = date(2026, 12, 1)
    ended = weekly(("mon", "09:00", "12:00", "2026-09-01", "2026-11-30", 1))
    assert not runs_on(ended, ["mon"], today=today)
    assert runs_on(ended, ["mon"], today=date(2026, 11, 30))
    programme = weekly(("mon", "09:00", "12:00", "2026-09-01", None, 1), holiday_rule="only_holidays")
    assert not runs_on(programme, ["mon"], today=today)
    dates = weekly(dates=[("2026-12-07T09:00", "2026-12-07T10:00")])
    assert not runs_on(dates, ["mon"], today=today)
    assert runs_on(weekly() | {"type": "permanent"}, ["sun"], "22:00", "23:00", today=today)
    assert not runs_on(weekly() | {"type": "by_arrangement"}, ["sun"], today=today)


def test_the_ends_of_the_calendar_do_no_harm():
    schedule = weekly(("mon", "09:00", "12:00", "2026-09-01", None, 1), holiday_rule="not_in_holidays")
    assert has_occurrence_between(schedule, date.min, date.max)
    assert not has_occurrence_between(schedule, date.min, date(2026, 8, 31))
    assert has_occurrence_between(schedule, date(9999, 1, 1), date.max)
    assert next_occurrence(schedule, datetime.max.replace(tzinfo=None)) is None

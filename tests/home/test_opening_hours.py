"""What the contact point says about its hours, at any moment of the week."""

import datetime

import pytest

from home.opening_hours import Opening, opening_state

HOURS = [
    {"weekday": "mon", "opens": "09:00", "closes": "12:00"},
    {"weekday": "wed", "opens": "13:00", "closes": "16:30"},
    {"weekday": "wed", "opens": "09:00", "closes": "12:00"},
    {"weekday": "thu", "opens": "16:00", "closes": "19:00"},
]
WEDNESDAY = datetime.date(2026, 11, 25)


def at(text):
    return opening_state(HOURS, datetime.datetime.combine(WEDNESDAY, datetime.time.fromisoformat(text)))


def on_wednesday(opens, closes):
    return Opening(WEDNESDAY, opens, closes)


@pytest.mark.parametrize(
    ("time", "now", "coming"),
    [
        ("08:59", None, on_wednesday("09:00", "12:00")),
        ("09:00", on_wednesday("09:00", "12:00"), on_wednesday("13:00", "16:30")),
        ("11:59", on_wednesday("09:00", "12:00"), on_wednesday("13:00", "16:30")),
        ("12:00", None, on_wednesday("13:00", "16:30")),
        ("16:29", on_wednesday("13:00", "16:30"), Opening(datetime.date(2026, 11, 26), "16:00", "19:00")),
        ("16:30", None, Opening(datetime.date(2026, 11, 26), "16:00", "19:00")),
    ],
)
def test_open_until_or_again_from(time, now, coming):
    state = at(time)
    assert (state.now, state.next) == (now, coming)
    assert state.is_today == (coming.day == WEDNESDAY)
    assert state.is_tomorrow == (coming.day != WEDNESDAY)


def test_the_next_opening_may_be_days_away():
    state = opening_state(HOURS, datetime.datetime(2026, 11, 26, 20, 0))
    assert state.next == Opening(datetime.date(2026, 11, 30), "09:00", "12:00")
    assert (state.is_today, state.is_tomorrow) == (False, False)


def test_once_a_week_comes_again_next_week():
    state = opening_state(HOURS[:1], datetime.datetime(2026, 11, 23, 12, 0))
    assert state.next == Opening(datetime.date(2026, 11, 30), "09:00", "12:00")


def test_without_hours_nothing_is_promised():
    state = opening_state([], datetime.datetime(2026, 11, 23, 12, 0))
    assert (state.now, state.next) == (None, None)

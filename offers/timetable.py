"""When an offer takes place, as rows for its page: hours of the week, single dates, days on which it is closed."""

import datetime
from typing import Any

from home.choices import Weekday
from home.opening_hours import brussels_now
from offers import labels, wording
from offers.choices import HolidayRule
from offers.schedules import occurrences

DAYS: list[str] = Weekday.values
# A page names so many single dates; more are on the way, it says.
DATES_SHOWN = 12
# The next times of a weekly offer: holidays and closures are worked out for the reader.
COMING_SHOWN = 3
WEEKS_AHEAD = 10


def timetable(schedule: dict[str, Any], today: datetime.date | None = None) -> dict[str, Any]:
    """Everything about time that lies today or later."""
    first_day = today or brussels_now().date()
    day = first_day.isoformat()
    slots = [slot for slot in schedule["weekly"] if not slot["valid_to"] or slot["valid_to"] >= day]
    dates = [date for date in schedule["dates"] if date["end"][:10] >= day]
    common = common_period(slots)
    return {
        "weekly": weekly_rows(slots, day, common),
        "valid_from": common["valid_from"] if common["valid_from"] > day else None,
        "valid_to": common["valid_to"],
        "holiday_rule": holiday_rule(schedule, slots),
        "coming": coming(schedule, first_day) if slots and not dates else [],
        "dates": [date_row(date) for date in dates[:DATES_SHOWN]],
        "more_dates": max(0, len(dates) - DATES_SHOWN),
        "closures": [closure for closure in schedule["closures"] if closure["to"] >= day] if slots else [],
    }


def coming(schedule: dict[str, Any], first_day: datetime.date) -> list[dict[str, Any]]:
    """The next times on which a weekly offer really takes place."""
    found = occurrences(schedule, first_day, first_day + datetime.timedelta(weeks=WEEKS_AHEAD))
    return [
        date_row({"start": f"{row.begin:%Y-%m-%dT%H:%M}", "end": f"{row.finish:%Y-%m-%dT%H:%M}"})
        for row in found[:COMING_SHOWN]
    ]


def holiday_rule(schedule: dict[str, Any], slots: list[dict[str, Any]]) -> str:
    """What the school holidays do to the weekly hours, in words; nothing where there are none."""
    return str(HolidayRule(schedule["holiday_rule"]).label) if slots else ""


def common_period(slots: list[dict[str, Any]]) -> dict[str, Any]:
    """The period and the interval that all weekly hours share; where they differ, each row says its own."""
    if not slots:
        return {"valid_from": "", "valid_to": None, "interval_weeks": 1}
    shared = {}
    for name, otherwise in (("valid_from", ""), ("valid_to", None), ("interval_weeks", 1)):
        values = {slot[name] for slot in slots}
        shared[name] = values.pop() if len(values) == 1 else otherwise
    return shared


def weekly_rows(slots: list[dict[str, Any]], today: str, common: dict[str, Any]) -> list[dict[str, Any]]:
    """One row a day and rhythm, in the order of the week, with all its hours."""
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for slot in sorted(slots, key=lambda slot: (DAYS.index(slot["weekday"]), slot["valid_from"], slot["opens"])):
        key = (slot["weekday"], slot["interval_weeks"], slot["valid_from"], slot["valid_to"])
        row = rows.setdefault(
            key,
            {
                "day": wording.first_upper(labels.weekday_name(slot["weekday"])),
                "times": [],
                "interval_weeks": slot["interval_weeks"],
                "valid_from": slot["valid_from"] if slot["valid_from"] > today and not common["valid_from"] else None,
                "valid_to": slot["valid_to"] if slot["valid_to"] != common["valid_to"] else None,
            },
        )
        row["times"].append(wording.clock_range(slot["opens"], slot["closes"]))
    return list(rows.values())


def date_row(date: dict[str, str]) -> dict[str, Any]:
    """A single date with its hours; a camp of several days also with its last day."""
    first, last = date["start"][:10], date["end"][:10]
    return {
        "first": first,
        "last": last if last != first else None,
        "times": wording.clock_range(date["start"][11:16], date["end"][11:16]),
    }

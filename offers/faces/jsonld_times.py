"""When an offer takes place, in the words of schema.org."""

import datetime
from typing import Any

from home.opening_hours import brussels_now
from offers.documents.payloads import TIMEZONE
from offers.schedules import as_instant, occurrences

DAYS = {
    "mon": "https://schema.org/Monday",
    "tue": "https://schema.org/Tuesday",
    "wed": "https://schema.org/Wednesday",
    "thu": "https://schema.org/Thursday",
    "fri": "https://schema.org/Friday",
    "sat": "https://schema.org/Saturday",
    "sun": "https://schema.org/Sunday",
}
# The days on which a weekly slot does not take place are named so far ahead.
AHEAD = datetime.timedelta(days=366)
MOST_SINGLE_DATES = 12


def hours(row: dict[str, Any]) -> dict[str, Any]:
    """A weekly slot as opening hours."""
    period = {"validFrom": row.get("valid_from"), "validThrough": row.get("valid_to")}
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": DAYS[row["weekday"]],
        "opens": row["opens"],
        "closes": row["closes"],
    } | {name: day for name, day in period.items() if day}


def schedules(schedule: dict[str, Any]) -> list[dict[str, Any]]:
    """The weekly slots that have not ended, each with the days of the coming year on which it does not take place."""
    today = brussels_now().date()
    held = {(row.begin.date(), f"{row.begin:%H:%M}") for row in occurrences(schedule, today, today + AHEAD)}
    return [
        slot_schedule(slot, [day for day in slot_days(slot, today) if (day, slot["opens"]) not in held])
        for slot in schedule["weekly"]
        if not slot["valid_to"] or slot["valid_to"] >= today.isoformat()
    ]


def slot_days(slot: dict[str, Any], today: datetime.date) -> list[datetime.date]:
    """The days of the coming year on which a slot would take place if nothing were cancelled."""
    begin = datetime.date.fromisoformat(slot["valid_from"])
    end = min(datetime.date.fromisoformat(slot["valid_to"] or datetime.date.max.isoformat()), today + AHEAD)
    day = begin - datetime.timedelta(begin.weekday()) + datetime.timedelta(list(DAYS).index(slot["weekday"]))
    step = datetime.timedelta(weeks=slot["interval_weeks"])
    found = []
    while day <= end:
        if day >= max(begin, today):
            found.append(day)
        day += step
    return found


def slot_schedule(slot: dict[str, Any], cancelled: list[datetime.date]) -> dict[str, Any]:
    """A weekly slot as a schedule that repeats."""
    found = {
        "@type": "Schedule",
        "repeatFrequency": f"P{slot['interval_weeks']}W",
        "byDay": DAYS[slot["weekday"]],
        "startTime": slot["opens"],
        "endTime": slot["closes"],
        "startDate": slot["valid_from"],
        "scheduleTimezone": TIMEZONE,
    }
    if slot["valid_to"]:
        found["endDate"] = slot["valid_to"]
    if cancelled:
        found["exceptDate"] = [day.isoformat() for day in cancelled]
    return found


def single_events(
    schedule: dict[str, Any], name: dict[str, Any] | None, location: dict[str, Any] | None
) -> list[dict[str, Any]]:
    """The coming single dates, the first dozen of them."""
    now = brussels_now().date().isoformat()
    coming = [row for row in schedule["dates"] if row["end"] >= now][:MOST_SINGLE_DATES]
    place = {"location": {"@id": location["@id"]}} if location else {}
    return [
        {"@type": "Event", "name": name, "startDate": moment(row["start"]), "endDate": moment(row["end"])} | place
        for row in coming
    ]


def moment(wall: str) -> str:
    """Wall time of Brussels as an instant in UTC."""
    return f"{as_instant(datetime.datetime.fromisoformat(wall)):%Y-%m-%dT%H:%M:%SZ}"

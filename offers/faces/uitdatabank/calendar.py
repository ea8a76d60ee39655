"""The dates of an offer as a UiTdatabank calendar, and back.

weekly, all slots alike                  periodic (open end: permanent) with opening hours and closed days
weekly, else (every other week, school   multiple: each date of the year to come
    holidays, slots with other periods)
one date, several dates                  single, multiple
always there                             permanent
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from offers.choices import WEEKDAYS, HolidayRule, ScheduleType
from offers.schedules import BRUSSELS, occurrences

DAYS = dict(zip(WEEKDAYS, ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), strict=True))
SHORT_DAYS = {name: weekday for weekday, name in DAYS.items()}
AHEAD = timedelta(365)
LAST_MINUTE = time(23, 59, 59)


def instant(wall: str) -> str:
    """A wall time of Brussels, `YYYY-MM-DDTHH:MM`, with its offset."""
    return datetime.fromisoformat(wall).replace(tzinfo=BRUSSELS).isoformat()


def wall_time(text: str) -> datetime:
    """An instant as wall time of Brussels; without an offset it is that already. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    return moment.astimezone(BRUSSELS).replace(tzinfo=None) if moment.tzinfo else moment


def calendar_of(schedule: dict[str, Any], today: date) -> dict[str, Any]:
    """The calendar of an event. By arrangement has none (`scope` refuses it)."""
    if schedule["type"] == ScheduleType.DATES:
        return dated([(instant(each["start"]), instant(each["end"])) for each in schedule["dates"]])
    if schedule["type"] != ScheduleType.WEEKLY:
        return {"calendarType": "permanent"}
    if not is_regular(schedule):
        found = occurrences(schedule, today, today + AHEAD)
        return dated([(instant(each.begin.isoformat()), instant(each.finish.isoformat())) for each in found])
    return regular(schedule)


def dated(spans: list[tuple[str, str]]) -> dict[str, Any]:
    """A calendar of single dates; at least one."""
    parts = [{"startDate": start, "endDate": end} for start, end in sorted(spans)]
    return {
        "calendarType": "single" if len(parts) == 1 else "multiple",
        "startDate": parts[0]["startDate"],
        "endDate": max(part["endDate"] for part in parts),
        "subEvent": parts,
    }


def is_regular(schedule: dict[str, Any]) -> bool:
    """Do opening hours say it all?"""
    slots = schedule["weekly"]
    periods = {(slot["valid_from"], slot["valid_to"]) for slot in slots}
    plain = all(slot["interval_weeks"] == 1 and slot["opens"] < slot["closes"] for slot in slots)
    return plain and len(periods) == 1 and schedule["holiday_rule"] == HolidayRule.RUNS


def regular(schedule: dict[str, Any]) -> dict[str, Any]:
    """A calendar of opening hours."""
    first, last = schedule["weekly"][0]["valid_from"], schedule["weekly"][0]["valid_to"]
    hours: dict[tuple[str, str], list[str]] = {}
    for slot in schedule["weekly"]:
        hours.setdefault((slot["opens"], slot["closes"]), []).append(DAYS[slot["weekday"]])
    found: dict[str, Any] = {"calendarType": "periodic" if last else "permanent"}
    if last:
        end = datetime.combine(date.fromisoformat(last), LAST_MINUTE, BRUSSELS)
        found |= {"startDate": instant(f"{first}T00:00"), "endDate": end.isoformat()}
    found["openingHours"] = [
        {"opens": opens, "closes": closes, "dayOfWeek": days} for (opens, closes), days in hours.items()
    ]
    closed = [
        {"start": each["from"], "end": each["to"]} | ({"description": {"nl": each["reason"]}} if each["reason"] else {})
        for each in schedule["closures"]
    ]
    return found | ({"openingHoursClosedDays": closed} if closed else {})


def schedule_fields(event: Any, today: date) -> dict[str, Any]:
    """The fields of an offer that a calendar fills. Hours without a first day begin today. Raises ValueError."""
    if event.calendar_type in ("single", "multiple"):
        spans = [(each.start, each.end) for each in event.sub_events] or [(event.start, event.end)]
        return {"schedule_type": ScheduleType.DATES.value, "single_dates": [single_date(*span) for span in spans]}
    if not event.opening_hours:
        return {"schedule_type": ScheduleType.PERMANENT.value}
    first = wall_time(event.start).date() if event.start else today
    last = wall_time(event.end).date() if event.end else None
    slots = [
        {
            "weekday": SHORT_DAYS[day],
            "opens": time.fromisoformat(hours.opens),
            "closes": time.fromisoformat(hours.closes),
            "valid_from": first,
            "valid_to": last,
            "interval_weeks": 1,
        }
        for hours in event.opening_hours
        for day in hours.days
    ]
    closures = [
        {
            "first_day": date.fromisoformat(each.start[:10]),
            "last_day": date.fromisoformat(each.end[:10]),
            "reason": each.description.get("nl", "")[:160],
        }
        for each in event.closed_days
    ]
    return {"schedule_type": ScheduleType.WEEKLY.value, "weekly_slots": slots, "closures": closures}


def single_date(start: str, end: str) -> dict[str, Any]:
    """One date of an offer."""
    begin, finish = wall_time(start), wall_time(end)
    other_day = finish.date() if finish.date() != begin.date() else None
    return {"date": begin.date(), "opens": begin.time(), "closes": finish.time(), "end_date": other_day}

"""Calendars read by parsers that are not ours."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

BRUSSELS = ZoneInfo("Europe/Brussels")


def parsed(content: bytes) -> icalendar.Calendar:
    """A calendar; its form is checked on the way."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    content.decode()
    calendar = icalendar.Calendar.from_ical(content)
    uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    assert len(set(uids)) == len(uids)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Brussels"]
    return calendar


def expanded(calendar: icalendar.Calendar, first: date, last: date) -> list[tuple[str, str]]:
    """The events that begin on the days first..last, as (start, end) in UTC, in order of time."""
    found = []
    for event in recurring_ical_events.of(calendar).between(first, last + timedelta(1)):
        if first <= event["DTSTART"].dt.date() <= last:
            found.append((instant(event["DTSTART"].dt), instant(event["DTEND"].dt)))
    return sorted(found)


def instant(moment: datetime) -> str:
    """An instant as the API writes it."""
    return moment.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")

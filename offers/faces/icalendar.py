"""Offers as iCalendar (RFC 5545, with the names and the refreshing of RFC 7986), for calendar programs.

What programs need, and what they get:

- An event keeps its UID while its slot or date is there, and SEQUENCE is the version of the offer: changes arrive.
- Nothing depends on the moment of asking: the same offers are the same bytes. Only the horizon of rules that something
  interrupts (`offers.faces.series`) moves, on 1 September.
- Who follows the calendar of an offer that is gone gets its events once more, as CANCELLED. Programs keep what they
  have when an address fails, so that 410 would leave families with dates that do not take place. METHOD stays PUBLISH:
  CANCEL is an answer to an invitation, and programs refuse it in a calendar that is followed.
- Events are TRANSPARENT: what is on offer makes nobody busy.
"""

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from home.choices import SOURCE_LOCALE
from offers.documents.read import Withdrawn
from offers.faces.series import Series, series_of
from offers.schedules import BRUSSELS, as_instant

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Huis van het Kind//Offer hub//NL"
NAMESPACE = uuid.UUID("8f0d3c56-5b1f-4a39-9c3e-2f4b6f0f7d21")
# How often programs are asked to look again.
REFRESH_HOURS = 12
END = b"END:VCALENDAR\r\n"
BRUSSELS_RULES = """BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:STANDARD
DTSTART:19700101T000000
TZNAME:CET
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


def calendar(
    name: str, name_locale: str, locale: str, offers: Iterable[dict[str, Any]], today: date
) -> Iterator[bytes]:
    """A calendar of offers in full, piece by piece. `name` is what programs call it; labels are in `locale`."""
    yield opening(name, name_locale)
    for offer in offers:
        events = b"".join(event.to_ical() for event in events_of(offer, locale, today))
        if events:
            yield events
    yield END


def cancelled_calendar(gone: Withdrawn, locale: str, today: date) -> Iterator[bytes]:
    """The calendar of an offer that is gone: its events, cancelled, in the ACTIVE language `locale`."""
    name = _("This offer is no longer there.")
    yield opening(name, locale)
    stamp = gone.updated_at.astimezone(UTC).replace(microsecond=0)
    for series in series_of(gone.schedule, today) if gone.schedule else ():
        event = bare_event(str(gone.offer_id), series, gone.version, stamp)
        event.add("summary", name, parameters={"LANGUAGE": locale})
        event.add("status", "CANCELLED")
        yield event.to_ical()
    yield END


def opening(name: str, locale: str) -> bytes:
    """A calendar up to its first event."""
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    whole.add("name", name, parameters={"LANGUAGE": locale})
    whole.add("x-wr-calname", name)
    whole.add("x-wr-timezone", "Europe/Brussels")
    whole.add("refresh-interval", timedelta(hours=REFRESH_HOURS), parameters={"VALUE": "DURATION"})
    whole.add("x-published-ttl", f"PT{REFRESH_HOURS}H")
    whole.add_component(Timezone.from_ical(BRUSSELS_RULES))
    return whole.to_ical().removesuffix(END)


def events_of(offer: dict[str, Any], locale: str, today: date) -> Iterator[Event]:
    """The events of one offer; its labels are in the language `locale`, its text may be in another."""
    stamp = datetime.fromisoformat(offer["updated_at"])
    for series in series_of(offer["schedule"], today):
        event = bare_event(offer["id"], series, offer["version"], stamp)
        describe(event, offer, locale)
        yield event


def bare_event(offer_id: str, series: Series, version: int, stamp: datetime) -> Event:
    """When it is, and which one it is."""
    event = Event()
    event.add("uid", str(uuid.uuid5(NAMESPACE, f"{offer_id} {series.key}")))
    event.add("sequence", version)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("dtstart", in_brussels(series.first.begin))
    event.add("dtend", in_brussels(series.first.finish))
    if series.interval_weeks:
        event.add("rrule", rule_of(series))
    if series.excluded:
        event.add("exdate", [in_brussels(begin) for begin in series.excluded])
    event.add("transp", "TRANSPARENT")
    return event


def in_brussels(wall: datetime) -> datetime:
    """A wall time with its time zone."""
    return wall.replace(tzinfo=BRUSSELS)


def rule_of(series: Series) -> dict[str, Any]:
    """How a series repeats; its end is an instant, as RFC 5545 wants it."""
    rule: dict[str, Any] = {
        "FREQ": "WEEKLY",
        "INTERVAL": series.interval_weeks,
        "BYDAY": ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[series.first.begin.weekday()],
    }
    if series.until:
        rule["UNTIL"] = as_instant(series.until)
    return rule


def describe(event: Event, offer: dict[str, Any], locale: str) -> None:
    """What it is, where it is, and how to reach it."""
    text = {"LANGUAGE": offer["lang"]}
    event.add("status", "CONFIRMED")
    event.add("summary", offer["title"], parameters=text)
    event.add("description", description_of(offer), parameters=text)
    event.add("url", offer["url"])
    if offer["categories"]:
        labels = [category["label"] for category in offer["categories"]]
        event.add("categories", labels, parameters={"LANGUAGE": locale})
    place = offer["place"]
    if place:
        event.add("location", address_of(place), parameters={"LANGUAGE": SOURCE_LOCALE})
        event.add("geo", (place["lat"], place["lon"]))
    contact = [value for value in (offer["contact"]["phone"], offer["contact"]["email"]) if value]
    if contact:
        event.add("contact", ", ".join(contact))


def description_of(offer: dict[str, Any]) -> str:
    """The short text, and where the whole one stands: many programs hide the URL of an event."""
    return "\n\n".join(filter(None, (offer["plain_summary"] or offer["summary"], offer["url"])))


def address_of(place: dict[str, Any]) -> str:
    """A place on one line."""
    parts = (place["name"], place["street"], f"{place['postcode']} {place['locality']}".strip())
    return ", ".join(dict.fromkeys(part for part in parts if part))

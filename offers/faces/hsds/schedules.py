"""When an offer takes place, as HSDS schedules.

HSDS has no closed days: a weekly slot is split around closures and school holidays, each part with its own `valid_from`
and `valid_to`

    slot        |---------------------------------|
    closures          |---|            |--|
    schedules   |----|     |----------|    |------|
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from offers.choices import HolidayRule
from offers.faces.hsds.identity import derived, filled
from offers.holidays import school_holidays
from offers.labels import schedule_label

DAYS = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}
ATTENDING = {
    "on_site": "in_person",
    "mobile": "in_person",
    "home_visit": "home_visit",
    "phone": "telephone",
    "online": "virtual",
}
ONE_DAY = timedelta(1)
# A slot that runs longer is not split around school holidays; its notes speak of them.
MOST_YEARS = 5


def schedules(offer: dict[str, Any], **belongs_to: str) -> list[dict[str, Any]]:
    """The schedules of an offer, in the ACTIVE language; `belongs_to` names what they hang on."""
    schedule = offer["schedule"]
    owner = "/".join(belongs_to.values()) or offer["id"]
    common = belongs_to | {
        "attending_type": ", ".join(dict.fromkeys(ATTENDING[mode] for mode in offer["delivery_modes"])),
        "notes": notes_of(schedule),
        "schedule_link": offer["contact"]["booking_url"],
        "x_hvk_timezone": schedule["timezone"],
    }
    found = [(sorted(map(str, each.items())), each) for each in (*weekly(schedule), *single(schedule))]
    if not found:
        found = [([schedule["type"]], {"description": schedule_label(schedule)})]
    return [filled({"id": derived("schedule", owner, key)} | common | each) for key, each in found]


def notes_of(schedule: dict[str, Any]) -> str:
    """What the school holidays do to the slots, where they do anything."""
    rule = schedule["holiday_rule"]
    return "" if not schedule["weekly"] or rule == HolidayRule.RUNS else str(HolidayRule(rule).label)


def weekly(schedule: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The weekly slots, split around the closures and, where they have an end, around the school holidays."""
    closures = [(date.fromisoformat(each["from"]), date.fromisoformat(each["to"])) for each in schedule["closures"]]
    for slot in schedule["weekly"]:
        begin = date.fromisoformat(slot["valid_from"])
        end = date.fromisoformat(slot["valid_to"]) if slot["valid_to"] else None
        periods: list[tuple[date, date | None]] = [(begin, end)]
        closed = closures
        if end and end.year - begin.year <= MOST_YEARS:
            holidays = holidays_between(begin, end)
            if schedule["holiday_rule"] == HolidayRule.NOT_IN_HOLIDAYS:
                closed = closures + holidays
            elif schedule["holiday_rule"] == HolidayRule.ONLY_HOLIDAYS:
                periods = [(max(begin, first), min(end, last)) for first, last in holidays]
        for period in periods:
            for first, last in open_parts(*period, closed):
                yield slot_part(slot, first, last)


def holidays_between(begin: date, end: date) -> list[tuple[date, date]]:
    """The school holidays that have a day between two days; the Christmas holiday reaches into the next year."""
    years = range(max(date.min.year, begin.year - 1), end.year + 1)
    return [each for year in years for each in school_holidays(year) if each[0] <= end and each[1] >= begin]


def slot_part(slot: dict[str, Any], first: date, last: date | None) -> dict[str, Any]:
    """A weekly slot in a part of its period. Weeks are counted from `dtstart`, whichever part it is."""
    return {
        "freq": "WEEKLY",
        "interval": slot["interval_weeks"],
        "byday": DAYS[slot["weekday"]],
        "wkst": "MO",
        "opens_at": slot["opens"],
        "closes_at": slot["closes"],
        "dtstart": slot["valid_from"],
        "valid_from": first.isoformat(),
        "valid_to": last.isoformat() if last else None,
    }


def open_parts(begin: date, end: date | None, closed: list[tuple[date, date]]) -> Iterator[tuple[date, date | None]]:
    """The periods between closures; the last one may be open."""
    for first, last in sorted(closed):
        if last < begin or (end and first > end):
            continue
        if first > begin:
            yield begin, first - ONE_DAY
        begin = max(begin, last + ONE_DAY)
    if end is None or begin <= end:
        yield begin, end


def single(schedule: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each date of its own as a schedule that happens once."""
    for each in schedule["dates"]:
        (first, opens), (last, closes) = each["start"].split("T"), each["end"].split("T")
        yield {
            "freq": "WEEKLY",
            "count": 1,
            "dtstart": first,
            "until": last,
            "valid_from": first,
            "valid_to": last,
            "opens_at": opens,
            "closes_at": closes,
        }

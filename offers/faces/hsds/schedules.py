"""When an offer takes place, as HSDS schedules.

HSDS has no closed days: a weekly slot is split around the closures, each part with its own `valid_from` and `valid_to`

    slot        |---------------------------------|
    closures          |---|            |--|
    schedules   |----|     |----------|    |------|
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from offers.choices import HolidayRule
from offers.faces.hsds.identity import derived, filled
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
    """The weekly slots, split around the closures."""
    closed = [(date.fromisoformat(each["from"]), date.fromisoformat(each["to"])) for each in schedule["closures"]]
    for slot in schedule["weekly"]:
        begin = date.fromisoformat(slot["valid_from"])
        end = date.fromisoformat(slot["valid_to"]) if slot["valid_to"] else None
        for first, last in open_parts(begin, end, closed):
            yield {
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

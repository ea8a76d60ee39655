"""When the contact point answers: computed from its weekly hours, in Belgian time."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone

from home.choices import Weekday

BRUSSELS = ZoneInfo("Europe/Brussels")
WEEKDAYS: list[str] = Weekday.values
DAYS_AHEAD = 8


@dataclass(frozen=True)
class Opening:
    """One stretch of one day in which somebody answers."""

    day: datetime.date
    opens: str
    closes: str


@dataclass(frozen=True)
class OpeningState:
    """What a person at the door would say now: open until when, or again from when.

    `now` is the stretch we are in; `next` the first one after it, `is_today` and `is_tomorrow` say how far that is.
    """

    now: Opening | None
    next: Opening | None
    is_today: bool = False
    is_tomorrow: bool = False


def brussels_now() -> datetime.datetime:
    """The time on the clocks of Belgium."""
    return timezone.now().astimezone(BRUSSELS)


def openings_from(hours: list[dict[str, str]], first_day: datetime.date) -> list[Opening]:
    """All stretches of the coming week, in order of time."""
    days = [first_day + datetime.timedelta(offset) for offset in range(DAYS_AHEAD)]
    rows = [
        Opening(day, row["opens"], row["closes"])
        for day in days
        for row in hours
        if row["weekday"] == WEEKDAYS[day.weekday()]
    ]
    return sorted(rows, key=lambda row: (row.day, row.opens))


def opening_state(hours: list[dict[str, str]], moment: datetime.datetime) -> OpeningState:
    """The state of the contact point at a moment.

    |--opens==========closes--|   opens <= moment < closes: now
    """
    today, clock = moment.date(), f"{moment:%H:%M}"
    rows = [row for row in openings_from(hours, today) if row.day > today or row.closes > clock]
    current = rows[0] if rows and rows[0].day == today and rows[0].opens <= clock else None
    coming = rows[1:] if current else rows
    following = coming[0] if coming else None
    return OpeningState(
        now=current,
        next=following,
        is_today=bool(following and following.day == today),
        is_tomorrow=bool(following and following.day == today + datetime.timedelta(1)),
    )

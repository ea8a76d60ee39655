"""The dates of an offer, computed from its schedule.

A schedule is the JSON of the API (`type`, `weekly`, `dates`, `closures`, `holiday_rule`), in wall time of Brussels.
Days are bits of one integer (bit 0 = first day of a window), so that a year of a slot costs a few operations:

    slot        ..x......x......x......x......x..     every interval_weeks, from the ISO week of valid_from
    holidays    .........hhhhhhh.................     not_in_holidays drops, only_holidays keeps
    closures    .......................cccc......     cancel weekly slots; single dates always run
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from offers.choices import STANDING_SCHEDULES, WEEKDAYS, HolidayRule, ScheduleType
from offers.school_years import holiday_bits, range_bits

BRUSSELS = ZoneInfo("Europe/Brussels")
MINUTES_A_DAY = 24 * 60
LAST_DAY = date.max.toordinal()
# A slot without an end is followed this far beyond the last thing that can change its course.
HORIZON_DAYS = 3660
WINDOW_DAYS = 420


@dataclass(frozen=True, slots=True)
class Slot:
    """One weekly slot; days are ordinals, times are minutes since midnight."""

    weekday: int
    opens: int
    closes: int
    valid_from: int
    valid_to: int | None
    interval_weeks: int

    def has_ended(self, today: date) -> bool:
        return self.valid_to is not None and self.valid_to < today.toordinal()

    def overlaps(self, begin: int | None, end: int | None) -> bool:
        """Does the slot share time with [begin, end) of its day? Touching ends do not.

        slot    |------|          |------|
        asked       |----|               |----|
                   yes                   no
        """
        closes = self.closes if self.closes > self.opens else MINUTES_A_DAY
        return (end is None or self.opens < end) and (begin is None or begin < closes)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule, read once from its JSON."""

    type: str
    slots: tuple[Slot, ...]
    dates: tuple[tuple[datetime, datetime], ...]
    closures: tuple[tuple[int, int], ...]
    holiday_rule: str

    @property
    def is_standing(self) -> bool:
        """Is it help without dates: permanent, or by arrangement?"""
        return self.type in STANDING_SCHEDULES

    @property
    def is_holiday_programme(self) -> bool:
        return self.holiday_rule == HolidayRule.ONLY_HOLIDAYS


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One date of an offer, in wall time of Brussels."""

    begin: datetime
    finish: datetime

    @property
    def start(self) -> datetime:
        return as_instant(self.begin)

    @property
    def end(self) -> datetime:
        return as_instant(self.finish)

    def as_json(self) -> dict[str, str]:
        """The occurrence as the API gives it: instants in UTC, and wall time."""
        return {
            "start": f"{self.start:%Y-%m-%dT%H:%M:%SZ}",
            "end": f"{self.end:%Y-%m-%dT%H:%M:%SZ}",
            "date": self.begin.date().isoformat(),
            "opens": f"{self.begin:%H:%M}",
            "closes": f"{self.finish:%H:%M}",
        }


def as_instant(wall: datetime) -> datetime:
    """The UTC instant of a wall time in Brussels.

    In the hour that comes twice in autumn it is the first; in the hour that spring skips, winter time still counts.
    """
    return wall.replace(tzinfo=BRUSSELS).astimezone(UTC)


def as_wall_time(moment: datetime) -> datetime:
    """The wall time in Brussels of an instant; a moment without time zone is wall time already."""
    return moment if moment.tzinfo is None else moment.astimezone(BRUSSELS).replace(tzinfo=None)


def minutes_of(time: str) -> int:
    """Minutes since midnight of `HH:MM`."""
    hours, minutes = time.split(":")[:2]
    return int(hours) * 60 + int(minutes)


def read_schedule(schedule: dict | Schedule) -> Schedule:
    """The schedule of a JSON object; one that has been read already stays as it is."""
    if isinstance(schedule, Schedule):
        return schedule
    return Schedule(
        type=schedule["type"],
        slots=tuple(_read_slot(slot) for slot in schedule.get("weekly") or ()),
        dates=tuple(
            (as_wall_time(datetime.fromisoformat(single["start"])), as_wall_time(datetime.fromisoformat(single["end"])))
            for single in schedule.get("dates") or ()
        ),
        closures=tuple(
            (_ordinal(closure["from"]), _ordinal(closure["to"])) for closure in schedule.get("closures") or ()
        ),
        holiday_rule=schedule.get("holiday_rule") or HolidayRule.RUNS.value,
    )


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _read_slot(slot: dict) -> Slot:
    return Slot(
        weekday=WEEKDAYS.index(slot["weekday"]),
        opens=minutes_of(slot["opens"]),
        closes=minutes_of(slot["closes"]),
        valid_from=_ordinal(slot["valid_from"]),
        valid_to=_ordinal(slot["valid_to"]) if slot.get("valid_to") else None,
        interval_weeks=slot.get("interval_weeks") or 1,
    )


@lru_cache(maxsize=4096)
def _every(period: int, times: int) -> int:
    """Bits 0, period, 2 x period, ...: as many as `times`."""
    return ((1 << period * times) - 1) // ((1 << period) - 1)


def slot_bits(slot: Slot, schedule: Schedule, window: tuple[int, int]) -> int:
    """The days in the window on which a weekly slot runs."""
    begin = max(window[0], slot.valid_from)
    end = window[1] if slot.valid_to is None else min(window[1], slot.valid_to)
    period = 7 * slot.interval_weeks
    # Ordinal 1 is a Monday: the ISO week of valid_from begins on a day whose ordinal is 1 modulo 7.
    origin = slot.valid_from - (slot.valid_from - 1) % 7 + slot.weekday
    day = origin + -(-(begin - origin) // period) * period
    if day > end:
        return 0
    bits = _every(period, (end - day) // period + 1) << day - window[0]
    if schedule.holiday_rule == HolidayRule.NOT_IN_HOLIDAYS:
        bits &= ~holiday_bits(window)
    elif schedule.holiday_rule == HolidayRule.ONLY_HOLIDAYS:
        bits &= holiday_bits(window)
    for first, last in schedule.closures:
        bits &= ~range_bits(first, last, window)
    return bits


def occurrence_days(schedule: dict | Schedule, first: date, last: date) -> int:
    """The days first..last on which an occurrence begins: bit 0 is `first`."""
    read = read_schedule(schedule)
    if read.is_standing:
        return 0
    window = (first.toordinal(), last.toordinal())
    bits = 0
    for slot in read.slots:
        bits |= slot_bits(slot, read, window)
    for begin, _finish in read.dates:
        bits |= range_bits(begin.toordinal(), begin.toordinal(), window)
    return bits


def occurrence_on(slot: Slot, day: date) -> Occurrence:
    """The occurrence of a weekly slot that begins on this day."""
    closes = slot.closes if slot.closes > slot.opens else slot.closes + MINUTES_A_DAY
    midnight = datetime.combine(day, datetime.min.time())
    return Occurrence(midnight + timedelta(minutes=slot.opens), midnight + timedelta(minutes=closes))


def _slot_occurrences(slot: Slot, schedule: Schedule, window: tuple[int, int]) -> Iterator[Occurrence]:
    bits = slot_bits(slot, schedule, window)
    while bits:
        day = window[0] + (bits & -bits).bit_length() - 1
        bits &= bits - 1
        yield occurrence_on(slot, date.fromordinal(day))


def _last_day(schedule: Schedule, first: int, last: int) -> int:
    """The last day in first..last on which a weekly slot can still change."""
    if not schedule.slots:
        return first - 1
    ends = [slot.valid_to for slot in schedule.slots]
    known = [end for end in ends if end is not None]
    if len(known) == len(ends):
        return min(last, max(known))
    turns = [first, *(slot.valid_from for slot in schedule.slots), *(end for _begin, end in schedule.closures), *known]
    # The day before the last of the calendar: an occurrence may end on the day after it begins.
    return min(last, max(turns) + HORIZON_DAYS, LAST_DAY - 1)


def _windows(schedule: Schedule, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The days first..last in pieces: most questions are answered by the first piece."""
    last = _last_day(schedule, first, last)
    first = max(first, min((slot.valid_from for slot in schedule.slots), default=first))
    for begin in range(first, last + 1, WINDOW_DAYS):
        yield begin, min(begin + WINDOW_DAYS - 1, last)


def occurrences(schedule: dict | Schedule, first: date, last: date) -> list[Occurrence]:
    """The occurrences that begin on the days first..last, in order of time, each once."""
    read = read_schedule(schedule)
    if read.is_standing:
        return []
    found = {Occurrence(begin, finish) for begin, finish in read.dates if first <= begin.date() <= last}
    for window in _windows(read, first.toordinal(), last.toordinal()):
        for slot in read.slots:
            found.update(_slot_occurrences(slot, read, window))
    return sorted(found)


def has_occurrence_between(schedule: dict | Schedule, first: date, last: date) -> bool:
    """Does an occurrence begin on one of the days first..last?"""
    read = read_schedule(schedule)
    if read.is_standing:
        return False
    if any(first <= begin.date() <= last for begin, _finish in read.dates):
        return True
    return any(
        slot_bits(slot, read, window)
        for window in _windows(read, first.toordinal(), last.toordinal())
        for slot in read.slots
    )


def _first_ahead(slot: Slot, schedule: Schedule, window: tuple[int, int], wall: datetime) -> Occurrence | None:
    return next((one for one in _slot_occurrences(slot, schedule, window) if one.finish > wall), None)


def next_occurrence(schedule: dict | Schedule, now: datetime) -> Occurrence | None:
    """The first occurrence that is not over: one that has begun is still the next until it ends."""
    read = read_schedule(schedule)
    if read.is_standing:
        return None
    wall = as_wall_time(now)
    candidates = [Occurrence(begin, finish) for begin, finish in read.dates if finish > wall]
    yesterday = max(1, wall.toordinal() - 1)
    for window in _windows(read, yesterday, LAST_DAY - 1):
        ahead = [_first_ahead(slot, read, window, wall) for slot in read.slots]
        if any(ahead):
            candidates += filter(None, ahead)
            break
    return min(candidates, default=None)


def runs_on(
    schedule: dict | Schedule, days: Collection[str], begin: str | None = None, end: str | None = None, *, today: date
) -> bool:
    """Is there a weekly slot on one of these weekdays that overlaps the time, or is the offer there always?

    Slots that have ended for good, slots of holiday programmes and single dates do not count.
    """
    read = read_schedule(schedule)
    if read.type == ScheduleType.PERMANENT:
        return True
    if read.is_holiday_programme:
        return False
    wanted = {WEEKDAYS.index(day) for day in days}
    low, high = (minutes_of(time) if time else None for time in (begin, end))
    return any(slot.weekday in wanted and not slot.has_ended(today) and slot.overlaps(low, high) for slot in read.slots)

"""The dates of an offer as calendar programs want them: rules that repeat, days that are left out, single dates.

    weekly slot      one series: a rule, and the days on which it does not run (closures, school holidays)
    holidays only    one event a date: a rule would leave out more than it holds
    past midnight    one event a date: programs count hours, so a rule would end wrong in the night of a clock change
    single date      one event

A slot without an end goes on for ever where nothing can interrupt it; the others reach to the horizon.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from offers.choices import WEEKDAYS, HolidayRule
from offers.schedules import (
    Occurrence,
    Schedule,
    Slot,
    occurrence_on,
    occurrences,
    read_schedule,
    slot_bits,
)
from offers.school_years import school_year_of

# Calendar programs know no time before, and nobody asks for it.
EARLIEST = date(1970, 1, 1).toordinal()
# Clocks change between 02:00 and 03:00.
CLOCKS_CHANGE_UNTIL = 3 * 60
SCHOOL_YEARS_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Series:
    """One event of a calendar: its first date, and how it repeats.

    `key` names it within its offer, whatever else changes. `interval_weeks` 0 does not repeat; `until` is the begin of
    the last date (wall time), None goes on for ever; `excluded` are begins that do not take place.
    """

    key: str
    first: Occurrence
    interval_weeks: int = 0
    until: datetime | None = None
    excluded: tuple[datetime, ...] = ()


def horizon(today: date) -> date:
    """The last day of the third school year from today: two years ahead at least, and the same for a year."""
    return date(min(school_year_of(today) + SCHOOL_YEARS_AHEAD, date.max.year), 8, 31)


def series_of(schedule: dict | Schedule, today: date) -> list[Series]:
    """The events of a schedule; together they hold each date once. `today` only moves the horizon."""
    read = read_schedule(schedule)
    if read.is_standing:
        return []
    singles = sorted({Occurrence(begin, finish) for begin, finish in read.dates})
    last = max([horizon(today), *(single.begin.date() for single in singles)])
    found: list[Series] = []
    names: Counter[str] = Counter()
    for number, slot in enumerate(read.slots):
        name = slot_name(slot)
        names[name] += 1
        key = name if names[name] == 1 else f"{name} {names[name]}"
        found += slot_series(key, slot, replace(read, dates=()), read.slots[:number], last.toordinal())
    weekly = replace(read, dates=())
    found += [
        Series(f"date {single.begin:%Y-%m-%dT%H:%M} {single.finish:%Y-%m-%dT%H:%M}", single)
        for single in singles
        if single not in occurrences(weekly, single.begin.date(), single.begin.date())
    ]
    return found


def slot_name(slot: Slot) -> str:
    """What makes a slot the same one when its end, its closures or its holidays change."""
    return (
        f"{WEEKDAYS[slot.weekday]} {slot.opens} {slot.closes} {date.fromordinal(slot.valid_from)} {slot.interval_weeks}"
    )


def twins_of(slot: Slot, earlier: Iterable[Slot]) -> list[Slot]:
    """The slots before it that can fall on the same hours: their dates are given already."""
    hours = (slot.weekday, slot.opens, slot.closes)
    return [
        twin
        for twin in earlier
        if (twin.weekday, twin.opens, twin.closes) == hours
        and (twin.valid_to is None or twin.valid_to >= slot.valid_from)
        and (slot.valid_to is None or slot.valid_to >= twin.valid_from)
    ]


def is_in_the_night(slot: Slot) -> bool:
    """Can clocks change while it runs?"""
    return slot.closes <= slot.opens or slot.opens < CLOCKS_CHANGE_UNTIL


def slot_series(key: str, slot: Slot, schedule: Schedule, earlier: Iterable[Slot], last_day: int) -> Iterator[Series]:
    """The events of one weekly slot."""
    twins = twins_of(slot, earlier)
    one_by_one = schedule.is_holiday_programme or is_in_the_night(slot)
    is_plain = schedule.holiday_rule == HolidayRule.RUNS and not twins and not one_by_one
    is_endless = is_plain and slot.valid_to is None
    first_day = max(slot.valid_from, EARLIEST)
    if is_endless:
        # Behind the last closure nothing changes any more.
        end = max([first_day, *(closed for _from, closed in schedule.closures)]) + 14 * slot.interval_weeks
    else:
        end = slot.valid_to if is_plain and slot.valid_to else min(slot.valid_to or last_day, last_day)
    window = (first_day, end)
    if first_day > end or not (running := slot_bits(slot, schedule, window) & ~days_of(twins, schedule, window)):
        return
    if one_by_one:
        for day in days_in(running, first_day):
            yield Series(f"{key} {day}", occurrence_on(slot, day))
        return
    final = first_day + running.bit_length() - 1
    planned = slot_bits(slot, replace(schedule, closures=(), holiday_rule=HolidayRule.RUNS.value), window)
    begin = next(days_in(running, first_day))
    left_out = [day for day in days_in(planned & ~running, first_day) if begin < day and day.toordinal() < final]
    yield Series(
        key,
        occurrence_on(slot, begin),
        slot.interval_weeks,
        None if is_endless else occurrence_on(slot, date.fromordinal(final)).begin,
        tuple(occurrence_on(slot, day).begin for day in left_out),
    )


def days_of(slots: Iterable[Slot], schedule: Schedule, window: tuple[int, int]) -> int:
    """The days in a window on which one of these slots runs."""
    bits = 0
    for slot in slots:
        bits |= slot_bits(slot, schedule, window)
    return bits


def days_in(bits: int, first_day: int) -> Iterator[date]:
    """The days of a set, in order."""
    while bits:
        yield date.fromordinal(first_day + (bits & -bits).bit_length() - 1)
        bits &= bits - 1

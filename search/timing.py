"""The schedules of a House's offers, each different one held once, and what many requests ask about them."""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import numpy as np

from offers.schedules import (
    Occurrence,
    Schedule,
    as_instant,
    has_occurrence_between,
    next_occurrence,
    occurrence_days,
    occurrences,
    read_schedule,
)
from offers.school_years import current
from search.bitsets import Numbers

# The days for which it is kept which schedules run: questions beyond them are computed one by one.
DAYS_BEFORE = 7
DAYS_AHEAD = 740
# Windows of days of which the dates are kept.
MOST_WINDOWS = 6


class Dates(NamedTuple):
    """The dates of every schedule in a window of days, in order of time.

    `starts` are in seconds, `schedules` say whose each date is; `size` is the number of schedules.
    """

    starts: Numbers
    schedules: Numbers
    rows: list[tuple[int, datetime, int, Occurrence]]
    size: int


NO_DATES = Dates(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), [], 0)


@lru_cache(maxsize=50_000)
def seconds_of(begin: datetime) -> int:
    """The instant of a wall time; many offers begin together."""
    return int(as_instant(begin).timestamp())


def dates_of(schedules: Sequence[Schedule], first: date, last: date, known: Dates) -> Dates:
    """The dates of schedules, each by its number; those of the first ones are known."""
    rows = known.rows + [
        (seconds_of(one.begin), one.finish, number, one)
        for number, schedule in enumerate(schedules[known.size :], start=known.size)
        for one in occurrences(schedule, first, last)
    ]
    rows.sort()
    starts, numbers = (np.array([row[column] for row in rows], dtype=np.int64) for column in (0, 2))
    return Dates(starts, numbers, rows, len(schedules))


class ScheduleBook:
    """Numbers for schedules. It only grows, so that the versions of an index can share it."""

    def __init__(self) -> None:
        self.schedules: list[Schedule] = []
        self._numbers: dict[Schedule, int] = {}
        self._lock = Lock()
        self._forget()

    def _forget(self) -> None:
        """Nothing is computed yet, under the school holidays of now."""
        self._holidays = current()
        self._first_day = date.min
        self._days: list[int] = []
        self._asked_at = datetime.min
        self._starts: list[float] = []
        self._ends: list[float] = []
        self._dates: OrderedDict[tuple[date, date], Dates] = OrderedDict()

    def _follow_holidays(self) -> None:
        """Other school holidays make other dates. Called with the lock."""
        if current() is not self._holidays:
            self._forget()

    def add(self, schedule: dict) -> int:
        """The number of a schedule."""
        read = read_schedule(schedule)
        number = self._numbers.get(read)
        if number is None:
            number = self._numbers[read] = len(self.schedules)
            self.schedules.append(read)
        return number

    def running_between(self, first: date, last: date, today: date) -> list[bool]:
        """For every schedule: does an occurrence begin on the days first..last?"""
        days = self._days_from(today)
        begin = (first - self._first_day).days
        length = (last - first).days + 1
        if length <= 0:
            return [False] * len(self.schedules)
        if begin < 0 or begin + length > DAYS_BEFORE + DAYS_AHEAD:
            return [has_occurrence_between(schedule, first, last) for schedule in self.schedules]
        asked = ((1 << length) - 1) << begin
        return [bool(bits & asked) for bits in days]

    def _days_from(self, today: date) -> list[int]:
        with self._lock:
            self._follow_holidays()
            first = today - timedelta(DAYS_BEFORE)
            known = self._days if first == self._first_day else []
            if len(known) < len(self.schedules) or first != self._first_day:
                last = first + timedelta(DAYS_BEFORE + DAYS_AHEAD - 1)
                missing = self.schedules[len(known) :]
                known = known + [occurrence_days(schedule, first, last) for schedule in missing]
                self._days, self._first_day = known, first
            return known

    def dates_between(self, first: date, last: date) -> Dates:
        """The dates of every schedule that begin on the days first..last."""
        with self._lock:
            self._follow_holidays()
            holidays = self._holidays
            schedules = self.schedules[:]
            known = self._dates.pop((first, last), NO_DATES)
        if known.size < len(schedules):
            known = dates_of(schedules, first, last, known)
        with self._lock:
            if holidays is self._holidays:
                self._dates[first, last] = known
            while len(self._dates) > MOST_WINDOWS:
                self._dates.popitem(last=False)
        return known

    def next_starts(self, now: datetime) -> tuple[float, Sequence[float]]:
        """(until when the answer holds, the instant at which each schedule runs next; infinity = never again)."""
        with self._lock:
            self._follow_holidays()
            moment = now.timestamp()
            backwards = now < self._asked_at if self._starts else True
            starts = [] if backwards else self._starts[:]
            ends = [] if backwards else self._ends[:]
            stale = [number for number, end in enumerate(ends) if end <= moment]
            grown = range(len(ends), len(self.schedules))
            starts += [0.0] * len(grown)
            ends += [0.0] * len(grown)
            for number in (*stale, *grown):
                coming = next_occurrence(self.schedules[number], now)
                starts[number] = coming.start.timestamp() if coming else float("inf")
                ends[number] = coming.end.timestamp() if coming else float("inf")
            if stale or grown or backwards:
                self._starts, self._ends = starts, ends
                self._asked_at = now
            return min(self._ends, default=float("inf")), self._starts

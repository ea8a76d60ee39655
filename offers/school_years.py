"""The school holidays that schedules follow: those that are stored for a school year, else those of the rule.

Editors keep the holidays of the coming school years (`SchoolHoliday`). A school year counts as stored when all five
holidays are there; before and beyond, `offers.holidays` computes them. Holidays with a name of their own always count.

The process keeps them as one value that never changes; `install` puts another in its place. That is done together with
the Houses (`offers.documents.houses`), whenever a log has moved, so that no date costs a query.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from offers.holidays import school_holidays

SEPTEMBER = 9
SHIPPED = Path(__file__).resolve().parent / "data" / "school_holidays.json"
KEYS = frozenset({"autumn", "christmas", "carnival", "easter", "summer"})


@dataclass(frozen=True)
class Period:
    """A holiday, first and last day included; `key` is one of `KEYS`, or empty for one with a name of its own."""

    key: str
    first: date
    last: date

    @property
    def school_year(self) -> int:
        """The year in which its school year begins."""
        return school_year_of(self.first)


def shipped_holidays() -> list[dict[str, str]]:
    """The holidays that come with the hub, of five school years: `key`, `first_day`, `last_day`."""
    rows: list[dict[str, str]] = json.loads(SHIPPED.read_text(encoding="utf-8"))["holidays"]
    return rows


def school_year_of(day: date) -> int:
    """The year in which the school year of a day begins: on 1 September."""
    return day.year - (day.month < SEPTEMBER)


class Holidays:
    """Stored holidays, in order of time. Never changed: others are another object, which caches tell apart.

    `version` is another text for other holidays, empty when there are none and the rule alone holds; `stored_years`
    are the school years of which all five holidays are stored.
    """

    def __init__(self, periods: Iterable[Period] = ()) -> None:
        self.periods = tuple(sorted(periods, key=lambda period: (period.first, period.last, period.key)))
        text = " ".join(f"{period.key} {period.first} {period.last}" for period in self.periods)
        self.version = sha256(text.encode()).hexdigest()[:12] if text else ""
        keys: dict[int, set[str]] = {}
        for period in self.periods:
            keys.setdefault(period.school_year, set()).add(period.key)
        self.stored_years = frozenset(year for year, known in keys.items() if known >= KEYS)

    def in_years(self, first: int, last: int) -> list[tuple[date, date]]:
        """The holidays (first day, last day) that begin in these years."""
        found = [
            (period.first, period.last)
            for period in self.periods
            if first <= period.first.year <= last and (not period.key or period.school_year in self.stored_years)
        ]
        for year in range(first, last + 1):
            found += [one for one in school_holidays(year) if school_year_of(one[0]) not in self.stored_years]
        return sorted(found)


class _Kept:
    """What this process goes by."""

    holidays = Holidays()


def current() -> Holidays:
    """The holidays that this process goes by."""
    return _Kept.holidays


def install(holidays: Holidays) -> None:
    """From now on, this process goes by these holidays."""
    if holidays.periods != _Kept.holidays.periods:
        _Kept.holidays = holidays


def range_bits(first: int, last: int, window: tuple[int, int]) -> int:
    """The bits of the days first..last that lie in a window of days (ordinals); bit 0 is its first day."""
    begin, end = max(first, window[0]), min(last, window[1])
    return ((1 << end - begin + 1) - 1) << begin - window[0] if begin <= end else 0


def holiday_bits(window: tuple[int, int]) -> int:
    """The school holidays in a window of days."""
    return _holiday_bits(window, _Kept.holidays)


@lru_cache(maxsize=1024)
def _holiday_bits(window: tuple[int, int], holidays: Holidays) -> int:
    # A holiday may begin in the year before.
    first = max(date.min.year, date.fromordinal(window[0]).year - 1)
    bits = 0
    for begin, end in holidays.in_years(first, date.fromordinal(window[1]).year):
        bits |= range_bits(begin.toordinal(), end.toordinal(), window)
    return bits

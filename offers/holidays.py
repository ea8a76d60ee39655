"""The school holidays of Flanders, computed by the official rules for any year.

They are whole weeks, Monday to Sunday, and the summer; public holidays and single free days are no school holidays.
"""

from datetime import date, timedelta
from functools import lru_cache

MONDAY, SATURDAY, SUNDAY = 0, 5, 6


def easter_sunday(year: int) -> date:
    """Easter in the Gregorian calendar (the anonymous algorithm)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def _monday_of_week(day: date) -> date:
    return day - timedelta(day.weekday())


def autumn_holiday(year: int) -> tuple[date, date]:
    """The week of 1 November; if that is a Sunday, the week that begins on 2 November."""
    first = date(year, 11, 1)
    begin = first + timedelta(1) if first.weekday() == SUNDAY else _monday_of_week(first)
    return begin, begin + timedelta(6)


def christmas_holiday(year: int) -> tuple[date, date]:
    """Two weeks from the week of 25 December; if that is a Saturday or Sunday, from the Monday after."""
    christmas = date(year, 12, 25)
    begin = _monday_of_week(christmas)
    if christmas.weekday() >= SATURDAY:
        begin += timedelta(7)
    # In the last year that Python knows, the second week would end beyond its calendar.
    return begin, date.fromordinal(min(begin.toordinal() + 13, date.max.toordinal()))


def carnival_holiday(year: int) -> tuple[date, date]:
    """The week of the seventh Monday before Easter."""
    begin = easter_sunday(year) - timedelta(48)
    return begin, begin + timedelta(6)


def easter_holiday(year: int) -> tuple[date, date]:
    """Two weeks from the first Monday of April.

    Easter in March: from Easter Monday. Easter after 15 April: from the second Monday before Easter.
    """
    easter = easter_sunday(year)
    if easter.month == 3:
        begin = easter + timedelta(1)
    elif easter > date(year, 4, 15):
        begin = easter - timedelta(13)
    else:
        first = date(year, 4, 1)
        begin = first + timedelta(-first.weekday() % 7)
    return begin, begin + timedelta(13)


@lru_cache(maxsize=512)
def school_holidays(year: int) -> tuple[tuple[date, date], ...]:
    """The holidays that begin in a year, in order, as (first day, last day)."""
    return (
        carnival_holiday(year),
        easter_holiday(year),
        (date(year, 7, 1), date(year, 8, 31)),
        autumn_holiday(year),
        christmas_holiday(year),
    )


def is_school_holiday(day: date) -> bool:
    """Does the day lie in a school holiday? The Christmas holiday reaches into the next year."""
    years = (day.year - 1, day.year) if day.month == 1 and day.year > date.min.year else (day.year,)
    return any(first <= day <= last for year in years for first, last in school_holidays(year))

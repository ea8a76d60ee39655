"""The days that a list of dates is asked for: `from` and `to`, both inclusive."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from home.problems import InvalidQuery, Problem
from offers.openapi import parameter

# Without an end, a list of dates reaches so many days beyond its first day; it may reach so many at most.
DEFAULT_DAYS, MOST_DAYS = 30, 366
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DATE: dict[str, Any] = {"type": "string", "format": "date"}
PARAMETERS = [
    parameter("from", "First day on which dates begin; default today in Brussels.", DATE),
    parameter("to", f"Last day; default {DEFAULT_DAYS} days after the first, at most {MOST_DAYS}.", DATE),
]


def read_window(given: Mapping[str, str], today: date) -> tuple[date, date]:
    """The days of a query string's `from` and `to`. Raises InvalidQuery."""
    days: dict[str, date] = {}
    problems = []
    for name in ("from", "to"):
        if name in given:
            try:
                days[name] = day_of(given[name])
            except ValueError:
                problems.append(Problem(name, not_a_date()))
    if problems:
        raise InvalidQuery(problems)
    return window(days.get("from"), days.get("to"), today)


def day_of(text: str) -> date:
    """A date, YYYY-MM-DD and nothing else. Raises ValueError."""
    if not DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def not_a_date() -> str:
    """What to say of a text that is no date."""
    return _("This must be a date such as %(example)s.") % {"example": "2026-12-31"}


def window(first: date | None, last: date | None, today: date) -> tuple[date, date]:
    """The first and the last day that are meant. Raises InvalidQuery for days that are none, or too many.

    An end that lies before today without a beginning holds no day; it contradicts nothing.
    """
    if first and last and first > last:
        raise InvalidQuery([Problem("from", _("The first day comes after the last."))])
    begin = first or today
    # The last day of the calendar is left out: an occurrence may end on the day after it begins.
    latest = date.max.toordinal() - 1
    end = last or date.fromordinal(max(begin.toordinal(), min(begin.toordinal() + DEFAULT_DAYS, latest)))
    if (end - begin).days > MOST_DAYS:
        message = _("Ask for at most %(count)s days at once.") % {"count": MOST_DAYS}
        raise InvalidQuery([Problem("to", message)])
    return begin, end

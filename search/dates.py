"""The dates of many offers in order of time, without expanding more than the asked page.

Offers with the same schedule share its dates: those of each different schedule are known once for a window of days
(`ScheduleBook.dates_between`), and how many offers stand behind each is all that is needed to find a page. Only the
dates of that page are given their offers.

    dates of schedules    09:00 a   09:00 b   10:00 a ...     in order of time
    offers behind them    3         1         3               cumulated: 3 4 7 ...
"""

from typing import NamedTuple

import numpy as np

from offers.schedules import Occurrence
from search import orders
from search.bitsets import Numbers, flags_of
from search.query import Answer
from search.timing import Dates


class DatesPage(NamedTuple):
    """A page of dates, each with its offer (PublishedOffer pk), out of `total`."""

    items: list[tuple[int, Occurrence]]
    total: int


def all_ids(answer: Answer) -> list[int]:
    """All offers of an answer (PublishedOffer pks), in the order that was asked."""
    pks = answer.index.pks
    return [pks[number] for number in answer.page(0, len(pks))]


def dates_page(answer: Answer, dates: Dates, offset: int, limit: int) -> DatesPage:
    """The dates of the offers of an answer from `offset` on: by start, then by title, then by end."""
    index = answer.index
    numbers = np.flatnonzero(flags_of(answer.bits, len(index.pks)))
    schedules = np.array(index.schedule_of, dtype=np.int64)[numbers]
    behind = np.bincount(schedules, minlength=dates.size)[dates.schedules]
    counted = np.cumsum(behind)
    total = int(counted[-1]) if len(counted) else 0
    last = min(offset + limit, total)
    if offset >= last:
        return DatesPage([], total)
    # Dates that start together are put in order together.
    begin = int(np.searchsorted(dates.starts, dates.starts[np.searchsorted(counted, offset, side="right")]))
    final = dates.starts[np.searchsorted(counted, last - 1, side="right")]
    end = int(np.searchsorted(dates.starts, final, side="right"))
    before = int(counted[begin - 1]) if begin else 0
    places, offers = offers_behind(dates.schedules[begin:end], schedules, numbers)
    ranks = orders.title_ranks(index, answer.locale)[offers]
    order = np.lexsort((places, ranks, dates.starts[begin:end][places]))[offset - before : last - before]
    items = [
        (index.pks[number], dates.rows[begin + place][3])
        for place, number in zip(places[order].tolist(), offers[order].tolist(), strict=True)
    ]
    return DatesPage(items, total)


def offers_behind(wanted: Numbers, schedules: Numbers, numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Each place in `wanted` with each offer that has its schedule; `schedules` are those of the offers `numbers`."""
    order = np.argsort(schedules, kind="stable")
    known = schedules[order]
    lows = np.searchsorted(known, wanted)
    counts = np.searchsorted(known, wanted, side="right") - lows
    places = np.repeat(np.arange(len(wanted)), counts)
    within = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
    return places, numbers[order[lows[places] + within]]

"""The orders in which lists can be asked. What is equal stands in the order of the titles."""

from datetime import datetime

import numpy as np

from search.bitsets import Numbers, flags_of
from search.catalogue_index import CatalogueIndex, Floats, Point
from search.engines.scores import Scores


def by_title(index: CatalogueIndex, locale: str) -> Numbers:
    """All offers by title, collated in the language."""
    return index.by_title(locale)


def by_next(index: CatalogueIndex, locale: str, now: datetime) -> Numbers:
    """All offers, the soonest first, those without a date last."""
    until, starts = index.book.next_starts(now)

    def make() -> Numbers:
        order, schedules = index.by_title(locale), np.array(index.schedule_of, dtype=np.int64)
        return order[np.argsort(np.array(starts)[schedules[order]], kind="stable")]

    found: Numbers = index.answer(("next", locale), until, make)
    return found


def by_change(index: CatalogueIndex, locale: str) -> Numbers:
    """All offers, the latest changed first."""

    def make() -> Numbers:
        order = index.by_title(locale)
        return order[np.argsort(-np.array(index.updated)[order], kind="stable")]

    found: Numbers = index.answer(("change", locale), None, make)
    return found


def numbers_of(index: CatalogueIndex, pks: Numbers) -> Numbers:
    """The number of each of these offers, -1 for those that are not in the index."""

    def make() -> tuple[Numbers, Numbers]:
        known = np.fromiter(index.number_of.keys(), np.int64, len(index.number_of))
        numbers = np.fromiter(index.number_of.values(), np.int64, len(index.number_of))
        order = np.argsort(known)
        return known[order], numbers[order]

    known, numbers = index.answer(("numbers",), None, make)
    if not len(known):
        return np.full(len(pks), -1)
    places = np.minimum(np.searchsorted(known, pks), len(known) - 1)
    return np.where(known[places] == pks, numbers[places], -1)


def title_ranks(index: CatalogueIndex, locale: str) -> Numbers:
    """The place of each number in the order of the titles."""

    def make() -> Numbers:
        order = index.by_title(locale)
        ranks = np.full(len(index.pks), len(order))
        ranks[order] = np.arange(len(order))
        return ranks

    found: Numbers = index.answer(("ranks", locale), None, make)
    return found


def nearest(index: CatalogueIndex, bits: int, locale: str, center: Point, most: int) -> list[int]:
    """The nearest members of a set, as many as asked."""
    members = np.flatnonzero(flags_of(bits, len(index.pks)))
    return lowest(index, locale, members, index.metres_to(center)[members], most)


def most_relevant(index: CatalogueIndex, bits: int, locale: str, scores: Scores, most: int) -> list[int]:
    """The members of a set with the highest scores, as many as asked."""
    numbers = numbers_of(index, scores.pks)
    # The number -1 reads the flag behind the last one, which is never set.
    members = flags_of(bits, len(index.pks) + 1)[numbers]
    return lowest(index, locale, numbers[members], -scores.amounts[members], most)


def lowest(index: CatalogueIndex, locale: str, numbers: Numbers, values: Floats, most: int) -> list[int]:
    """The offers with the lowest values, as many as asked, equal ones by title."""
    if len(numbers) > most:
        near = values <= np.partition(values, most - 1)[most - 1]
        numbers, values = numbers[near], values[near]
    order = np.lexsort((title_ranks(index, locale)[numbers], values))
    found: list[int] = numbers[order][:most].tolist()
    return found

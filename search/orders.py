"""The orders in which lists can be asked. What is equal stands in the order of the titles."""

from collections.abc import Mapping
from datetime import datetime
from heapq import nsmallest

from search.bitsets import members_in_order
from search.catalogue_index import CatalogueIndex, Point


def by_title(index: CatalogueIndex, locale: str) -> list[int]:
    """All offers by title, collated in the language."""
    return index.by_title(locale)


def by_next(index: CatalogueIndex, locale: str, now: datetime) -> list[int]:
    """All offers, the soonest first, those without a date last."""
    until, starts = index.book.next_starts(now)

    def make() -> list[int]:
        return sorted(index.by_title(locale), key=lambda number: starts[index.schedule_of[number]])

    return index.answer(("next", locale), until, make)


def by_change(index: CatalogueIndex, locale: str) -> list[int]:
    """All offers, the latest changed first."""

    def make() -> list[int]:
        return sorted(index.by_title(locale), key=lambda number: -index.updated[number])

    return index.answer(("change", locale), None, make)


def nearest(index: CatalogueIndex, bits: int, locale: str, center: Point, most: int) -> list[int]:
    """The nearest members of a set, as many as asked."""
    metres = index.distances(center)

    def far(number: int) -> float:
        point = index.points[number]
        return metres[point] if point else float("inf")

    return nsmallest(most, members_in_order(index.by_title(locale), bits), key=far)


def most_relevant(index: CatalogueIndex, bits: int, locale: str, scores: Mapping[int, float], most: int) -> list[int]:
    """The members of a set with the highest scores, as many as asked."""
    members = members_in_order(index.by_title(locale), bits)
    return nsmallest(most, members, key=lambda number: -scores[index.pks[number]])

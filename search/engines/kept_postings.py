"""The postings of a query. Those of terms that many offers have stay in memory, valid for a position of the log.

When the position has moved, only the offers that changed since are read; small Houses keep nothing.
"""

from array import array
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from django.db.models import QuerySet

from offers.models import PublishedOffer
from search.engines.scores import NOTHING, Scores
from search.models import Posting

# Terms of fewer offers are read each time.
COMMON = 200
# Postings that a process keeps of all Houses together, 16 bytes each.
MOST_POSTINGS = 4_000_000
# With more changed offers than this, what is kept is dropped.
MOST_CHANGED = 200

ROWS_AT_ONCE = 500


Row = tuple[str, int, float]


@dataclass(frozen=True)
class _House:
    position: int
    made_with: object
    terms: OrderedDict[str, Scores] = field(default_factory=OrderedDict)


_houses: OrderedDict[int, _House] = OrderedDict()
_lock = Lock()


def postings_of(house_id: int, position: int, terms: Collection[str], made_with: object) -> Mapping[str, Scores]:
    """The offers of each term, with its weight there. At most one statement while the log stands still.

    `made_with` are the lists of editors that the index was made with: under others all offers have other terms.
    """
    with _lock:
        house = _up_to_date(house_id, position, made_with)
        found = {term: house.terms[term] for term in terms if term in house.terms}
        for term in found:
            house.terms.move_to_end(term)
    missing = [term for term in terms if term not in found]
    if missing:
        read = by_term(Posting.objects.filter(house_id=house_id, term__in=missing))
        found |= read
        _keep(house, read)
    return found


def by_term(postings: QuerySet[Posting]) -> dict[str, Scores]:
    """Postings of a query set, grouped."""
    rows = postings.order_by("term", "offer_id").values_list("term", "offer_id", "impact")
    return grouped(rows.iterator(chunk_size=ROWS_AT_ONCE))


def grouped(rows: Iterable[Row]) -> dict[str, Scores]:
    """Rows in the order of their offers, grouped by term.

    They are taken apart as they come: tens of thousands of them at once would call Python's garbage collector, which
    looks through all that a process keeps of a large House and stops a request for a quarter of a second.
    """
    pks: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))
    impacts: defaultdict[str, array[float]] = defaultdict(lambda: array("d"))
    for term, pk, impact in rows:
        pks[term].append(pk)
        impacts[term].append(impact)
    return {term: Scores(np.array(found, np.int64), np.array(impacts[term])) for term, found in pks.items()}


def _keep(house: _House, read: Mapping[str, Scores]) -> None:
    common = {term: scores for term, scores in read.items() if len(scores) >= COMMON}
    if not common:
        return
    with _lock:
        house.terms.update(common)
        size = sum(len(scores) for one in _houses.values() for scores in one.terms.values())
        while size > MOST_POSTINGS:
            oldest = next(one for one in _houses.values() if one.terms)
            size -= len(oldest.terms.popitem(last=False)[1])


def _up_to_date(house_id: int, position: int, made_with: object) -> _House:
    """What is kept of a House, at this position of its log at least."""
    house = _houses.get(house_id)
    if house is not None and house.made_with is not made_with:
        house = None
    if house is None or house.position < position:
        terms = _with_changes(house_id, house) if house is not None and house.terms else OrderedDict()
        house = _houses[house_id] = _House(position, made_with, terms)
    _houses.move_to_end(house_id)
    return house


def _with_changes(house_id: int, house: _House) -> "OrderedDict[str, Scores]":
    offers = PublishedOffer.objects.filter(house_id=house_id, seq__gt=house.position)
    changed = list(offers.values_list("pk", flat=True)[: MOST_CHANGED + 1])
    if len(changed) > MOST_CHANGED:
        return OrderedDict()
    newer = by_term(Posting.objects.filter(house_id=house_id, offer_id__in=changed))
    return OrderedDict((term, replaced(old, changed, newer.get(term, NOTHING))) for term, old in house.terms.items())


def replaced(old: Scores, away: Collection[int], newer: Scores) -> Scores:
    """The scores without these offers, and with what they have now."""
    kept = old.where(~np.isin(old.pks, np.fromiter(away, np.int64, len(away))))
    pks = np.concatenate([kept.pks, newer.pks])
    order = np.argsort(pks, kind="stable")
    return Scores(pks[order], np.concatenate([kept.amounts, newer.amounts])[order])


def forget_postings(house_id: int | None = None) -> None:
    """Read the postings of a House, or of all, anew."""
    with _lock:
        if house_id is None:
            _houses.clear()
        else:
            _houses.pop(house_id, None)

"""What the offers of a House mean: one vector an offer and its categories, in memory, as of a log position."""

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from time import monotonic

import numpy as np
import numpy.typing as npt

from offers.models import PublishedOffer
from search.engines.weights import CATEGORY_BY_POSITION
from search.meaning.concepts import ConceptSpace, QueryMeaning
from search.meaning.packing import Vectors, unit
from search.meaning.store import vectors_of
from search.models import OfferMeaning

MOST_HOUSES = 50
# While vectors are still being made, look again for them after so many seconds.
LOOK_AGAIN = 10.0
# Offers that have gone leave empty rows; with more of them than this share, everything is read anew.
WORN = 0.25
NO_CATEGORY = -1
PER_OFFER = len(CATEGORY_BY_POSITION)
# How the share of each next category counts when it fits a query best: the second of an offer says less than the first.
CONCEPT_BY_POSITION = (1.0, 0.8, 0.6)

Row = tuple[int, Sequence[str], str | None]


@dataclass(frozen=True)
class HouseMeaning:
    """The offers of a House under one model and one vocabulary. A row of zeros has no vector yet, or no offer now."""

    position: int
    space: ConceptSpace
    row_of: Mapping[int, int]
    pks: npt.NDArray[np.int64]
    vectors: Vectors
    categories: npt.NDArray[np.int16]
    pending: frozenset[int]
    looked_at: float

    def similarities(self, meaning: QueryMeaning) -> npt.NDArray[np.float32]:
        """How close each offer's text is to a query: the cosine, 0 where it is not known."""
        return self.vectors @ meaning.direction

    def concepts(self, meaning: QueryMeaning) -> npt.NDArray[np.float32]:
        """How close the best category of each offer is to a query."""
        nearest = np.array([meaning.categories[slug] for slug in self.space.slugs] + [-1.0], dtype=np.float32)
        return (nearest[self.categories] * np.array(CONCEPT_BY_POSITION, dtype=np.float32)).max(axis=1)

    @cached_property
    def _by_pk(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The offers in growing order, and their rows."""
        pks = np.fromiter(self.row_of.keys(), np.int64, len(self.row_of))
        rows = np.fromiter(self.row_of.values(), np.int64, len(self.row_of))
        order = np.argsort(pks)
        return pks[order], rows[order]

    def rows_of(self, pks: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The row of each of these offers, -1 where there is none."""
        known, rows = self._by_pk
        if not len(known):
            return np.full(len(pks), -1)
        places = np.minimum(np.searchsorted(known, pks), len(known) - 1)
        return np.where(known[places] == pks, rows[places], -1)


_houses: OrderedDict[tuple[int, str], HouseMeaning] = OrderedDict()
_locks: defaultdict[int, Lock] = defaultdict(Lock)


def house_meaning(house_id: int, position: int, model: str, space: ConceptSpace) -> HouseMeaning:
    """The meaning of a House's offers: no SQL while the log stands still and every offer has its vector."""
    key = (house_id, model)
    kept = _houses.get(key)
    if kept is not None and is_current(kept, position, space):
        return kept
    with _locks[house_id]:
        kept = _houses.get(key)
        if kept is None or not is_current(kept, position, space):
            usable = kept is not None and kept.space is space and kept.position <= position
            _houses[key] = (
                refreshed(kept, house_id, position, model)
                if usable and kept
                else load(house_id, position, model, space)
            )
            _houses.move_to_end(key)
            while len(_houses) > MOST_HOUSES:
                _houses.popitem(last=False)
        return _houses[key]


def is_current(kept: HouseMeaning, position: int, space: ConceptSpace) -> bool:
    """Whether what is kept still holds."""
    waits = bool(kept.pending) and monotonic() - kept.looked_at > LOOK_AGAIN
    return kept.position >= position and kept.space is space and not waits


def forget_meanings() -> None:
    """Start with empty memory (tests whose database was rolled back)."""
    _houses.clear()


def load(house_id: int, position: int, model: str, space: ConceptSpace) -> HouseMeaning:
    """Everything of a House."""
    offers = PublishedOffer.objects.live(house_id)
    empty = HouseMeaning(
        position,
        space,
        {},
        np.zeros(0, np.int64),
        np.zeros((0, len(space.centre)), np.float32),
        np.zeros((0, PER_OFFER), np.int16),
        frozenset(),
        monotonic(),
    )
    return with_rows(empty, position, model, rows_of(offers.values_list("pk", "facts__categories"), house_id), ())


def refreshed(kept: HouseMeaning, house_id: int, position: int, model: str) -> HouseMeaning:
    """What is kept, with the offers that changed since and the vectors that were made since."""
    changed = PublishedOffer.objects.filter(house_id=house_id, seq__gt=kept.position)
    columns = list(changed.values_list("pk", "facts__categories", "withdrawn"))
    waiting = kept.pending - {pk for pk, _categories, _withdrawn in columns}
    columns += PublishedOffer.objects.filter(pk__in=waiting).values_list("pk", "facts__categories", "withdrawn")
    live = [(pk, categories) for pk, categories, withdrawn in columns if not withdrawn]
    gone = [pk for pk, _categories, withdrawn in columns if withdrawn]
    newer = with_rows(kept, position, model, rows_of(live, house_id), gone)
    total = PublishedOffer.objects.live(house_id).count()
    if total != len(newer.row_of) or len(newer.pks) - total > WORN * len(newer.pks):
        return load(house_id, position, model, kept.space)
    return newer


def rows_of(offers: Iterable[tuple[int, Sequence[str] | None]], house_id: int) -> list[Row]:
    """Offers with their categories and the keys of their vectors."""
    rows = [(pk, categories or ()) for pk, categories in offers]
    meanings = OfferMeaning.objects.filter(house_id=house_id)
    if len(rows) < 500:
        meanings = meanings.filter(offer_id__in=[pk for pk, _categories in rows])
    keys = dict(meanings.values_list("offer_id", "key"))
    return [(pk, categories, keys.get(pk)) for pk, categories in rows]


def with_rows(
    kept: HouseMeaning, position: int, model: str, rows: Sequence[Row], gone: Collection[int]
) -> HouseMeaning:
    """A newer version: these offers are new or changed, those are gone. The older version stays as it is."""
    row_of = dict(kept.row_of)
    new = [pk for pk, _categories, _key in rows if pk not in row_of]
    row_of |= {pk: len(kept.pks) + number for number, pk in enumerate(new)}
    vectors = np.concatenate([kept.vectors, np.zeros((len(new), kept.vectors.shape[1]), np.float32)])
    categories = np.concatenate([kept.categories, np.full((len(new), PER_OFFER), NO_CATEGORY, np.int16)])
    found = vectors_of(model, (key for _pk, _categories, key in rows if key))
    number_of = {slug: number for number, slug in enumerate(kept.space.slugs)}
    pending = set(kept.pending)
    for pk, slugs, key in rows:
        row = row_of[pk]
        numbers = [number_of.get(slug, NO_CATEGORY) for slug in slugs[:PER_OFFER]]
        categories[row] = numbers + [NO_CATEGORY] * (PER_OFFER - len(numbers))
        vectors[row] = unit(found[key] - kept.space.centre) if key in found else 0
        (pending.discard if key in found else pending.add)(pk)
    for pk in gone:
        if pk in row_of:
            row = row_of.pop(pk)
            vectors[row], categories[row] = 0, NO_CATEGORY
        pending.discard(pk)
    pks = np.concatenate([kept.pks, np.array(new, dtype=np.int64)])
    return HouseMeaning(position, kept.space, row_of, pks, vectors, categories, frozenset(pending), monotonic())

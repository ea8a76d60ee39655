"""Numbers of offers as arrays that read like a mapping: a common word of a large House has tens of thousands."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Self

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.int64]
Amounts = npt.NDArray[np.float64]


class Scores(Mapping[int, float]):
    """{PublishedOffer pk: amount}, each pk once, in growing order. It never changes, so that threads may share it."""

    __slots__ = ("amounts", "pks")

    def __init__(self, pks: Keys, amounts: Amounts) -> None:
        self.pks = pks
        self.amounts = amounts

    @classmethod
    def of(cls, amounts: Mapping[int, float]) -> Self:
        """The same numbers as a mapping has."""
        if isinstance(amounts, cls):
            return amounts
        pks = np.fromiter(amounts.keys(), np.int64, len(amounts))
        values = np.fromiter(amounts.values(), np.float64, len(amounts))
        order = np.argsort(pks)
        return cls(pks[order], values[order])

    def __len__(self) -> int:
        return len(self.pks)

    def __iter__(self) -> Iterator[int]:
        return iter(self.pks.tolist())

    def __getitem__(self, pk: int) -> float:
        place = int(np.searchsorted(self.pks, pk))
        if place == len(self.pks) or self.pks[place] != pk:
            raise KeyError(pk)
        return float(self.amounts[place])

    def where(self, wanted: npt.NDArray[np.bool_]) -> "Scores":
        """Those for which the flag is true."""
        return Scores(self.pks[wanted], self.amounts[wanted])

    def amounts_of(self, pks: Keys) -> Amounts:
        """The amounts of these offers, 0 for those without."""
        if not len(self.pks):
            return np.zeros(len(pks))
        places = np.minimum(np.searchsorted(self.pks, pks), len(self.pks) - 1)
        return np.where(self.pks[places] == pks, self.amounts[places], 0.0)

    def highest(self) -> float:
        """The largest amount, 0 when there is none."""
        return float(self.amounts.max()) if len(self.amounts) else 0.0


NOTHING = Scores(np.zeros(0, np.int64), np.zeros(0))


class Sheet:
    """A number for every pk between the lowest and the highest of some scores, to add and compare in."""

    def __init__(self, scores: Iterable[Scores]) -> None:
        filled = [one for one in scores if len(one)]
        self.first = min((int(one.pks[0]) for one in filled), default=0)
        self.size = max((int(one.pks[-1]) for one in filled), default=-1) - self.first + 1
        self.amounts: Amounts = np.zeros(max(self.size, 0))

    def places(self, scores: Scores) -> Keys:
        """Where the offers of these scores stand."""
        return scores.pks - self.first

    def scores(self) -> Scores:
        """What is not zero."""
        places = np.flatnonzero(self.amounts)
        return Scores(places + self.first, self.amounts[places])


def added(parts: Iterable[tuple[Scores, float]]) -> Scores:
    """The sum of scores, each times a factor; one part alone with factor 1 stays as it is."""
    filled = [(scores, factor) for scores, factor in parts if len(scores)]
    if not filled:
        return NOTHING
    if len(filled) == 1 and filled[0][1] == 1:
        return filled[0][0]
    sheet = Sheet(scores for scores, _factor in filled)
    for scores, factor in filled:
        sheet.amounts[sheet.places(scores)] += factor * scores.amounts
    return sheet.scores()

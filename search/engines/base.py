"""The port that every search engine implements, and what it hands back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from search.meaning.packing import Vectors

EngineName = Literal["database", "elasticsearch"]
Mode = Literal["all_words", "some_words", "meaning"]


@dataclass(frozen=True)
class WordHits:
    """What the words of a query find, with their mistakes mended, before anything is left out."""

    scores: Mapping[int, float] = field(default_factory=dict)
    """The score of each offer (PublishedOffer pk) that has any of the words."""
    matched: Mapping[int, float] = field(default_factory=dict)
    """How many of the words each of these offers has."""
    words: int = 0
    """How many words the query has that carry meaning."""
    certainty: float = 0.0
    """How sure it is that the House has something for the words, 0..1, over all words."""
    is_literal: bool = False
    """Whether every word stands somewhere as it was typed."""
    languages: tuple[str, ...] = ()
    """The languages in which words were found, the commonest first."""
    terms: frozenset[str] = frozenset()
    """The terms that were looked for, to mark them."""
    corrected: str | None = None
    """The query as it was probably meant."""
    spelled: str | None = None
    """The query with corrections and diacritics: what the leg of meaning reads."""

    def has_all(self, offer: int) -> bool:
        """Whether an offer has every word of the query."""
        return self.words > 0 and self.matched.get(offer, 0) >= self.words


@dataclass(frozen=True)
class SearchHits:
    """What a search found: the score of each offer (PublishedOffer pk); a list of results shows the highest first."""

    scores: Mapping[int, float] = field(default_factory=dict)
    mode: Mode = "all_words"
    tentative: bool = False
    """Whether these only perhaps help: the question lies at the edge of what a House is about."""
    nearest: tuple[str, ...] = ()
    """The categories that mean nearly what the question means, the nearest first; none without the leg of meaning."""
    did_you_mean: str | None = None
    matched_langs: tuple[str, ...] = ()
    # The terms that stood for the words of the query: what a page marks.
    terms: frozenset[str] = frozenset()
    engine: EngineName = "database"
    degraded: bool = False

    def in_order(self) -> list[int]:
        """The offers from best to least; equal scores in a fixed order, so that pages never overlap."""
        return sorted(self.scores, key=lambda offer: (-self.scores[offer], offer))


class EngineError(Exception):
    """An engine could not answer: out of reach, too slow, or its answer made no sense."""


class Engine(Protocol):
    """Finds offers of a House. Filters, facets and audience are applied by the caller to the hits.

    Both methods answer as of a position of the change log and may raise EngineError.
    """

    name: EngineName

    def match_words(self, house_id: int, position: int, text: str, locale: str) -> WordHits:
        """The legs of words and of mistakes, for someone who reads `locale`."""
        ...

    def match_meaning(self, house_id: int, position: int, direction: Vectors) -> Mapping[int, float] | None:
        """The cosine between the query's direction and the offers' texts, for the closest offers at least.

        None lets the caller compare with the vectors in memory.
        """
        ...

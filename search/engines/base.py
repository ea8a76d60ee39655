"""The port that every search engine implements, and what it hands back."""

from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

Mode = Literal["all_words", "some_words", "meaning"]


@dataclass(frozen=True)
class SearchHits:
    """What a search found: the score of each offer (PublishedOffer pk); a list of results shows the highest first."""

    scores: dict[int, float] = field(default_factory=dict)
    mode: Mode = "all_words"
    did_you_mean: str | None = None
    matched_langs: list[str] = field(default_factory=list)
    engine: Literal["database", "elasticsearch"] = "database"
    degraded: bool = False
    # The terms that stood for the words of the query: what a page marks.
    terms: frozenset[str] = frozenset()

    def with_suggestion(self, text: str | None) -> "SearchHits":
        """The same hits, with the query as it was probably meant."""
        return replace(self, did_you_mean=text)

    def in_order(self) -> list[int]:
        """The offers from best to least; equal scores in a fixed order, so that pages never overlap."""
        return sorted(self.scores, key=lambda offer: (-self.scores[offer], offer))


class Engine(Protocol):
    """Finds offers of a House by text. Filters, facets and audience are applied by the caller to the hits."""

    def search(self, house_id: int, position: int, text: str, locale: str) -> SearchHits:
        """Search the offers of a House as of a log position, for someone who reads `locale`. No text makes it raise."""
        ...

    def index_offers(self, house_id: int, offer_pks: list[int]) -> None:
        """Make the index agree with these offers; withdrawn and deleted ones leave it."""
        ...

    def rebuild(self, house_id: int) -> int:
        """Make the whole index of a House again; the number of offers in it."""
        ...

"""The engine on a cluster: finds there what the database engine finds in its tables, and ranks it alike."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from time import monotonic
from typing import TypeVar

from django.conf import settings
from elasticsearch import Elasticsearch

from search.engines.base import EngineError, EngineName, WordHits
from search.engines.elastic.cluster import cluster, server_version
from search.engines.elastic.errors import MissingError
from search.engines.elastic.mapping import Index, readable_index
from search.engines.elastic.progress import newer_offers, progress_of, with_newer
from search.engines.elastic.querying import nearest, weights_in_index
from search.engines.keywords import Keywords
from search.engines.lexicon import lexicon_for
from search.engines.scoring import TermWeights, score
from search.engines.wording import QueryWord, corrected_text, query_words, spelled_text
from search.meaning.embedder import embedder
from search.meaning.packing import Vectors

# An index that was not there or not readable is looked for again after so many seconds.
LOOK_AGAIN = 5.0

Answer = TypeVar("Answer")

# Indexes by name: names are never used twice, so what was read of one holds for ever.
_indexes: dict[str, Index] = {}
_missing: dict[str, float] = {}


class ElasticsearchEngine:
    """Implements `search.engines.base.Engine`. What it needs of the database it asks for before the cluster."""

    name: EngineName = "elasticsearch"

    def match_words(self, house_id: int, position: int, text: str, locale: str) -> WordHits:
        """One request to the cluster; no SQL while the log stands still and the index has caught up with it."""
        lexicon = lexicon_for(house_id, position)
        words = query_words(text, locale, lexicon.vocabulary)
        if not any(word.alternatives for word in words):
            return WordHits(words=len(words))
        found = weights_of(house_id, position, words, lexicon.keywords)
        hits = score(words, found, lexicon.total)
        return replace(hits, corrected=corrected_text(text, words), spelled=spelled_text(text, words))

    def match_meaning(self, house_id: int, position: int, direction: Vectors) -> Mapping[int, float] | None:
        """The closest few hundred offers; none when the cluster cannot say, as the vectors in memory can."""
        model, total = embedder(), lexicon_for(house_id, position).total

        def closest(client: Elasticsearch, index: Index) -> dict[int, float] | None:
            of_this_model = model is not None and index.space is not None and index.space.model == model.name
            return nearest(client, index.name, direction, total) if of_this_model else None

        try:
            progress = progress_of(house_id, position)
            return asked(progress.index, settings.ELASTICSEARCH_MEANING_BUDGET, closest)
        except EngineError:
            return None


def weights_of(house_id: int, position: int, words: list[QueryWord], keywords: Keywords) -> TermWeights:
    """The weights of the terms of a query, as of a position of the log at least. Raises EngineError."""
    until = monotonic() + settings.ELASTICSEARCH_BUDGET
    terms = sorted({term for word in words for term in word.alternatives})

    def look_up(client: Elasticsearch, index: Index) -> TermWeights:
        return weights_in_index(client, index.name, terms, keywords.codes)

    progress = progress_of(house_id, position)
    newer = newer_offers(house_id, progress, position)
    try:
        found = asked(progress.index, until - monotonic(), look_up)
    except MissingError:
        # Perhaps another process has built a new one and deleted the one that we know.
        before, progress = progress, progress_of(house_id, position, anew=True)
        if progress.index == before.index:
            raise
        newer = newer_offers(house_id, progress, position)
        found = asked(progress.index, until - monotonic(), look_up)
    return with_newer(found, house_id, newer, words, keywords)


def asked(name: str, seconds: float, request: Callable[[Elasticsearch, Index], Answer]) -> Answer:
    """Ask an index that this code can read. Raises MissingError for any other, without asking the cluster each time."""
    if monotonic() < _missing.get(name, 0.0):
        raise MissingError("the index is not there")

    def with_index(client: Elasticsearch) -> Answer:
        if name not in _indexes:
            server_version(client)
            _indexes[name] = readable_index(client, name)
        return request(client, _indexes[name])

    try:
        return cluster().ask(with_index, seconds)
    except MissingError:
        _indexes.pop(name, None)
        _missing[name] = monotonic() + LOOK_AGAIN
        raise


def forget_indexes() -> None:
    """Start with empty memory, as a new process does (tests)."""
    _indexes.clear()
    _missing.clear()

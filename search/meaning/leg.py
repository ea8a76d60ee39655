"""The leg of meaning: a query becomes a vector within its time budget, and is compared with what is known."""

import logging
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor, wait
from concurrent.futures import TimeoutError as NotInTime
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from django.conf import settings
from django.db import connections

from search.analysis.lists import Texts
from search.analysis.normalise import clean
from search.analysis.tokens import QUERY_LIMIT
from search.engines.lexicon import Fingerprint
from search.meaning.concepts import ConceptSpace, QueryMeaning, Vocabulary
from search.meaning.embedder import Embedder
from search.meaning.errors import EmbedderError
from search.meaning.offers import LOOK_AGAIN
from search.meaning.packing import Vectors

logger = logging.getLogger(__name__)

MOST_QUERIES = 2000
# More questions than this at once do not wait for each other: the rest is answered by words.
MOST_WAITING = 8
# After a failure or a timeout of an outside model, leave it alone for so many seconds.
PAUSE = 10.0


SpaceKey = tuple[str, Fingerprint, Texts]


@dataclass
class _Space:
    key: SpaceKey
    space: ConceptSpace
    made_at: float


class MeaningLeg:
    """Gives the meaning of queries. One for a process; its threads share it."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="meaning")
        self._maker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="concepts")
        self._making: Future[ConceptSpace] | None = None
        self._queries: OrderedDict[tuple[str, str], Vectors] = OrderedDict()
        self._waiting: dict[tuple[str, str], Future[Vectors]] = {}
        self._lock = Lock()
        self._space: _Space | None = None
        self._paused_until = 0.0

    def space(
        self, model: str, taxonomy: Fingerprint, decoys: Texts, patience: float | None = None
    ) -> ConceptSpace | None:
        """The concept space of the present vocabulary; while it is being made the one before, or none.

        `patience` are the seconds to wait for it, MEANING_BUDGET unless given.
        """
        key = (model, taxonomy, decoys)
        kept = self._space
        if kept and kept.key is not key and kept.key == key:
            # Comparing thousands of equal words is slow the first time, and at once when they are the same objects.
            kept.key = key
        if kept and kept.key == key and not (kept.space.missing and monotonic() - kept.made_at > LOOK_AGAIN):
            return kept.space
        if not settings.MEANING_ASIDE:
            return self._make_space(key)
        with self._lock:
            if self._making is None or self._making.done():
                self._making = self._maker.submit(self._make_space, key)
            making = self._making
        if kept and kept.key[0] == model and patience is None:
            return kept.space
        wait([making], timeout=settings.MEANING_BUDGET if patience is None else patience)
        kept = self._space
        return kept.space if kept and kept.key[0] == model else None

    def _make_space(self, key: SpaceKey) -> ConceptSpace:
        try:
            made = ConceptSpace(key[0], Vocabulary.of(key[1], key[2]))
            kept = self._space
            if kept and kept.key == key and kept.space.missing == made.missing:
                made = kept.space
            self._space = _Space(key, made, monotonic())
            return made
        except Exception:
            # Nobody asks for the result of this: words answer alone, and only the log tells why.
            logger.exception("The concepts of the search cannot be made")
            raise
        finally:
            if settings.MEANING_ASIDE:
                connections.close_all()

    def meaning_of(
        self, text: str, locale: str, space: ConceptSpace, model: Embedder, patience: float | None = None
    ) -> QueryMeaning | None:
        """What a query means; nothing when the model needs longer than the budget, or fails."""
        wanted = clean(text, QUERY_LIMIT).strip()
        vector = self.vector_of(wanted, model, patience) if wanted and space.is_usable else None
        return None if vector is None else space.meaning_of(wanted, vector, locale)

    def vector_of(self, text: str, model: Embedder, patience: float | None = None) -> Vectors | None:
        """The vector of a query, from memory or made now."""
        key = (model.name, text)
        with self._lock:
            if key in self._queries:
                self._queries.move_to_end(key)
                return self._queries[key]
            if monotonic() < self._paused_until or (len(self._waiting) >= MOST_WAITING and key not in self._waiting):
                return None
            future = self._waiting.get(key)
            if future is None:
                future = self._waiting[key] = self._pool.submit(self._make, key, model)
        try:
            return future.result(timeout=settings.MEANING_BUDGET if patience is None else patience)
        except NotInTime:
            return None
        except EmbedderError:
            self._paused_until = monotonic() + PAUSE
            return None

    def _make(self, key: tuple[str, str], model: Embedder) -> Vectors:
        try:
            vector = model.queries([key[1]])[0]
            with self._lock:
                self._queries[key] = vector
                while len(self._queries) > MOST_QUERIES:
                    self._queries.popitem(last=False)
            return vector
        finally:
            with self._lock:
                self._waiting.pop(key, None)


LEG = MeaningLeg()

"""The leg of meaning: a query becomes a vector within its time budget, and is compared with what is known."""

from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from django.conf import settings

from search.analysis.normalise import clean
from search.analysis.tokens import QUERY_LIMIT
from search.engines.lexicon import Fingerprint
from search.meaning.concepts import ConceptSpace, QueryMeaning, Texts, Vocabulary
from search.meaning.embedder import Embedder, embedder
from search.meaning.errors import EmbedderError
from search.meaning.offers import LOOK_AGAIN
from search.meaning.packing import Vectors

MOST_QUERIES = 2000
# More questions than this at once do not wait for each other: the rest is answered by words.
MOST_WAITING = 8
# After a failure or a timeout of an outside model, leave it alone for so many seconds.
PAUSE = 10.0


@dataclass
class _Space:
    key: tuple[str, Fingerprint, Texts]
    space: ConceptSpace
    made_at: float


class MeaningLeg:
    """Gives the meaning of queries. One for a process; its threads share it."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="meaning")
        self._queries: OrderedDict[tuple[str, str], Vectors] = OrderedDict()
        self._waiting: dict[tuple[str, str], Future[Vectors]] = {}
        self._lock = Lock()
        self._space: _Space | None = None
        self._paused_until = 0.0

    def space(self, model: str, taxonomy: Fingerprint, decoys: Texts) -> ConceptSpace:
        """The concept space of the present vocabulary; looked for again while vectors of it are missing."""
        key = (model, taxonomy, decoys)
        kept = self._space
        if kept and kept.key == key and not (kept.space.missing and monotonic() - kept.made_at > LOOK_AGAIN):
            return kept.space
        with self._lock:
            kept = self._space
            if kept and kept.key == key and not (kept.space.missing and monotonic() - kept.made_at > LOOK_AGAIN):
                return kept.space
            made = ConceptSpace(model, Vocabulary.of(taxonomy, decoys))
            if kept and kept.key == key and kept.space.missing == made.missing:
                made = kept.space
            self._space = _Space(key, made, monotonic())
            return made

    def meaning_of(self, text: str, locale: str, space: ConceptSpace, model: Embedder) -> QueryMeaning | None:
        """What a query means; nothing when the model needs longer than the budget, or fails."""
        wanted = clean(text, QUERY_LIMIT).strip()
        vector = self.vector_of(wanted, model) if wanted and space.is_usable else None
        return None if vector is None else space.meaning_of(wanted, vector, locale)

    def vector_of(self, text: str, model: Embedder) -> Vectors | None:
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
            return future.result(timeout=settings.MEANING_BUDGET)
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


def current_model() -> Embedder | None:
    """The model in use."""
    return embedder()

"""Words, mistakes and meaning become one answer: a plain sum, and a gate that keeps out-of-scope questions empty.

The weights and the gate were found on graded queries (`make search-quality`); all their numbers are here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search.engines.base import Mode, SearchHits, WordHits
from search.engines.scores import NOTHING, Scores
from search.meaning.concepts import QueryMeaning
from search.meaning.offers import HouseMeaning

TEXTS_WEIGHT = 1.3
WORDS_WEIGHT = 0.07
# Whether a question is in scope hangs less on single words, which also stand in questions about something else.
WORDS_IN_GATE = 0.05
SCOPE_WEIGHT = 0.06
# How far a question must lie from what no House offers: above CERTAIN it is answered in full, above the setting
# SEARCH_LEAST_SCOPE with a few offers that perhaps help, below with nothing but literal hits.
CERTAIN = 0.3
FEW = 5
# Offers below this share of the best score are left out.
SHARE = 0.3
# Below this a word hit is an everyday word somewhere in a text; above it is a title, a category or a rare word.
STRONG_WORDS = 5.0
CLEARLY_OUT_OF_SCOPE = 0.6
# A category this close to a question, and closer than anything out of scope, is worth a look.
NEAR_CATEGORY = 0.45
MOST_NEAR_CATEGORIES = 3
# Meaning alone never brings more than this, however many offers there are.
MOST_BY_MEANING = 200

# Without meaning: offers below this share of the best score have one everyday word of the query.
SHARE_OF_WORDS = 0.1
LEAST_CERTAINTY = 0.3


@dataclass(frozen=True)
class Meant:
    """What the leg of meaning found: the query's meaning, and the offers to compare it with."""

    meaning: QueryMeaning
    house: HouseMeaning
    similarities: Mapping[int, float] | None = None

    def scores(self) -> npt.NDArray[np.float32]:
        """For each row of the House: closeness of its text and of its best category."""
        return TEXTS_WEIGHT * self.near_texts() + self.house.concepts(self.meaning)

    def near_texts(self) -> npt.NDArray[np.float32]:
        """Closeness of the texts: by the vectors in memory, or as the engine said; what it left out is farther."""
        if self.similarities is None:
            return self.house.similarities(self.meaning)
        least = min(self.similarities.values(), default=0.0)
        near = np.full(len(self.house.pks), least, dtype=np.float32)
        for pk, similarity in self.similarities.items():
            if (row := self.house.row_of.get(pk)) is not None:
                near[row] = similarity
        return near


def by_words(words: WordHits) -> SearchHits:
    """The answer of the words alone: only what is literally there, or certain enough."""
    in_scope = words.is_literal or words.certainty >= LEAST_CERTAINTY
    scores = Scores.of(words.scores) if in_scope else NOTHING
    return _hits(scores.where(scores.amounts >= SHARE_OF_WORDS * scores.highest()), words)


def fused(words: WordHits, meant: Meant, least_scope: float) -> SearchHits:
    """The answer of all legs."""
    scores = sums(words, meant)
    by_word = Scores.of(words.scores).amounts_of(scores.pks)
    scope = scope_of(scores, words, meant)
    nearest = near_categories(meant.meaning)
    if scope >= CERTAIN:
        return _hits(scores.where(scores.amounts >= SHARE * scores.highest()), words, nearest)
    kept = np.zeros(len(scores), dtype=bool)
    if scope >= least_scope:
        kept[np.argsort(-scores.amounts, kind="stable")[:FEW]] = True
    if meant.meaning.decoy < CLEARLY_OUT_OF_SCOPE and words.words:
        kept |= (by_word >= STRONG_WORDS) & (Scores.of(words.matched).amounts_of(scores.pks) >= words.words)
    return _hits(scores.where(kept), words, nearest, tentative=True)


def near_categories(meaning: QueryMeaning) -> tuple[str, ...]:
    """The few categories that mean nearly what a question means, the nearest first."""
    least = max(NEAR_CATEGORY, meaning.decoy)
    close = [(-closeness, slug) for slug, closeness in meaning.categories.items() if closeness >= least]
    return tuple(slug for _closeness, slug in sorted(close)[:MOST_NEAR_CATEGORIES])


def scope_of(scores: Scores, words: WordHits, meant: Meant) -> float:
    """How far a question lies from what no House offers (about -1 to 2; see CERTAIN)."""
    less = WORDS_WEIGHT - WORDS_IN_GATE
    by_word = Scores.of(words.scores).amounts_of(scores.pks)
    closeness = float((scores.amounts - less * by_word).max()) if len(scores) else 0.0
    return closeness - meant.meaning.decoy + SCOPE_WEIGHT * meant.meaning.scope


def sums(words: WordHits, meant: Meant) -> Scores:
    """The sum of the legs for every offer with a word of the query, and for the closest others."""
    close = meant.scores()
    rows = np.argpartition(-close, MOST_BY_MEANING)[:MOST_BY_MEANING] if len(close) > MOST_BY_MEANING else slice(None)
    by_word = Scores.of(words.scores)
    closest = np.unique(meant.house.pks[rows])
    pks = np.union1d(closest[meant.house.rows_of(closest) >= 0], by_word.pks)
    places = meant.house.rows_of(pks)
    near = np.where(places >= 0, close[places], 0.0).astype(np.float64) if len(close) else np.zeros(len(pks))
    return Scores(pks, near + WORDS_WEIGHT * by_word.amounts_of(pks))


def _hits(scores: Scores, words: WordHits, nearest: tuple[str, ...] = (), *, tentative: bool = False) -> SearchHits:
    return SearchHits(
        scores=scores,
        nearest=nearest,
        mode=_mode(scores, words),
        tentative=tentative and bool(scores),
        did_you_mean=words.corrected,
        matched_langs=words.languages if scores else (),
        terms=words.terms,
    )


def _mode(scores: Scores, words: WordHits) -> Mode:
    if not scores:
        return "all_words"
    matched = Scores.of(words.matched).amounts_of(scores.pks)
    if words.words and matched.max() >= words.words:
        return "all_words"
    return "some_words" if matched[scores.amounts.argmax()] else "meaning"

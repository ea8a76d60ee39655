"""BM25F over word alternatives: a pure function of the words, the taxonomy's keywords and the offers of each term."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log
from typing import TypeVar

import numpy as np

from search.engines import weights
from search.engines.base import WordHits
from search.engines.keywords import Keywords
from search.engines.scores import NOTHING, Amounts, Scores, Sheet, added
from search.engines.wording import EXACT, QueryWord

Number = TypeVar("Number", float, Amounts)

# In a House with fewer offers than this a word is as rare as it would be among so many.
SMALL_HOUSE = 50

# What a word about something that no House offers takes from the certainty of the others.
OUTSIDE = 1.0

HIGHEST = weights.SATURATION + 1

# For each term of a query the offers that have it, with its weight there.
TermWeights = Mapping[str, Scores]


def terms_to_fetch(words: Iterable[QueryWord], keywords: Keywords) -> list[str]:
    """The terms of the query and the taxonomy codes that they point to."""
    terms = {term for word in words for term in word.alternatives}
    codes = {code for term in terms for code in keywords.codes.get(term, ())}
    return sorted(terms | codes)


def weights_by_term(words: Iterable[QueryWord], keywords: Keywords, found: Mapping[str, Scores]) -> TermWeights:
    """For each term of the query the offers that have it, in their texts or through their categories."""

    def parts(term: str) -> Iterator[tuple[Scores, float]]:
        yield found.get(term, NOTHING), 1.0
        for code, strength in keywords.codes.get(term, {}).items():
            yield found.get(code, NOTHING), weights.KEYWORD * strength

    return {term: added(parts(term)) for term in {term for word in words for term in word.alternatives}}


def rarity(number: int, total: int) -> float:
    """How much a term says that `number` of `total` offers have (BM25's inverse document frequency)."""
    everything = max(total, number, SMALL_HOUSE)
    return log(1 + (everything - number + 0.5) / (number + 0.5))


def saturated(weight: Number) -> Number:
    """Ten occurrences do not say ten times as much as one."""
    return (weights.SATURATION + 1) * weight / (weights.SATURATION + weight)


def word_scores(word: QueryWord, by_term: TermWeights, total: int) -> Scores:
    """Each offer's best alternative for one word."""
    best = Sheet(by_term[term] for term in word.alternatives)
    for term, weight in word.alternatives.items():
        offers = by_term[term]
        factor = weight * rarity(len(offers), total)
        places = best.places(offers)
        best.amounts[places] = np.maximum(best.amounts[places], factor * saturated(offers.amounts))
    return best.scores()


def certainty(word: QueryWord, by_term: TermWeights) -> float:
    """How sure it is that the House has something for a word (0..1, less than 0 for a word from outside)."""
    if word.is_outside:
        return -OUTSIDE
    found = {term: by_term[term].highest() for term in word.alternatives if by_term[term]}
    return max((word.alternatives[term] * saturated(most) / HIGHEST for term, most in found.items()), default=0.0)


def all_literal(words: Iterable[QueryWord], by_term: TermWeights) -> bool:
    """Whether every word stands somewhere as it was typed."""
    return all(any(weight >= EXACT and by_term[term] for term, weight in word.alternatives.items()) for word in words)


def languages_found(words: list[QueryWord], by_term: TermWeights) -> tuple[str, ...]:
    """The languages in which words of the query were found, the commonest first."""
    counts = Counter(term[:2] for word in words for term in word.alternatives if by_term[term])
    return tuple(language for language, _count in counts.most_common())


def score(words: list[QueryWord], by_term: TermWeights, total: int) -> WordHits:
    """The offers with the sum of their words' scores, scaled by the share of the words that they have."""
    by_word = [word_scores(word, by_term, total) for word in words]
    sums, matched = Sheet(by_word), Sheet(by_word)
    for scores in by_word:
        sums.amounts[sums.places(scores)] += scores.amounts
        matched.amounts[matched.places(scores)] += 1
    summed, counted = sums.scores(), matched.scores()
    return WordHits(
        scores=Scores(summed.pks, summed.amounts * coordination(counted.amounts, len(words))),
        matched=counted,
        words=len(words),
        certainty=sum(certainty(word, by_term) for word in words) / len(words) if words else 0.0,
        is_literal=bool(words) and all_literal(words, by_term),
        languages=languages_found(words, by_term),
        terms=frozenset(by_term),
    )


def coordination(matched: Amounts, words: int) -> Amounts:
    """What the sums of offers with some of the words are worth."""
    return 0.5 + 0.5 * matched / words

"""BM25F over word alternatives: a pure function of the words, the taxonomy's keywords and the rows found."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log

from search.engines import weights
from search.engines.base import WordHits
from search.engines.keywords import Keywords
from search.engines.wording import EXACT, QueryWord

# In a House with fewer offers than this a word is as rare as it would be among so many.
SMALL_HOUSE = 50

HIGHEST = weights.SATURATION + 1

Row = tuple[str, int, float]


def terms_to_fetch(words: Iterable[QueryWord], keywords: Keywords) -> list[str]:
    """The terms of the query and the taxonomy codes that they point to."""
    terms = {term for word in words for term in word.alternatives}
    codes = {code for term in terms for code in keywords.codes.get(term, ())}
    return sorted(terms | codes)


def weights_by_term(words: Iterable[QueryWord], keywords: Keywords, rows: Iterable[Row]) -> dict[str, dict[int, float]]:
    """For each term of the query the offers that have it, in their texts or through their categories."""
    found: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for term, offer, weight in rows:
        found[term][offer] = weight
    result: dict[str, dict[int, float]] = {}
    for term in {term for word in words for term in word.alternatives}:
        offers = dict(found.get(term, ()))
        for code, strength in keywords.codes.get(term, {}).items():
            for offer, membership in found.get(code, {}).items():
                offers[offer] = offers.get(offer, 0) + weights.KEYWORD * strength * membership
        result[term] = offers
    return result


def rarity(number: int, total: int) -> float:
    """How much a term says that `number` of `total` offers have (BM25's inverse document frequency)."""
    everything = max(total, number, SMALL_HOUSE)
    return log(1 + (everything - number + 0.5) / (number + 0.5))


def saturated(weight: float) -> float:
    """Ten occurrences do not say ten times as much as one."""
    return (weights.SATURATION + 1) * weight / (weights.SATURATION + weight)


def word_scores(word: QueryWord, by_term: dict[str, dict[int, float]], total: int) -> dict[int, float]:
    """Each offer's best alternative for one word."""
    best: dict[int, float] = {}
    for term, weight in word.alternatives.items():
        offers = by_term[term]
        factor = weight * rarity(len(offers), total)
        for offer, amount in offers.items():
            score = factor * saturated(amount)
            if score > best.get(offer, 0.0):
                best[offer] = score
    return best


def certainty(word: QueryWord, by_term: dict[str, dict[int, float]]) -> float:
    """How sure it is that the House has something for a word (0..1): by how it was found, and where it stands."""
    found = {term: max(by_term[term].values()) for term in word.alternatives if by_term[term]}
    return max((word.alternatives[term] * saturated(most) / HIGHEST for term, most in found.items()), default=0.0)


def all_literal(words: Iterable[QueryWord], by_term: dict[str, dict[int, float]]) -> bool:
    """Whether every word stands somewhere as it was typed."""
    return all(any(weight >= EXACT and by_term[term] for term, weight in word.alternatives.items()) for word in words)


def languages_found(words: list[QueryWord], by_term: dict[str, dict[int, float]]) -> tuple[str, ...]:
    """The languages in which words of the query were found, the commonest first."""
    counts = Counter(term[:2] for word in words for term in word.alternatives if by_term[term])
    return tuple(language for language, _count in counts.most_common())


def score(words: list[QueryWord], keywords: Keywords, rows: Iterable[Row], total: int) -> WordHits:
    """The offers with the sum of their words' scores, scaled by the share of the words that they have."""
    by_term = weights_by_term(words, keywords, rows)
    sums: defaultdict[int, float] = defaultdict(float)
    matched: Counter[int] = Counter()
    for word in words:
        for offer, amount in word_scores(word, by_term, total).items():
            sums[offer] += amount
            matched[offer] += 1
    return WordHits(
        scores={offer: amount * coordination(matched[offer], len(words)) for offer, amount in sums.items()},
        matched=matched,
        words=len(words),
        certainty=sum(certainty(word, by_term) for word in words) / len(words) if words else 0.0,
        is_literal=bool(words) and all_literal(words, by_term),
        languages=languages_found(words, by_term),
        terms=frozenset(by_term),
    )


def coordination(matched: int, words: int) -> float:
    """What the sum of an offer with some of the words is worth."""
    return 0.5 + 0.5 * matched / words

"""From an offer to its terms and their weights: pure functions, the same for every database."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import frexp, ldexp
from typing import Any

from search.analysis.compounds import part_terms
from search.analysis.languages import LANGUAGES, SOURCE
from search.analysis.tokens import Token, tokens_of
from search.engines import weights

DIGITS = 9


@dataclass(frozen=True)
class OfferTerms:
    """What is stored of one offer: the weight of each term, and its words as written."""

    weights: dict[str, float]
    surfaces: set[tuple[str, str]]


def fields_of(
    texts: Mapping[str, Mapping[str, str]], facts: Mapping[str, Any]
) -> Iterator[tuple[str, str, weights.Field]]:
    """The searchable texts of an offer: (text, language, field). Names of partners and places count as Dutch."""
    for locale in texts.keys() & LANGUAGES.keys():
        for name, field in weights.TEXT_FIELDS.items():
            yield texts[locale].get(name) or "", locale, field
    for name, field in (("partner_names", weights.PARTNER), ("place_names", weights.PLACE)):
        yield " ".join(part for part in facts.get(name) or [] if part), SOURCE, field


def counts_of(tokens: Sequence[Token], locale: str) -> dict[str, float]:
    """How often each term occurs; parts of compounds count for less."""
    counts: defaultdict[str, float] = defaultdict(float)
    for token, number in Counter(tokens).items():
        counts[token.term] += number
        if locale == SOURCE:
            for part in part_terms(token.surface):
                counts[part] += number * weights.COMPOUND_PART
    return counts


def codes_of(facts: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """The taxonomy codes of an offer with their weights."""
    categories = facts.get("categories") or []
    for position, slug in enumerate(categories):
        by_position = weights.CATEGORY_BY_POSITION
        yield f"category:{slug}", by_position[min(position, len(by_position) - 1)]
    for kind, name in (("life_stage", "life_stages"), ("target_group", "target_groups")):
        slugs = facts.get(name) or []
        for slug in slugs:
            yield f"{kind}:{slug}", weights.LIFE_STAGE_OR_TARGET_GROUP / len(slugs) ** 0.5


def terms_of_offer(texts: Mapping[str, Mapping[str, str]], facts: Mapping[str, Any]) -> OfferTerms:
    """All terms of an offer, in all its languages together."""
    term_weights: defaultdict[str, float] = defaultdict(float)
    surfaces: set[tuple[str, str]] = set()
    for text, locale, field in fields_of(texts, facts):
        tokens = list(tokens_of(text, locale))
        surfaces.update(tokens)
        for term, count in counts_of(tokens, locale).items():
            term_weights[term] += field.share(count, len(tokens))
    weighed = {**term_weights, **dict(codes_of(facts))}
    return OfferTerms(weights={term: rounded(weight) for term, weight in weighed.items()}, surfaces=surfaces)


def rounded(weight: float) -> float:
    """The weight to nine binary digits: what every engine can keep, so that all of them rank alike."""
    fraction, exponent = frexp(weight)
    return ldexp(round(fraction * 2**DIGITS), exponent - DIGITS)

"""Words of the taxonomy: labels, synonyms and everyday phrases in every locale, kept apart from the offers.

An offer's postings name its categories, life stages and target groups only by code (`category:transport`); the words
for a code are looked up here when someone searches. So a changed label reindexes nothing, and postings stay few.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from search.analysis.compounds import part_terms
from search.analysis.languages import LANGUAGES, SOURCE
from search.analysis.tokens import tokens_of
from search.engines import weights


@dataclass(frozen=True)
class TaxonomyTerm:
    """One value of a shared list with all its words: {locale: [text, ...]}."""

    code: str
    names: Mapping[str, Iterable[str]]
    phrases: Mapping[str, Iterable[str]] = field(default_factory=dict)


@dataclass
class Keywords:
    """For each term the codes it points to and how strongly, and the surfaces to correct typing errors with."""

    codes: dict[str, dict[str, float]] = field(default_factory=dict)
    surfaces: dict[tuple[str, str], None] = field(default_factory=dict)

    def add(self, code: str, text: str, locale: str, weight: float) -> None:
        """Let the words of one label, synonym or phrase point to a code."""
        tokens = list(tokens_of(text, locale))
        for token in tokens:
            self.surfaces[token.surface, token.term] = None
            self.point(token.term, code, weight)
            if locale == SOURCE:
                for part in part_terms(token.surface):
                    self.point(part, code, weight * weights.COMPOUND_PART)

    def point(self, term: str, code: str, weight: float) -> None:
        """Add to the weight between a term and a code."""
        codes = self.codes.setdefault(term, {})
        codes[code] = codes.get(code, 0) + weight


def keywords_of(taxonomy: Iterable[TaxonomyTerm]) -> Keywords:
    """All words of the taxonomy, ready to search with."""
    keywords = Keywords()
    for value in taxonomy:
        for texts, weight in ((value.names, weights.LABEL_OR_SYNONYM), (value.phrases, weights.PHRASE)):
            for locale in texts.keys() & LANGUAGES.keys():
                for text in texts[locale]:
                    keywords.add(value.code, text, locale, weight)
    return keywords

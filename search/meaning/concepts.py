"""What families may mean: every label, synonym and everyday phrase of a category as a vector; and what is out of scope.

A vector of this kind of model also says in which language a text is. So the mean of a language's terms is taken off
each vector of that language (`centring`): then the same wish in two languages lies close together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from search.analysis.languages import LANGUAGES, SOURCE
from search.analysis.lists import Texts
from search.analysis.normalise import script_of
from search.meaning.packing import Vectors, unit
from search.meaning.store import key_of, vectors_of

TaxonomyRows = Sequence[tuple[str, Texts, Texts, Texts]]
Scores = npt.NDArray[np.float32]

# Below this share of known vectors the means are not to be trusted.
ENOUGH = 0.9
# Languages with fewer terms than this are centred by the Dutch mean.
LEAST_TERMS = 20
NOISE_STRINGS = 400
NOISE_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"

# The scope classifier: ridge regression on +1 (a term of the taxonomy) and -1 (out of scope); weights of the classes.
RIDGE = 30.0
IN_SCOPE_WEIGHT, DECOY_WEIGHT, NOISE_WEIGHT = 1.0, 0.7, 0.3
# Passages that the offers are centred by: the Dutch labels, and so many phrases of each category.
CENTRE_PHRASES = 6


@dataclass(frozen=True)
class Term:
    """One way to say a category."""

    category: str
    language: str
    text: str


@dataclass(frozen=True)
class Vocabulary:
    """The texts that the meaning leg compares queries with."""

    terms: tuple[Term, ...]
    decoys: Texts
    centre: tuple[str, ...]

    @classmethod
    def of(cls, taxonomy: TaxonomyRows, decoys: Texts) -> "Vocabulary":
        """The texts of the taxonomy's categories, and what no House offers."""
        terms: dict[Term, None] = {}
        centre: list[str] = []
        for code, labels, synonyms, phrases in taxonomy:
            kind, _colon, slug = code.partition(":")
            if kind != "category":
                continue
            for texts in (labels, synonyms, phrases):
                terms |= {Term(slug, code, text): None for code, lines in texts if code in LANGUAGES for text in lines}
            centre += [*dict(labels).get(SOURCE, ()), *dict(phrases).get(SOURCE, ())[:CENTRE_PHRASES]]
        return cls(tuple(terms), decoys, tuple(dict.fromkeys(centre)))

    def queries(self) -> list[str]:
        """The texts that count as queries."""
        decoys = [text for _code, lines in self.decoys for text in lines]
        return list(dict.fromkeys([*(term.text for term in self.terms), *decoys, *noise()]))


def noise() -> list[str]:
    """Meaningless strings, the same for ever: 3 to 11 letters and digits."""
    strings = []
    for number in range(NOISE_STRINGS):
        digest = sha256(f"noise {number}".encode()).digest()
        letters = NOISE_LETTERS if number % 4 == 0 else NOISE_LETTERS[:26]
        strings.append("".join(letters[byte % len(letters)] for byte in digest[1 : 4 + digest[0] % 9]))
    return strings


@dataclass(frozen=True)
class QueryMeaning:
    """What a query means: its direction, how close each category is, and how likely it is out of scope."""

    direction: Vectors
    categories: Mapping[str, float]
    decoy: float
    scope: float


class ConceptSpace:
    """The vectors of the vocabulary under one model, ready to compare with."""

    def __init__(self, model: str, vocabulary: Vocabulary, more: Mapping[str, Vectors] | None = None) -> None:
        """`more` are vectors of texts that are not stored."""
        texts = vocabulary.queries()
        keys = {text: key_of("query", text) for text in texts}
        found = vectors_of(model, keys.values())
        self.vectors = {text: found[key] for text, key in keys.items() if key in found} | dict(more or {})
        self.missing = len(texts) - len(self.vectors)
        self.is_usable = bool(texts) and self.missing <= (1 - ENOUGH) * len(texts)
        if self.is_usable:
            self._build(vocabulary)
            centre = vectors_of(model, [key_of("passage", text) for text in vocabulary.centre])
            self.missing += len(vocabulary.centre) - len(centre)
            self.centre = np.mean(list(centre.values()), axis=0) if centre else np.zeros_like(self.means[SOURCE])
        # Tens of megabytes that nothing needs after this.
        self.vectors = {}

    def _build(self, vocabulary: Vocabulary) -> None:
        terms = sorted((term for term in vocabulary.terms if term.text in self.vectors), key=lambda term: term.category)
        self.means = self._means(terms)
        self.slugs = sorted({term.category for term in terms})
        number = {slug: index for index, slug in enumerate(self.slugs)}
        self.starts = np.searchsorted([number[term.category] for term in terms], range(len(self.slugs)))
        raw = np.array([self.vectors[term.text] - self.means[term.language] for term in terms])
        self.terms = unit(raw)
        self.decoys = unit(np.concatenate(list(self._decoys(vocabulary.decoys))))
        self.classifier = self._classifier()

    def _means(self, terms: Iterable[Term]) -> dict[str, Vectors]:
        by_language: dict[str, list[Vectors]] = {}
        for term in terms:
            by_language.setdefault(term.language, []).append(self.vectors[term.text])
        means = {code: np.mean(rows, axis=0) for code, rows in by_language.items() if len(rows) >= LEAST_TERMS}
        everywhere: Vectors = np.mean([row for rows in by_language.values() for row in rows], axis=0)
        fallback = means.get(SOURCE, everywhere)
        return {code: means.get(code, fallback) for code in LANGUAGES}

    def _decoys(self, decoys: Texts) -> Iterable[Vectors]:
        for _code, lines in decoys:
            rows = np.array([self.vectors[text] for text in lines if text in self.vectors])
            if len(rows):
                yield rows - (rows.mean(axis=0) if len(rows) >= LEAST_TERMS else self.means[SOURCE])

    def _classifier(self) -> Vectors:
        """Weights of the scope classifier, the last one for the constant."""
        noises = [self.vectors[text] for text in noise() if text in self.vectors]
        groups = (
            (self.terms, 1.0, IN_SCOPE_WEIGHT),
            (self.decoys, -1.0, DECOY_WEIGHT),
            (unit(np.array(noises) - self.means[SOURCE]), -1.0, NOISE_WEIGHT),
        )
        size = len(self.terms)
        # Both classes weigh the same as a whole, however many terms each has.
        normal = RIDGE * np.eye(self.terms.shape[1] + 1)
        normal[-1, -1] = 1e-6
        right = np.zeros(len(normal))
        for rows, target, weight in groups:
            extended = np.c_[rows, np.ones(len(rows))].astype(np.float64)
            share = weight * (size / len(rows)) / (1 if target > 0 else 3)
            normal += share * extended.T @ extended
            right += share * target * extended.sum(axis=0)
        return np.linalg.solve(normal, right)

    def language_of(self, text: str, vector: Vectors, locale: str) -> str:
        """The language to read a query in: that of the page if the script fits, else the nearest of its script."""
        script = next((found for letter in text if (found := script_of(letter)) not in ("", "digits")), "")
        fitting = [code for code, language in LANGUAGES.items() if language.script == script]
        if locale in fitting or not fitting:
            return locale if locale in LANGUAGES else SOURCE
        return max(fitting, key=lambda code: float(vector @ unit(self.means[code])))

    def _two_nearest(self, near: Scores) -> Scores:
        """For each category the mean of its two nearest terms: one alone is nearest by chance too often."""
        parts = np.split(near, self.starts[1:])
        return np.array([np.partition(part, -2)[-2:].mean() if len(part) > 1 else part[0] for part in parts])

    def meaning_of(self, text: str, vector: Vectors, locale: str) -> QueryMeaning:
        """Compare the vector of a query with everything that is known."""
        direction = unit(vector - self.means[self.language_of(text, vector, locale)])
        nearest = self._two_nearest(self.terms @ direction)
        return QueryMeaning(
            direction=direction,
            categories=dict(zip(self.slugs, nearest.tolist(), strict=True)),
            decoy=float((self.decoys @ direction).max()),
            scope=float(direction @ self.classifier[:-1] + self.classifier[-1]),
        )

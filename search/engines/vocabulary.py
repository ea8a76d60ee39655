"""The words that occur: to know a word, and to find it without accents, with a typing error or in another form."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search.analysis.compounds import part_terms
from search.analysis.languages import SOURCE
from search.analysis.tokens import folded

SHORTEST_FUZZY = 4
LONG_WORD = 8
FIRST_LETTER_MAY_DIFFER = 6
MOST_NEIGHBOURS = 5

RELATIVE_BEGINNING = 5
RELATIVE_ENDING = 3


class Vocabulary:
    """Words and terms of one House together with those of the taxonomy. It only grows, so that threads may share it."""

    def __init__(self, surfaces: Iterable[tuple[str, str]] = (), outside: frozenset[str] = frozenset()) -> None:
        """`outside` are terms of what no House offers; a word that also occurs is no longer outside."""
        self.outside = outside
        self.terms: set[str] = set()
        self.dutch: set[str] = set()
        self.terms_of_folded: dict[str, dict[str, str]] = {}
        self.by_length: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        self.by_beginning: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.add(surfaces)

    def add(self, surfaces: Iterable[tuple[str, str]]) -> None:
        """Learn words with their terms."""
        for surface, term in surfaces:
            key, language = folded(surface), term[:2]
            known = self.terms_of_folded.setdefault(key, {})
            if term in known:
                continue
            if all(other[:2] != language for other in known):
                self.by_length[language, len(key)].append(key)
                self.by_beginning[language, key[:RELATIVE_BEGINNING]].append(key)
            known[term] = surface
            self.terms.add(term)
            if language == SOURCE:
                self.dutch.add(key)
                self.terms.update(part_terms(surface))

    def terms_of(self, key: str, language: str) -> list[tuple[str, str]]:
        """The terms of a folded word in one language, with the word as written."""
        known = self.terms_of_folded.get(key, {})
        return [(term, surface) for term, surface in tuple(known.items()) if term[:2] == language]

    def surfaces_of(self, terms: Container[str]) -> dict[str, list[str]]:
        """The words as written that stand under some terms."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for known in tuple(self.terms_of_folded.values()):
            for term, surface in tuple(known.items()):
                if term in terms:
                    found[term].append(surface)
        return dict(found)

    def same_spelling(self, word: str, languages: Iterable[str]) -> list[str]:
        """The terms of words that differ from this one at most in diacritics."""
        key = folded(word)
        return [term for language in languages for term, _surface in self.terms_of(key, language)]

    def spelling(self, word: str, languages: Iterable[str]) -> str | None:
        """A word with its diacritics (`cocuk` -> `çocuk`), if it was typed without; nothing if it is right as it is."""
        key = folded(word)
        known = [surface for code in languages for _term, surface in self.terms_of(key, code)] if key == word else []
        return min(known) if known and word not in known else None

    def neighbours(self, word: str, languages: Iterable[str]) -> list[tuple[int, str, str]]:
        """The nearest words at one typing error, or two in long words: (errors, term, word as written)."""
        key = folded(word)
        limit = 0 if len(key) < SHORTEST_FUZZY else 1 if len(key) < LONG_WORD else 2
        found: list[tuple[int, str, str]] = []
        for language in languages:
            for candidate, errors in self.of_similar_spelling(language, key, limit):
                if errors and plausible(key, candidate, errors):
                    found += [(errors, term, surface) for term, surface in self.terms_of(candidate, language)]
        nearest = min((errors for errors, _term, _surface in found), default=0)
        return sorted(neighbour for neighbour in found if neighbour[0] == nearest)[:MOST_NEIGHBOURS]

    def of_similar_spelling(self, language: str, key: str, limit: int) -> Iterator[tuple[str, int]]:
        """The words of a language at no more than `limit` typing errors, with how many."""
        for length in range(len(key) - limit, len(key) + limit + 1):
            candidates = self.by_length.get((language, length), ())
            near = extract(key, candidates, scorer=OSA.distance, processor=None, score_cutoff=limit, limit=None)
            yield from ((candidate, int(errors)) for candidate, errors, _place in near)

    def relatives(self, word: str, languages: Iterable[str]) -> list[str]:
        """The terms of words that begin alike and end differently: forms that the stemmers leave apart."""
        key = folded(word)
        shared = max(RELATIVE_BEGINNING, len(key) - RELATIVE_ENDING)
        if len(key) <= RELATIVE_BEGINNING:
            return []
        found: list[tuple[int, str]] = []
        for language in languages:
            for candidate in self.by_beginning.get((language, key[:RELATIVE_BEGINNING]), ()):
                if candidate[:shared] == key[:shared] and shared <= len(candidate) <= len(key) + RELATIVE_ENDING:
                    found += [
                        (abs(len(candidate) - len(key)), term) for term, _surface in self.terms_of(candidate, language)
                    ]
        return list(dict.fromkeys(term for _difference, term in sorted(found)))[:MOST_NEIGHBOURS]


def plausible(word: str, candidate: str, errors: int) -> bool:
    """People rarely mistype the first letter; in short words another first letter is another word (taxi, maxi)."""
    same_start = word[0] == candidate[0] or (word[0] == candidate[1:2] and word[1] == candidate[0])
    return same_start or (errors == 1 and len(word) >= FIRST_LETTER_MAY_DIFFER)

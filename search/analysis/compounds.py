"""Dutch compounds: `opvoedingsspreekuur` is found by `opvoeding`, if it divides completely into words that exist."""

from collections.abc import Container
from functools import lru_cache

from search.analysis.languages import SOURCE, term_of
from search.analysis.lists import Lists, current
from search.analysis.normalise import fold

LINKS = ("", "s", "en", "e", "n")
SHORTEST_COMPOUND = 7
SHORTEST_PART = 3
MOST_PARTS = 3


def heads_of(word: str, known: Container[str], more: Container[str]) -> list[tuple[str, str]]:
    """Every way to take a known word and its linking letters off the front: (head, rest), longest head first."""
    found = []
    for length in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        head = word[:length]
        if head not in known and head not in more:
            continue
        found += [(head, word[length + len(link) :]) for link in LINKS if word.startswith(link, length)]
    return [(head, rest) for head, rest in found if len(rest) >= SHORTEST_PART]


def divide(word: str, known: Container[str], more: Container[str] = (), parts: int = MOST_PARTS) -> list[str]:
    """The known words that a word consists of, as few as possible; an empty list when it does not divide completely."""
    best: list[str] = []
    for head, rest in heads_of(word, known, more):
        if rest in known or rest in more:
            return [head, rest]
        if parts > 2 and (deeper := divide(rest, known, more, parts - 1)) and (not best or len(deeper) + 1 < len(best)):
            best = [head, *deeper]
    return best


def last_part_forms(word: str) -> tuple[str, ...]:
    """The word, and it without the endings that a last part may carry: `babygroepjes` divides like `babygroep`."""
    endings = ("tjes", "pjes", "jes", "tje", "je", "en", "s", "e")
    shorter = (word.removesuffix(ending) for ending in endings if word.endswith(ending))
    return (word, *shorter)


def parts_of(word: str) -> tuple[str, ...]:
    """The parts of a Dutch word by the list of building words, or nothing."""
    return _parts_of(word, current())


@lru_cache(maxsize=65536)
def _parts_of(word: str, lists: Lists) -> tuple[str, ...]:
    """`lists` are those that hold."""
    return tuple(divided(fold(word)))


def divided(word: str, more: Container[str] = ()) -> list[str]:
    """Like `divide`, but inflected words divide too; `more` are words known beside the list of building words."""
    building_words = current().building_words
    if len(word) < SHORTEST_COMPOUND or word in building_words:
        return []
    for form in last_part_forms(word):
        if found := divide(form, building_words, more):
            return found
    return []


def part_terms(word: str) -> tuple[str, ...]:
    """The terms under which the parts of a Dutch word are indexed."""
    return _part_terms(word, current())


@lru_cache(maxsize=65536)
def _part_terms(word: str, lists: Lists) -> tuple[str, ...]:
    """`lists` are those that hold."""
    whole = term_of(word, SOURCE)
    return tuple(term for part in parts_of(word) if (term := term_of(part, SOURCE)) != whole)

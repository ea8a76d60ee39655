"""From text to terms. The same chain for offers, taxonomy and queries, and for every engine."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from search.analysis.languages import LANGUAGES, is_stop_word, term_of
from search.analysis.lists import Lists, current
from search.analysis.normalise import clean, fold

# Raise it with every change that gives other terms for the same text: `search_index status` then asks for a rebuild.
ANALYSIS_VERSION = 2

TEXT_LIMIT = 50_000
QUERY_LIMIT = 200
WORD_LIMIT = 48
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*(?:-[^\W_]+(?:'[^\W_]+)*)*")


class Token(NamedTuple):
    """One word: as written (lower case), and the term it is indexed under."""

    surface: str
    term: str


def words_of(text: str, code: str, limit: int = TEXT_LIMIT) -> list[str]:
    """The words of a text in lower case; `speel-o-theek` stays one word."""
    lowered = LANGUAGES[code].lower(clean(text, limit))
    return [word[:WORD_LIMIT] for word in WORD.findall(lowered)]


def pieces_of(word: str) -> list[str]:
    """A word with hyphens as its pieces and as one: `speel-o-theek` -> speel, theek, speelotheek."""
    if "-" not in word:
        return [word]
    pieces = [piece for piece in word.split("-") if len(piece) > 1 or piece.isdigit()]
    return [*pieces, word.replace("-", "")] if not word.replace("-", "").isdigit() else pieces


def tokens_of(text: str, code: str) -> Iterator[Token]:
    """The tokens that carry meaning. A text of nothing but little words keeps them all ("ik kan niet meer")."""
    pieces = [piece for word in words_of(text, code) for piece in pieces_of(word)]
    kept = [piece for piece in pieces if says_something(piece, code)]
    lists = current()
    for piece in kept or pieces:
        yield _token_of(piece, code, lists)


@lru_cache(maxsize=131072)
def says_something(piece: str, code: str) -> bool:
    """Whether a lower-case word is neither a stop word nor a single letter."""
    return not is_stop_word(piece, code) and (len(piece) > 1 or piece.isdigit())


@lru_cache(maxsize=131072)
def _token_of(piece: str, code: str, lists: Lists) -> Token:
    """The token of a lower-case word; `lists` are those that hold."""
    return Token(surface=LANGUAGES[code].without_apostrophe(piece), term=term_of(piece, code))


def folded(surface: str) -> str:
    """The key under which spellings with and without diacritics meet."""
    return fold(surface)

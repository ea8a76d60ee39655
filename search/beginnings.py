"""Which short texts have words that begin with what is being typed: titles, names and other words, in memory.

typed     "samen spe"      the words before the last must stand in the text, whole and in any order
finds     Samen spelen op woensdag    its first word is the first that was typed: these come first
          Spelen doe je samen         the words stand further on

Words are compared alike in every language, for nobody says in which one is typed: without capitals, diacritics and
marks, one form for letters that are written in several ways.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache

from search.analysis.languages import LANGUAGES
from search.analysis.normalise import fold
from search.analysis.tokens import QUERY_LIMIT, words_of

# Arabic brings its own letters to one form and leaves those of other scripts as they are.
OF_ALL_SCRIPTS = LANGUAGES["ar"].code
AFTER_EVERY_LETTER = "\U0010ffff"
INSIDE_WORDS = re.compile("[-']")


@lru_cache(maxsize=20_000)
def pieces_in(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of a text as they are compared, each in its pieces: `speel-o-theek` has three."""
    words = (INSIDE_WORDS.split(word) for word in words_of(text, OF_ALL_SCRIPTS, QUERY_LIMIT))
    folded = (tuple(bare for piece in pieces if (bare := fold(piece))) for pieces in words)
    return tuple(pieces for pieces in folded if pieces)


def words_in(text: str) -> list[str]:
    """The pieces of all words in a row."""
    return [piece for pieces in pieces_in(text) for piece in pieces]


def spellings(pieces: Sequence[str]) -> list[str]:
    """A word as it may be typed: its pieces, and these as one (`speelotheek`), as many people write."""
    return [*pieces, "".join(pieces)] if len(pieces) > 1 else list(pieces)


class Closeness(IntEnum):
    """How a text answers to what is typed; the lower the better."""

    STARTS = 0
    HAS_WORDS = 1
    ELSEWHERE = 2


def closeness(text: str, wanted: Sequence[str]) -> Closeness:
    """Does this text begin with these words, or have them? If not, it was found by another name of the same."""
    known = {spelling for pieces in pieces_in(text) for spelling in spellings(pieces)}
    if "".join(words_in(text)).startswith("".join(wanted)):
        return Closeness.STARTS
    visible = known.issuperset(wanted[:-1]) and any(word.startswith(wanted[-1]) for word in known)
    return Closeness.HAS_WORDS if visible else Closeness.ELSEWHERE


class Beginnings:
    """Short texts, each with a key, to be found by the beginnings of their words.

    The words are sorted, so that those which begin alike stand side by side, and with them their texts. A text is
    known by its place in the order of answers, short before long; where a word is not its first, `size` is added.
    """

    def __init__(self, texts: Iterable[tuple[int, str]]) -> None:
        ordered = sorted(texts, key=lambda row: (len(row[1]), row))
        self.size = len(ordered)
        self.keys = array("Q", (key for key, _text in ordered))
        entries: dict[str, list[int]] = {}
        for number, (_key, text) in enumerate(ordered):
            for word, entry in self._entries_of(number, text).items():
                entries.setdefault(word, []).append(entry)
        self.words = sorted(entries)
        self.entries = array("I")
        self.ends = array("I", [0])
        for word in self.words:
            self.entries.extend(entries[word])
            self.ends.append(len(self.entries))

    def _entries_of(self, number: int, text: str) -> dict[str, int]:
        found: dict[str, int] = {}
        words = pieces_in.__wrapped__(text)
        first = {words[0][0], "".join(words[0])} if words else set()
        for word in (spelling for pieces in words for spelling in spellings(pieces)):
            found[word] = number if word in first else number + self.size
        return found

    def find(self, words: Sequence[str]) -> Iterator[int]:
        """The keys of the texts with these words, of which the last is still being typed; the best first, each once."""
        if not words:
            return
        spans = [(self._place(word), self._place(word + "\0")) for word in words[:-1]]
        spans.append((self._place(words[-1]), self._place(words[-1] + AFTER_EVERY_LETTER)))
        found = self._at(*spans[0])
        for span in spans[1:]:
            there = {entry % self.size for entry in self._at(*span)}
            found = [entry for entry in found if entry % self.size in there]
        for number in dict.fromkeys(entry % self.size for entry in sorted(found)):
            yield self.keys[number]

    def _place(self, word: str) -> int:
        return bisect_left(self.words, word)

    def _at(self, low: int, high: int) -> Sequence[int]:
        return self.entries[self.ends[low] : self.ends[high]]

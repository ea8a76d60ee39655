"""Which texts have a word that begins with what is being typed: titles, names and phrases, in memory.

    typed     "samen spe"      the words before the last must stand in the text, whole and in any order
    finds     Samen spelen op woensdag    its first word is the first that was typed: these come first
              Spelen doe je samen         the words stand further on
"""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from enum import IntEnum
from itertools import islice

from search.analysis.languages import LANGUAGES, SOURCE
from search.analysis.normalise import fold
from search.analysis.tokens import QUERY_LIMIT, words_of
from search.bitsets import bits_of, lowest_members

# Up to this many occurrences are gathered when they are asked; the set of more is made in advance.
MOST_GATHERED = 1000
AFTER_EVERY_LETTER = "\U0010ffff"

Span = tuple[int, int]


def words_in(text: str, language: str) -> list[str]:
    """The words of a short text as they are compared: small letters without diacritics, marks and apostrophes.

    `Speel-o-theek` has three.
    """
    code = language if language in LANGUAGES else SOURCE
    bare = LANGUAGES[code].without_apostrophe
    pieces = (piece for word in words_of(text, code, QUERY_LIMIT) for piece in word.split("-"))
    return [word for piece in pieces if (word := fold(bare(piece)))]


def joined_words(text: str, language: str) -> set[str]:
    """Words with hyphens as one, as many people type them: `speelotheek`."""
    return {"".join(words_in(part, language)) for part in text.split() if "-" in part} if "-" in text else set()


class Closeness(IntEnum):
    """How a text answers to what is typed; the lower the better."""

    STARTS = 0
    HAS_WORDS = 1
    ELSEWHERE = 2


def closeness(text: str, typed: str, language: str) -> Closeness:
    """Does this text begin with what is typed, or have its words? If not, it was found by another name of the same."""
    words, wanted = words_in(text, language), words_in(typed, language)
    if "".join(words).startswith("".join(wanted)):
        return Closeness.STARTS
    known = {*words, *joined_words(text, language)}
    visible = known.issuperset(wanted[:-1]) and any(word.startswith(wanted[-1]) for word in known)
    return Closeness.HAS_WORDS if visible else Closeness.ELSEWHERE


class Occurrences:
    """The numbers of texts by word, packed: those of all words that begin alike stand side by side."""

    def __init__(self, numbers_of: dict[str, list[int]], size: int) -> None:
        self.size = size
        self.words = sorted(numbers_of)
        self.numbers = array("I")
        self.ends = array("I", [0])
        for word in self.words:
            self.numbers.extend(numbers_of[word])
            self.ends.append(len(self.numbers))
        self.frequent: dict[Span, int] = {}
        self._gather((0, len(self.words)), 0)

    def beginning(self, letters: str) -> Span:
        """Where the words stand that begin with these letters."""
        low = bisect_left(self.words, letters)
        return low, bisect_left(self.words, letters + AFTER_EVERY_LETTER, low)

    def whole(self, word: str) -> Span:
        """Where a word stands."""
        low = bisect_left(self.words, word)
        return low, low + (self.words[low : low + 1] == [word])

    def texts(self, span: Span) -> int:
        """The set of texts in which these words occur."""
        known = self.frequent.get(span)
        return self._set_of(span) if known is None else known

    def _set_of(self, span: Span) -> int:
        return bits_of(self.numbers[self.ends[span[0]] : self.ends[span[1]]], self.size)

    def _gather(self, span: Span, length: int) -> None:
        """Make the sets of frequent words, and of all frequent beginnings longer than `length` letters."""
        low, high = span
        if self.ends[high] - self.ends[low] <= MOST_GATHERED:
            return
        if length:
            self.frequent[span] = self._set_of(span)
        if high - low == 1:
            return
        if len(self.words[low]) == length:
            self._gather((low, low + 1), length)
            low += 1
        while low < high:
            following = self.beginning(self.words[low][: length + 1])[1]
            self._gather((low, following), length + 1)
            low = following


class Beginnings:
    """Short texts in one language, each with a key, to be found by the beginnings of their words."""

    def __init__(self, language: str, texts: Iterable[tuple[int, str]]) -> None:
        self.language = language
        # Numbers are given from short to long: the first members of any set are its shortest texts.
        ordered = sorted(((len(text), key, text) for key, text in texts), key=lambda row: row[:2])
        self.keys = array("Q", (key for _length, key, _text in ordered))
        anywhere: dict[str, list[int]] = {}
        first: dict[str, list[int]] = {}
        for number, (_length, _key, text) in enumerate(ordered):
            words, joined = words_in(text, language), joined_words(text, language)
            for word in {*words, *joined}:
                anywhere.setdefault(word, []).append(number)
            for word in {*words[:1], *(one for one in joined if one.startswith(words[0]))}:
                first.setdefault(word, []).append(number)
        self.anywhere = Occurrences(anywhere, len(self.keys))
        self.first = Occurrences(first, len(self.keys))

    def __len__(self) -> int:
        return len(self.keys)

    def find(self, words: Sequence[str], most: int, without: Collection[int] = ()) -> list[int]:
        """The keys of at most so many texts, the best first, leaving some keys out.

        The last word is still being typed. Texts that begin with the first one come before others, short before long.
        """
        if not words:
            return []
        *before, last = words
        found = self.anywhere.texts(self.anywhere.beginning(last))
        for word in before:
            found &= self.anywhere.texts(self.anywhere.whole(word))
        start = self.first.whole(words[0]) if before else self.first.beginning(last)
        starting = found & self.first.texts(start)
        ordered = (self.keys[number] for bits in (starting, found & ~starting) for number in lowest_members(bits))
        return list(islice((key for key in ordered if key not in without), most))

"""The words of a typed address, and whether one of them is a name, give or take a typing error.

Reading is forgiving: case, diacritics, house numbers, abbreviations, one typing error (two in a long name).
"""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

from home.choices import SOURCE_LOCALE
from search.analysis.languages import is_stop_word
from search.analysis.normalise import clean, fold
from search.engines.vocabulary import plausible

LONGEST_TEXT = 200
MOST_WORDS = 12
# A name may have errors where it has this many letters: none in short ones, one, two. Each costs this much of it.
FUZZY_FROM, LONG_FROM, COST = 4, 10, 0.1
POSTCODE = re.compile(r"[1-9][0-9]{3}")
WORD = re.compile(r"[^\W_]+")
# How Flemish addresses shorten, and words that only say that a number follows.
SHORTENED = {"st": "sint", "str": "straat", "stwg": "steenweg", "ln": "laan"}
SHORT_ENDINGS = {"str": "straat", "stwg": "steenweg", "steenw": "steenweg"}
BESIDE_NUMBERS = frozenset({"bus", "nr", "nummer"})


def words_of(text: str) -> list[str]:
    """The words of an address in small letters without diacritics, abbreviations in full."""
    return [in_full(word) for word in WORD.findall(fold(clean(text, LONGEST_TEXT).lower()))[:MOST_WORDS]]


def in_full(word: str) -> str:
    """`lantaarnstr` is `lantaarnstraat`."""
    if word in SHORTENED:
        return SHORTENED[word]
    ending = next((short for short in SHORT_ENDINGS if word.endswith(short) and len(word) > len(short) + 2), "")
    return word.removesuffix(ending) + SHORT_ENDINGS[ending] if ending else word


def asked_words(text: str) -> list[str]:
    """The words of a typed address that say where: no house numbers, no `in` or `de`."""
    return [
        word
        for word in words_of(text)
        if (POSTCODE.fullmatch(word) or not word[0].isdigit())
        and word not in BESIDE_NUMBERS
        and not is_stop_word(word, SOURCE_LOCALE)
    ]


def likeness(word: str, name: str) -> float:
    """1 for the same word, less with a typing error, 0 for another word."""
    limit = 0 if len(name) < FUZZY_FROM or name.isdigit() else 1 if len(name) < LONG_FROM else 2
    errors = OSA.distance(word, name, score_cutoff=limit)
    if errors > limit or (errors and (len(word) < FUZZY_FROM or not plausible(word, name, errors))):
        return 0
    return 1 - COST * errors


def share(found: Mapping[str, float], words: Iterable[str]) -> float:
    """How much of the letters of some words was found, 0 to 1."""
    letters = {word: len(word) for word in words}
    return sum(found.get(word, 0) * letters[word] for word in letters) / sum(letters.values())

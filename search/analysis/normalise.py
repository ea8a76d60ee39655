"""Clean any input and bring letters to one form, before and after the words are found."""

import re
import unicodedata
from functools import lru_cache

# Joiners, direction marks and soft hyphens vanish; controls become spaces.
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
APOSTROPHES = re.compile("[’ʼ‘`´ʹ]")
LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ђ": "д", "ґ": "г"}
)
UNUSABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
SCRIPTS = (
    ("latin", re.compile(r"[a-zà-ɏḀ-ỿ]", re.IGNORECASE)),
    ("arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("cyrillic", re.compile(r"[\u0400-\u052f]")),
)


def clean(text: str, limit: int) -> str:
    """At most `limit` characters in NFC, with nothing in them that a database or a regular expression stumbles over."""
    usable = APOSTROPHES.sub("'", UNUSABLE.sub(" ", text[:limit]))
    if usable.isascii():
        return usable
    composed = unicodedata.normalize("NFC", INVISIBLE.sub("", usable))
    # A text has some sixty different characters: looking at each of those once is what makes long texts quick.
    for character in set(composed):
        if unicodedata.category(character) in ("Mn", "Me"):
            composed = composed.replace(character, "")
    return composed


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word without diacritics: what someone types who has no such keys."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word.translate(LETTERS_WITHOUT_DECOMPOSITION))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@lru_cache(maxsize=65536)
def script_of(word: str) -> str:
    """The script of the first letter; `digits` for a number, an empty text for scripts none of our locales uses."""
    for character in word:
        for name, pattern in SCRIPTS:
            if pattern.match(character) and character.isalpha():
                return name
    return "digits" if word.isdigit() else ""

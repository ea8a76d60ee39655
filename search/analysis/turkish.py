"""Turkish: I and i are two letters, and what follows an apostrophe is a case ending."""

from Stemmer import Stemmer

SNOWBALL = Stemmer("turkish", maxCacheSize=0)


def lower(text: str) -> str:
    """`IŞIK` -> `ışık`, `İZMİR` -> `izmir`."""
    return text.replace("İ", "i").replace("I", "ı").lower()


def without_apostrophe(word: str) -> str:
    """`Essen'de` -> `Essen`."""
    return word.partition("'")[0] or word.replace("'", "")


def stem(word: str) -> str:
    """Snowball's stem."""
    return SNOWBALL.stemWord(word)

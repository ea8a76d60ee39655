"""French: the article or pronoun before an apostrophe is not part of the word."""

from Stemmer import Stemmer

SNOWBALL = Stemmer("french", maxCacheSize=0)
ELIDED = frozenset(("l", "d", "j", "n", "s", "c", "m", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"))


def without_apostrophe(word: str) -> str:
    """`l'accueil` -> `accueil`, `aujourd'hui` -> `aujourdhui`."""
    first, _apostrophe, rest = word.partition("'")
    if rest and first in ELIDED:
        return rest.replace("'", "")
    return word.replace("'", "")


def stem(word: str) -> str:
    """Snowball's stem."""
    return SNOWBALL.stemWord(word)

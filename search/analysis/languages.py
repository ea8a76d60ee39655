"""The twelve locales: how each lowers, treats apostrophes, stops and stems. A new language is one entry here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from Stemmer import Stemmer

from search.analysis import arabic, bulgarian, dutch, french, persian, stopwords, turkish, ukrainian
from search.analysis.lists import Lists, current
from search.analysis.normalise import fold

SOURCE = "nl"


def plain_lower(text: str) -> str:
    """Lower case where the capital of i is I."""
    return text.replace("İ", "i").lower()


def arabic_lower(text: str) -> str:
    """Arabic script has no case, but Latin words inside the text do."""
    return arabic.normalise(plain_lower(text))


def drop_apostrophe(word: str) -> str:
    """`children's` -> `children`; any other apostrophe just goes."""
    return word.removesuffix("'s").replace("'", "")


def snowball(algorithm: str) -> Callable[[str], str]:
    """The stem function of one Snowball algorithm."""
    return Stemmer(algorithm, maxCacheSize=0).stemWord


@dataclass(frozen=True)
class Language:
    """Everything that differs between two languages when words become terms."""

    code: str
    script: str
    stem: Callable[[str], str]
    lower: Callable[[str], str] = plain_lower
    without_apostrophe: Callable[[str], str] = drop_apostrophe


LANGUAGES = {
    language.code: language
    for language in (
        Language("nl", "latin", dutch.stem, without_apostrophe=dutch.without_apostrophe),
        Language("fr", "latin", french.stem, without_apostrophe=french.without_apostrophe),
        Language("en", "latin", snowball("english")),
        Language("ar", "arabic", arabic.stem, lower=arabic_lower),
        Language("tr", "latin", turkish.stem, lower=turkish.lower, without_apostrophe=turkish.without_apostrophe),
        Language("pl", "latin", snowball("polish")),
        Language("ro", "latin", snowball("romanian")),
        Language("bg", "cyrillic", bulgarian.stem),
        Language("uk", "cyrillic", ukrainian.stem, without_apostrophe=ukrainian.without_apostrophe),
        Language("ru", "cyrillic", snowball("russian")),
        Language("es", "latin", snowball("spanish")),
        Language("fa", "arabic", persian.stem, lower=arabic_lower),
    )
}
STOP_WORDS = {
    code: frozenset(fold(LANGUAGES[code].lower(word)) for word in words.split())
    for code, words in stopwords.LISTS.items()
}


def term_of(word: str, code: str) -> str:
    """The term of a lower-case word: language, then the stem without diacritics, cut to what the table holds."""
    return _term_of(word, code, current() if code == SOURCE else None)


@lru_cache(maxsize=131072)
def _term_of(word: str, code: str, lists: Lists | None) -> str:
    """`lists` are those that hold, for a language whose stems depend on them."""
    language = LANGUAGES[code]
    bare = language.without_apostrophe(word)
    return f"{code}{fold(language.stem(bare)) or fold(bare)}"[:60]


def is_stop_word(word: str, code: str) -> bool:
    """Whether a lower-case word says nothing about a subject in that language."""
    return fold(word.replace("'", "")) in STOP_WORDS[code] or fold(word) in STOP_WORDS[code]


def languages_of_script(script: str) -> list[str]:
    """The locales written in a script, the source language first."""
    return [code for code, language in LANGUAGES.items() if language.script == script]

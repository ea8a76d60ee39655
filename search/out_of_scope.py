"""What no House offers, in words: questions close to these get an empty answer instead of noise."""

import json
from functools import lru_cache
from pathlib import Path

from search.analysis.languages import LANGUAGES
from search.analysis.lists import Lists, Texts, current
from search.analysis.tokens import tokens_of

__all__ = ["Texts", "decoys", "outside_terms"]

SHIPPED = Path(__file__).resolve().parent / "data" / "out_of_scope.json"


@lru_cache(maxsize=1)
def shipped() -> Texts:
    """The list that ships with the project: texts by language."""
    lists = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return tuple((locale, tuple(lists[locale])) for locale in sorted(lists))


def decoys() -> Texts:
    """The list that holds: what ships, and what editors added."""
    return _with(current().additions.outside)


@lru_cache(maxsize=4)
def _with(added: Texts) -> Texts:
    lists = dict(shipped())
    for locale, texts in added:
        lists[locale] = tuple(dict.fromkeys((*lists.get(locale, ()), *texts)))
    return tuple(sorted(lists.items()))


def outside_terms() -> frozenset[str]:
    """The terms of those words."""
    return _terms(current())


@lru_cache(maxsize=4)
def _terms(lists: Lists) -> frozenset[str]:
    """`lists` are those that hold."""
    known = ((locale, text) for locale, texts in decoys() if locale in LANGUAGES for text in texts)
    return frozenset(token.term for locale, text in known for token in tokens_of(text, locale))

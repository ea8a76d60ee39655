"""What no House offers, in words: questions close to these get an empty answer instead of noise."""

import json
from functools import lru_cache
from pathlib import Path

from search.analysis.languages import LANGUAGES
from search.analysis.tokens import tokens_of

Texts = tuple[tuple[str, tuple[str, ...]], ...]

SHIPPED = Path(__file__).resolve().parent / "data" / "out_of_scope.json"


@lru_cache(maxsize=1)
def shipped() -> Texts:
    """The list that ships with the project: texts by language."""
    lists = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return tuple((locale, tuple(lists[locale])) for locale in sorted(lists))


def decoys() -> Texts:
    """The list that holds."""
    return shipped()


def outside_terms() -> frozenset[str]:
    """The terms of those words."""
    return _terms(decoys())


@lru_cache(maxsize=2)
def _terms(lists: Texts) -> frozenset[str]:
    known = ((locale, text) for locale, texts in lists if locale in LANGUAGES for text in texts)
    return frozenset(token.term for locale, text in known for token in tokens_of(text, locale))

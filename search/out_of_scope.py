"""What no House offers, in words: questions close to these get an empty answer instead of noise."""

import json
from functools import lru_cache
from pathlib import Path

from search.meaning.concepts import Texts

SHIPPED = Path(__file__).resolve().parent / "data" / "out_of_scope.json"


@lru_cache(maxsize=1)
def shipped() -> Texts:
    """The list that ships with the project: texts by language."""
    lists = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return tuple((locale, tuple(lists[locale])) for locale in sorted(lists))


def decoys() -> Texts:
    """The list that holds."""
    return shipped()

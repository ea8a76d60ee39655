"""Addresses of the catalogue: what a reader has chosen, as name and value pairs, with one choice more or less."""

from collections.abc import Iterable
from urllib.parse import urlencode

Pair = tuple[str, str]
# What the API can be asked beside filters and order; on a page it chooses nothing.
NO_CHOICE = ("facets", "limit")


def catalogue_address(path: str, pairs: Iterable[Pair]) -> str:
    """The address of the catalogue with these choices."""
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path


def without(pairs: Iterable[Pair], *gone: Pair | str) -> list[Pair]:
    """The choices without these pairs, or without these names."""
    return [pair for pair in pairs if pair not in gone and pair[0] not in gone]

"""Addresses of the catalogue: what a reader has chosen, as name and value pairs, with one choice more or less."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import QueryDict

Pair = tuple[str, str]

# Parameters in which commas separate alternatives; in others (near, bbox, q) a comma is part of the value.
ALTERNATIVES = frozenset(
    {
        "pillar",
        "partner",
        "category",
        "life_stage",
        "target_group",
        "kind",
        "facility",
        "access",
        "delivery_mode",
        "universality",
        "locality",
        "booking_status",
        "spoken_lang",
        "content_lang",
        "day",
    }
)


def chosen_pairs(query: QueryDict) -> list[Pair]:
    """What was asked, one value a pair; fields of the form that were left empty ask nothing."""
    pairs: list[Pair] = []
    for name, values in query.lists():
        for value in values:
            parts = value.split(",") if name in ALTERNATIVES else [value]
            pairs += [(name, part.strip()) for part in parts if part.strip()]
    return list(dict.fromkeys(pairs))


def catalogue_address(path: str, pairs: Iterable[Pair]) -> str:
    """The address of the catalogue with these choices."""
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path


def without(pairs: Iterable[Pair], *gone: Pair | str) -> list[Pair]:
    """The choices without these pairs, or without these names."""
    return [pair for pair in pairs if pair not in gone and pair[0] not in gone]

"""Vectors that are known already: those that ship with the project, and those that this installation has made."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

import numpy as np

from search.meaning.packing import Vectors, pack, unpack
from search.models import TextVector

Kind = Literal["query", "passage", "offer"]
SHIPPED = Path(__file__).resolve().parent.parent / "data" / "meaning.npz"
KEYS_AT_ONCE = 500
KEY_BYTES = 16


def key_of(kind: Kind, text: str) -> str:
    """The name of a text in the store; what is a query and what is a passage have different vectors."""
    return sha256(f"{kind}\n{text}".encode("utf-8", "replace")).hexdigest()[: 2 * KEY_BYTES]


@lru_cache(maxsize=1)
def shipped() -> tuple[str, Mapping[str, bytes]]:
    """The model of the vectors that ship with the project, and the packed vectors by key."""
    if not SHIPPED.is_file():
        return "", {}
    with np.load(SHIPPED) as file:
        keys, rows, name = file["keys"], file["rows"], str(file["model"])
    return name, {key.tobytes().hex(): row.tobytes() for key, row in zip(keys, rows, strict=True)}


def ship(model: str, packed: Mapping[str, bytes]) -> None:
    """Write the file that ships with the project."""
    keys = sorted(packed)
    np.savez(
        SHIPPED,
        model=np.array(model),
        keys=np.array([np.frombuffer(bytes.fromhex(key), dtype=np.uint8) for key in keys]),
        rows=np.array([np.frombuffer(packed[key], dtype=np.uint8) for key in keys]),
    )
    shipped.cache_clear()


def known(model: str, keys: Collection[str]) -> dict[str, bytes]:
    """The packed vectors of those keys that have one."""
    shipped_model, at_hand = shipped()
    found = {key: at_hand[key] for key in keys if key in at_hand} if shipped_model == model else {}
    missing = [key for key in keys if key not in found]
    for start in range(0, len(missing), KEYS_AT_ONCE):
        rows = TextVector.objects.filter(model=model, key__in=missing[start : start + KEYS_AT_ONCE])
        found |= {key: bytes(vector) for key, vector in rows.values_list("key", "vector")}
    return found


def vectors_of(model: str, keys: Iterable[str]) -> dict[str, Vectors]:
    """The vectors of those keys that have one."""
    found = known(model, list(dict.fromkeys(keys)))
    return dict(zip(found, unpack(list(found.values())), strict=True)) if found else {}


def save(model: str, vectors: Mapping[str, Vectors]) -> None:
    """Keep vectors that were just made."""
    rows = [TextVector(model=model, key=key, vector=pack(vector)) for key, vector in vectors.items()]
    TextVector.objects.bulk_create(rows, ignore_conflicts=True, batch_size=KEYS_AT_ONCE)

"""The shape of an index, and who and what it was made for.

The words of an offer are what the database engine keeps as its postings: our own terms with their BM25F weights. The
field type `sparse_vector` holds exactly that, so that the cluster needs no analyser, no plugin and no script, and its
sums are those of the database engine. (Words repeated in a `text` field would round the weights, and the cluster's own
rarity of words counts deleted documents.) `_source` is off: whatever an index holds can be made again.
"""

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from django.conf import settings
from django.utils import timezone
from elasticsearch import Elasticsearch, NotFoundError

from home.models import HousePage
from search.analysis.tokens import ANALYSIS_VERSION
from search.engines.elastic.errors import MissingError
from search.meaning.packing import Vectors
from search.models import IndexState

# Raise it with every change of the mapping or of the documents: indexes of an older version count as missing.
MAPPING_VERSION = 1
# The most hits that one question may have.
MOST_HITS = 1_000_000
# The centre of the vectors moves a little with every word of the taxonomy; by more than this share they are made anew.
FAR = 0.02

SETTINGS = {
    # One shard: rarity and order are those of the whole House, and a House of 100,000 offers is small.
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    # Whoever writes also says when it becomes visible, before the cursor moves.
    "refresh_interval": "-1",
    "max_result_window": MOST_HITS,
}


@dataclass(frozen=True)
class Space:
    """The model of an index's vectors, and the centre that was taken off them."""

    model: str
    centre: Vectors

    @classmethod
    def read(cls, meta: Mapping[str, Any]) -> "Space":
        """From what is written with an index."""
        return cls(str(meta["model"]), np.frombuffer(b64decode(meta["centre"]), dtype="<f4"))

    def written(self) -> dict[str, str]:
        """To be written with an index."""
        return {"model": self.model, "centre": b64encode(self.centre.astype("<f4").tobytes()).decode()}

    def is_close_to(self, other: "Space | None") -> bool:
        """Whether vectors of one can be compared with vectors of the other."""
        if other is None or self.model != other.model or self.centre.shape != other.centre.shape:
            return False
        return bool(np.linalg.norm(self.centre - other.centre) <= FAR * np.linalg.norm(self.centre))


@dataclass(frozen=True)
class Index:
    """An index as it is on the cluster."""

    name: str
    mapping: int
    analysis: int
    house: str
    prefix: str
    space: Space | None
    lists: str = ""
    """The lists of editors that the terms of its offers were made with."""

    @classmethod
    def read(cls, name: str, body: Mapping[str, Any]) -> "Index":
        """From its name and its mappings; one that is not ours has no House."""
        meta = body.get("mappings", {}).get("_meta", {})
        space = Space.read(meta) if meta.get("model") else None
        return cls(
            name,
            int(meta.get("mapping", 0)),
            int(meta.get("analysis", 0)),
            str(meta.get("house", "")),
            str(meta.get("prefix", "")),
            space,
            str(meta.get("lists", "")),
        )

    @property
    def is_readable(self) -> bool:
        """Whether this code made it, or would have made it the same."""
        return (self.mapping, self.analysis) == (MAPPING_VERSION, ANALYSIS_VERSION)

    @property
    def is_newer(self) -> bool:
        """Whether a later version of the hub made it; then this one leaves it alone."""
        return self.mapping > MAPPING_VERSION or self.analysis > ANALYSIS_VERSION

    def belongs_to(self, house: HousePage) -> bool:
        """Whether it is an index of this House in this installation."""
        return (self.house, self.prefix) == (str(house.translation_key), settings.ELASTICSEARCH_INDEX_PREFIX)


def alias_of(house: HousePage) -> str:
    """The name under which the index of a House is found."""
    return f"{settings.ELASTICSEARCH_INDEX_PREFIX}-{house.slug}".lower()


def new_name(house: HousePage) -> str:
    """A name that no index has yet."""
    return f"{alias_of(house)}-{timezone.now():%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"


def definition(house: HousePage, space: Space | None) -> dict[str, Any]:
    """Settings and mappings of a new index; `space` where it will hold vectors."""
    meta: dict[str, Any] = {
        "mapping": MAPPING_VERSION,
        "analysis": ANALYSIS_VERSION,
        "house": str(house.translation_key),
        "prefix": settings.ELASTICSEARCH_INDEX_PREFIX,
        "lists": lists_of(house),
    }
    properties: dict[str, Any] = {"pk": {"type": "long"}, "terms": {"type": "sparse_vector"}}
    if space is not None:
        meta |= space.written()
        properties["vector"] = {
            "type": "dense_vector",
            "dims": len(space.centre),
            "similarity": "dot_product",
            "index_options": {"type": "hnsw"},
        }
    mappings = {"dynamic": "strict", "_source": {"enabled": False}, "_meta": meta, "properties": properties}
    return {"settings": SETTINGS, "mappings": mappings}


def lists_of(house: HousePage) -> str:
    """A digest of the lists of editors that the word index of a House was made with."""
    made_with = IndexState.objects.filter(house=house).values_list("additions", flat=True).first() or {}
    return sha256(json.dumps(made_with, sort_keys=True).encode()).hexdigest()[:16]


def index_behind(client: Elasticsearch, alias: str) -> Index | None:
    """The one index behind an alias; none when there is none, several, or an index that has the alias as its name."""
    try:
        found = client.indices.get(index=alias).body
    except NotFoundError:
        return None
    names = list(found)
    return Index.read(names[0], found[names[0]]) if len(names) == 1 and names[0] != alias else None


def readable_index(client: Elasticsearch, name: str) -> Index:
    """The index of that name. Raises MissingError when it is not there, or not of this version."""
    index = Index.read(name, client.indices.get(index=name).body[name])
    if not index.is_readable:
        raise MissingError("the index was made by another version of the hub")
    return index


def indexes_of(client: Elasticsearch, house: HousePage) -> list[str]:
    """All indexes of a House, whatever became of them, also under an earlier name of the House."""
    found = client.indices.get(index=f"{settings.ELASTICSEARCH_INDEX_PREFIX}-*".lower(), expand_wildcards="all").body
    return [name for name, body in found.items() if Index.read(name, body).belongs_to(house)]

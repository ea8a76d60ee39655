"""Keep the index of a House equal to the read model. Nobody waits for this: it runs in a worker or by command.

The index follows the change log by a cursor. Whatever goes wrong, the next run finds out and mends it: the cursor moves
only after the cluster has everything, numbers of offers are compared after each run, and an index that does not belong
to the cursor is compared offer by offer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from home.models import HousePage
from offers.models import LogPosition, PublishedOffer
from search.engines.base import EngineError
from search.engines.elastic.documents import OFFERS_AT_ONCE, actions_for, unit_vectors
from search.engines.elastic.errors import UnreachableError
from search.engines.elastic.mapping import Index, Space, alias_of, index_behind

HITS_AT_ONCE = 5000
BYTES_AT_ONCE = 8 * 1024 * 1024
HAS_VECTOR = {"exists": {"field": "vector"}}


@dataclass(frozen=True)
class Difference:
    """How an index differs from the read model, as PublishedOffer pks."""

    lost: set[int] = field(default_factory=set)
    """Public, and not in the index."""
    ghosts: set[int] = field(default_factory=set)
    """In the index, and not public."""
    outdated: set[int] = field(default_factory=set)
    """In the index as they were before."""
    ahead: set[int] = field(default_factory=set)
    """In the index as they never were: it was filled from another history of this database."""

    @property
    def all(self) -> set[int]:
        """Every offer that is not as it should be."""
        return self.lost | self.ghosts | self.outdated | self.ahead

    def __str__(self) -> str:
        return f"{len(self.lost)} lost, {len(self.ghosts)} ghosts, {len(self.outdated | self.ahead)} outdated"


class HouseIndex:
    """What is to be known and done about the index of one House. Errors of the client are left to the caller."""

    def __init__(self, house: HousePage, client: Elasticsearch) -> None:
        self.house, self.client = house, client
        self.alias = alias_of(house)

    def behind_alias(self) -> Index | None:
        """The index that serves, if it is one that this code can use; none if it is to be built."""
        index = index_behind(self.client, self.alias)
        if index is not None and index.belongs_to(self.house) and index.is_newer:
            raise EngineError(f"{index.name} was made by a later version of the hub")
        return index if index and index.is_readable and index.belongs_to(self.house) else None

    def position(self) -> int:
        """Where the change log of the House stands: everything up to here is in the database."""
        return LogPosition.objects.filter(house=self.house).values_list("position", flat=True).first() or 0

    def changed_since(self, position: int) -> list[int]:
        """The offers that changed or were withdrawn after a position."""
        changed = PublishedOffer.objects.filter(house=self.house, seq__gt=position)
        return list(changed.order_by("seq").values_list("pk", flat=True))

    def live(self) -> list[int]:
        """The offers that the public may see."""
        return list(PublishedOffer.objects.live(self.house.pk).order_by("pk").values_list("pk", flat=True))

    def send(self, offer_pks: Iterable[int], alias: str, space: Space | None) -> int:
        """Write or delete these offers as the database has them now. Returns how many the cluster has taken."""
        taken = 0
        actions = actions_for(self.house.pk, offer_pks, alias, space)
        for fine, item in streaming_bulk(
            self.client, actions, chunk_size=OFFERS_AT_ONCE, max_chunk_bytes=BYTES_AT_ONCE, raise_on_error=False
        ):
            if fine:
                taken += 1
            else:
                check_refusal(item)
        return taken

    def refresh(self, index: Index) -> None:
        """Make what was written visible."""
        self.client.indices.refresh(index=index.name)

    def count(self, index: Index, query: dict[str, Any] | None = None) -> int:
        """How many offers an index shows."""
        return int(self.client.count(index=index.name, query=query or {"match_all": {}})["count"])

    def scan(self, index: Index, query: dict[str, Any] | None = None) -> Iterator[tuple[int, int]]:
        """All offers that an index shows, with their versions."""
        after: list[Any] | None = None
        while True:
            reply = self.client.search(
                index=index.name,
                query=query or {"match_all": {}},
                size=HITS_AT_ONCE,
                sort=[{"pk": "asc"}],
                search_after=after,
                version=True,
                source=False,
                allow_partial_search_results=False,
            )
            hits = reply["hits"]["hits"]
            yield from ((int(hit["_id"]), int(hit["_version"])) for hit in hits)
            if len(hits) < HITS_AT_ONCE:
                return
            after = hits[-1]["sort"]

    def difference(self, index: Index) -> Difference:
        """Compare every offer. The index is read first: what happens meanwhile can only look lost or outdated."""
        shown = dict(self.scan(index))
        rows = PublishedOffer.objects.filter(house=self.house).values_list("pk", "seq", "withdrawn")
        numbers = {pk: seq for pk, seq, _withdrawn in rows}
        public = {pk for pk, _seq, withdrawn in rows if not withdrawn}
        return Difference(
            lost=public - shown.keys(),
            ghosts=shown.keys() - public,
            outdated={pk for pk in public & shown.keys() if shown[pk] < numbers[pk]},
            ahead={pk for pk in numbers.keys() & shown.keys() if shown[pk] > numbers[pk]},
        )

    def add_vectors(self, index: Index) -> int:
        """Write the offers again whose vectors have been made since. Returns how many."""
        if index.space is None:
            return 0
        without = [pk for pk, _version in self.scan(index, {"bool": {"must_not": HAS_VECTOR}})]
        ready = [
            pk
            for start in range(0, len(without), OFFERS_AT_ONCE)
            for pk in unit_vectors(without[start : start + OFFERS_AT_ONCE], index.space)
        ]
        return self.send(ready, self.alias, index.space)


def check_refusal(item: dict[str, Any]) -> None:
    """Accept that an offer was gone already, or is there in a newer version; raise for every other refusal."""
    (reply,) = item.values()
    error = reply.get("error")
    if error is None or reply.get("status") == 409:
        return
    kind = error.get("type") if isinstance(error, dict) else error
    raise UnreachableError(f"an offer was refused: HTTP {reply.get('status')} {kind}")

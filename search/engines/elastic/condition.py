"""How the index of a House is, in one sentence for whoever runs the hub."""

from dataclasses import dataclass

from elasticsearch import __versionstr__ as client_version

from home.models import HousePage
from search.engines.base import EngineError
from search.engines.elastic.cluster import cluster, server_version
from search.engines.elastic.following import own_errors
from search.engines.elastic.indexing import HAS_VECTOR, HouseIndex
from search.engines.elastic.mapping import Index
from search.models import IndexCursor


@dataclass(frozen=True)
class Condition:
    """What there is, and what to do about it where something is wrong."""

    text: str
    remedy: str = ""


def condition_of(house: HousePage) -> Condition:
    """Ask the cluster about the index of a House, and compare it with the read model."""
    try:
        with own_errors():
            client = cluster().writer
            versions = f"server {server_version(client)}, client {client_version}"
            target = HouseIndex(house, client)
            index = target.behind_alias()
            if index is None:
                return Condition(f"{versions}, no index of this version", "`search_index rebuild` makes it.")
            return compared(target, index, versions)
    except EngineError as error:
        return Condition(str(error), "the database answers until that is mended.")


def compared(target: HouseIndex, index: Index, versions: str) -> Condition:
    """The condition of an index that serves."""
    cursor = IndexCursor.objects.filter(house=target.house, index=index.name).first()
    position, followed = target.position(), cursor.position if cursor else 0
    difference = target.difference(index)
    with_meaning = target.count(index, HAS_VECTOR) if index.space else 0
    text = (
        f"{versions}, {index.name}: {target.count(index)} offers, {with_meaning} with meaning, "
        f"at {followed} of {position}, {difference}"
    )
    is_well = followed >= position and not difference.all
    return Condition(text, "" if is_well else "`search_index catch-up` mends that.")

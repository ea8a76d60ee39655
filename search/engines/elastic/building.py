"""Make the index of a House anew, beside the one that serves, and swap them."""

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils import timezone
from elasticsearch import ApiError

from search.engines.base import EngineError
from search.engines.elastic.cluster import server_version
from search.engines.elastic.documents import OFFERS_AT_ONCE
from search.engines.elastic.indexing import HouseIndex
from search.engines.elastic.mapping import Index, Space, definition, index_behind, indexes_of, new_name
from search.engines.lexicon import taxonomy_rows
from search.meaning.embedder import embedder
from search.meaning.leg import LEG
from search.models import IndexCursor
from search.out_of_scope import decoys

logger = logging.getLogger(__name__)

# A builder that has not been heard of for so long has died.
DEAD_AFTER = timedelta(seconds=60)
# Edits that come in while we build are followed this many times; the rest is for the next run.
MOST_ROUNDS = 10


def space_in_use() -> Space | None:
    """The model and centre for new indexes; none where meaning is off or its vectors are still being made."""
    model = embedder()
    if model is None:
        return None
    space = LEG.space(model.name, taxonomy_rows(), decoys())
    return Space(model.name, space.centre) if space and space.is_usable and not space.missing else None


def is_being_built(target: HouseIndex) -> bool:
    """Whether somebody builds the index of this House now."""
    alive = IndexCursor.objects.filter(house=target.house, building_at__gt=timezone.now() - DEAD_AFTER)
    return alive.exclude(building="").exists()


def build(target: HouseIndex) -> int:
    """Build, catch up with what changed meanwhile, swap the alias, delete what is left over. Returns how many offers.

    The index that serves stays until the swap, so a builder that is killed harms nobody; the next one cleans up. Who
    builds while another does takes over: the other one stops at its next batch.
    """
    server_version(target.client)
    refuse_foreign_alias(target)
    name, space = new_name(target.house), space_in_use()
    claim(target, name)
    clean_up(target)
    position = target.position()
    building = f"{name}-building"
    target.client.indices.create(index=name, aliases={building: {}}, **definition(target.house, space))
    target.send(alive(target, name, target.live()), building, space)
    for _round in range(MOST_ROUNDS):
        before, position = position, target.position()
        changed = target.changed_since(before)
        if not changed:
            break
        target.send(alive(target, name, changed), building, space)
    index = Index.read(name, target.client.indices.get(index=name)[name])
    target.refresh(index)
    swap(target, name, building)
    IndexCursor.objects.filter(house=target.house).update(index=name, position=position, building="", building_at=None)
    clean_up(target)
    return target.count(index)


def refuse_foreign_alias(target: HouseIndex) -> None:
    """Neither an index of somebody else's nor one of another House or installation is touched."""
    if target.client.indices.exists(index=target.alias):
        index = index_behind(target.client, target.alias)
        if index is None or not index.belongs_to(target.house):
            raise EngineError(
                f"{target.alias} on the cluster is not ours: delete it, or choose another ELASTICSEARCH_INDEX_PREFIX"
            )


def claim(target: HouseIndex, name: str) -> None:
    """Say that this index is being built."""
    now = timezone.now()
    IndexCursor.objects.update_or_create(house=target.house, defaults={"building": name, "building_at": now})


def alive(target: HouseIndex, name: str, offer_pks: Iterable[int]) -> Iterator[int]:
    """The same offers, with a sign of life now and then."""
    ours = IndexCursor.objects.filter(house=target.house, building=name)
    for number, pk in enumerate(offer_pks):
        if number % OFFERS_AT_ONCE == 0 and not ours.update(building_at=timezone.now()):
            raise EngineError("another builder has taken over")
        yield pk


def swap(target: HouseIndex, name: str, building: str) -> None:
    """Let the alias lead to the new index, in one step."""
    before = index_behind(target.client, target.alias)
    actions = [{"remove": {"index": before.name, "alias": target.alias}}] if before else []
    target.client.indices.update_aliases(
        actions=[
            *actions,
            {"add": {"index": name, "alias": target.alias}},
            {"remove": {"index": name, "alias": building}},
        ]
    )


def clean_up(target: HouseIndex) -> None:
    """Delete all indexes of the House but the one behind its alias; what cannot be deleted is left to the next run."""
    serving = index_behind(target.client, target.alias)
    for name in indexes_of(target.client, target.house):
        if serving is None or name != serving.name:
            try:
                target.client.indices.delete(index=name)
            except ApiError as error:
                logger.warning("The index %s could not be deleted: HTTP %s.", name, error.status_code)

"""The index on a real server: made, made again and swapped."""

from time import monotonic

import pytest
from django.core.management import CommandError, call_command
from elasticsearch import Elasticsearch

from home.models import HousePage
from offers.models import PublishedOffer
from search.engines.base import EngineError
from search.engines.elastic import building, following, mapping, progress
from search.engines.elastic.condition import condition_of
from search.engines.elastic.indexing import HouseIndex
from search.models import IndexState
from tests.elasticsearch_server import forget_cluster
from tests.offers.histories import offer
from tests.search.elastic.checks import assert_equal_to_the_read_model, engine_of, index_of, renamed, search

pytestmark = [pytest.mark.elasticsearch, pytest.mark.usefixtures("client")]


def test_a_deleted_index_is_built_again(client: Elasticsearch, house: HousePage) -> None:
    assert engine_of(search()) == "elasticsearch"
    client.indices.delete(index=index_of(client, house).name)
    began = monotonic()
    assert engine_of(search()) == "database degraded"
    assert monotonic() - began < 1
    forget_cluster()
    following.follow_once()
    assert engine_of(search()) == "elasticsearch"
    assert_equal_to_the_read_model(client, house)


@pytest.mark.parametrize("constant", ["MAPPING_VERSION", "ANALYSIS_VERSION"])
def test_an_index_of_an_older_version_counts_as_missing(
    client: Elasticsearch, house: HousePage, monkeypatch: pytest.MonkeyPatch, constant: str
) -> None:
    before = index_of(client, house).name
    monkeypatch.setattr(mapping, constant, getattr(mapping, constant) + 1)
    forget_cluster()
    assert engine_of(search()) == "database degraded"
    assert "rebuild" in condition_of(house).remedy
    following.follow_once()
    assert engine_of(search()) == "elasticsearch"
    assert not client.indices.exists(index=before)


def test_an_index_of_a_later_version_is_left_alone(
    client: Elasticsearch, house: HousePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = index_of(client, house).name
    monkeypatch.setattr(mapping, "MAPPING_VERSION", 0)
    forget_cluster()
    assert engine_of(search()) == "database degraded"
    with pytest.raises(EngineError, match="later version"):
        following.follow(house, thoroughly=True)
    assert client.indices.exists(index=before)


def test_an_index_of_somebody_else_is_never_touched(client: Elasticsearch, house: HousePage) -> None:
    other = next(other for other in following.source_houses() if other.pk != house.pk)
    client.indices.create(index=mapping.alias_of(other))
    with pytest.raises(CommandError, match="not ours"):
        call_command("search_index", "rebuild", "--house", other.slug)
    assert client.indices.exists(index=mapping.alias_of(other))
    # The other Houses are followed all the same.
    renamed("Xylofoonorkest")
    following.follow_once()
    assert_equal_to_the_read_model(client, house)
    client.indices.delete(index=mapping.alias_of(other))


def test_a_builder_that_is_killed_leaves_the_old_index_and_the_next_cleans_up(
    client: Elasticsearch, house: HousePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = index_of(client, house).name
    with monkeypatch.context() as patch:
        patch.setattr(building, "OFFERS_AT_ONCE", 10)
        alive = building.alive

        def killed(target: HouseIndex, name: str, pks: list[int]):
            for number, pk in enumerate(alive(target, name, pks)):
                if number == 35:
                    raise KeyboardInterrupt
                yield pk

        patch.setattr(building, "alive", killed)
        with pytest.raises(KeyboardInterrupt):
            following.rebuild(house)
    assert len(mapping.indexes_of(client, house)) == 2
    assert index_of(client, house).name == before
    assert engine_of(search()) == "elasticsearch"
    renamed("Xylofoonorkest")
    assert len(search("xylofoonorkest")["items"]) == 1
    following.rebuild(house)
    assert mapping.indexes_of(client, house) == [index_of(client, house).name]
    assert index_of(client, house).name != before
    assert engine_of(search("xylofoonorkest")) == "elasticsearch"
    assert_equal_to_the_read_model(client, house)


def test_of_two_builders_the_later_one_wins(
    client: Elasticsearch, house: HousePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = building.alive

    def overtaken(target: HouseIndex, name: str, pks: list[int]):
        monkeypatch.setattr(building, "alive", alive)
        following.rebuild(house)
        yield from alive(target, name, pks)

    monkeypatch.setattr(building, "alive", overtaken)
    with pytest.raises(EngineError, match="taken over"):
        following.rebuild(house)
    assert mapping.indexes_of(client, house) == [index_of(client, house).name]
    assert_equal_to_the_read_model(client, house)


def test_a_follower_waits_for_a_builder(client: Elasticsearch, house: HousePage) -> None:
    client.indices.delete(index=index_of(client, house).name)
    building.claim(HouseIndex(house, client), "somewhere")
    assert following.follow(house, thoroughly=True) == 0
    assert mapping.indexes_of(client, house) == []


def test_what_is_published_during_a_rebuild_is_in_the_new_index(
    client: Elasticsearch, house: HousePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = building.alive

    def with_an_edit(target: HouseIndex, name: str, pks: list[int]):
        yield from alive(target, name, pks)
        monkeypatch.setattr(building, "alive", alive)
        renamed("Xylofoonorkest")
        offer("huiswerkklas-de-regenwulp").unpublish()

    monkeypatch.setattr(building, "alive", with_an_edit)
    following.rebuild(house)
    assert_equal_to_the_read_model(client, house)
    assert engine_of(search("xylofoonorkest")) == "elasticsearch"
    assert len(search("xylofoonorkest")["items"]) == 1


def test_a_process_notices_that_another_one_has_swapped_the_index(house: HousePage) -> None:
    search()
    known = dict(progress._known)
    following.rebuild(house)
    progress._known.update(known)
    assert engine_of(search()) == "elasticsearch"


def test_a_database_restored_from_a_backup_gets_a_new_index(client: Elasticsearch, house: HousePage) -> None:
    before = index_of(client, house).name
    row = PublishedOffer.objects.live(house.pk).first()
    client.index(
        index=before,
        id=str(row.pk),
        document={"pk": row.pk, "terms": {"nlbaby": 1.0}},
        version=row.seq + 1000,
        version_type="external",
        refresh=True,
    )
    following.follow(house, thoroughly=True)
    assert index_of(client, house).name != before
    assert_equal_to_the_read_model(client, house)


def test_a_house_that_is_renamed_keeps_one_index(client: Elasticsearch, house: HousePage) -> None:
    house.slug = "anders"
    house.save()
    following.follow_once()
    assert mapping.indexes_of(client, house) == [index_of(client, house).name]
    assert_equal_to_the_read_model(client, house)


def test_other_lists_of_editors_make_another_index(client: Elasticsearch, house: HousePage) -> None:
    before = index_of(client, house).name
    IndexState.objects.filter(house=house).update(
        additions={"same_words": [["koffers", "koffer"]], "building_words": []}
    )
    following.forget_checks()
    following.follow_once()
    assert index_of(client, house).name != before
    assert following.follow_once() == 0

"""The index on a real server: built, followed, swapped, mended; whatever happens to it."""

import threading
from time import monotonic

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from elasticsearch import Elasticsearch

from home.models import HousePage
from offers.models import PublishedOffer
from search.engines.base import EngineError
from search.engines.elastic import building, following, mapping, progress
from search.engines.elastic.condition import condition_of
from search.engines.elastic.indexing import HouseIndex
from search.models import IndexCursor
from tests.elasticsearch_server import forget_cluster
from tests.example_data import LONDERZEEL
from tests.offers.histories import offer, publish
from tests.search.elastic.conftest import index_of

pytestmark = [pytest.mark.elasticsearch, pytest.mark.usefixtures("client")]


def search(text: str = "baby") -> dict:
    """An answer of the API."""
    reply = Client().get("/api/v1/offers", {"q": text, "audience": "all"}, headers={"host": LONDERZEEL})
    assert reply.status_code == 200
    return reply.json()


def engine_of(answer: dict) -> str:
    return answer["search"]["engine"] + (" degraded" if answer["search"]["degraded"] else "")


def renamed(title: str, slug: str = "consultatiebureau-londerzeel") -> None:
    """Publish an offer under another title."""
    page = offer(slug)
    page.title = title
    publish(page)


def assert_equal_to_the_read_model(client: Elasticsearch, house: HousePage) -> None:
    target = HouseIndex(house, client)
    index = index_of(client, house)
    assert str(target.difference(index)) == "0 lost, 0 ghosts, 0 outdated"
    assert target.count(index) == PublishedOffer.objects.live(house.pk).count()
    assert IndexCursor.objects.get(house=house).position == target.position()


def test_the_worker_builds_what_is_missing(client: Elasticsearch) -> None:
    assert engine_of(search()) == "database degraded"
    sent = following.follow_once()
    assert sent == PublishedOffer.objects.filter(withdrawn=False).count()
    assert engine_of(search()) == "elasticsearch"
    for house in following.source_houses():
        assert_equal_to_the_read_model(client, house)


def test_what_was_published_is_found_before_and_after_the_index_follows(
    client: Elasticsearch, house: HousePage
) -> None:
    renamed("Xylofoonorkest")
    answers = [search("xylofoonorkest")]
    assert following.follow(house) == 1
    answers.append(search("xylofoonorkest"))
    assert [engine_of(answer) for answer in answers] == ["elasticsearch", "elasticsearch"]
    assert [len(answer["items"]) for answer in answers] == [1, 1]
    offer().unpublish()
    assert search("xylofoonorkest")["items"] == []
    assert following.follow(house) == 1
    assert search("xylofoonorkest")["items"] == []
    assert_equal_to_the_read_model(client, house)


def test_a_follower_that_has_nothing_to_do_asks_little(house: HousePage) -> None:
    following.follow_once()
    with CaptureQueriesContext(connection) as queries:
        assert following.follow_once() == 0
    # The Houses, and the cursor and the position of each of the two.
    assert len(queries) == 5


def test_a_search_asks_no_sql_while_the_log_stands_still(house: HousePage) -> None:
    with CaptureQueriesContext(connection) as queries:
        search()
        warm = len(queries)
        search("buggy")
    with CaptureQueriesContext(connection) as queries:
        search("peuter")
    assert warm >= len(queries)
    assert not any("search_" in query["sql"] for query in queries)


def test_an_index_far_behind_is_not_asked(house: HousePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "MOST_NEWER", 1)
    renamed("Xylofoonorkest")
    assert engine_of(search()) == "elasticsearch"
    renamed("Trompetles", "huiswerkklas-de-regenwulp")
    assert engine_of(search("trompetles")) == "database degraded"
    assert len(search("trompetles")["items"]) == 1
    following.follow(house)
    assert engine_of(search("trompetles")) == "elasticsearch"


def test_ghosts_are_not_shown_and_are_removed(client: Elasticsearch, house: HousePage) -> None:
    index = index_of(client, house)
    gone = PublishedOffer.objects.live(house.pk).first()
    documents = [
        (987654, {"pk": 987654, "terms": {"nlbaby": 30.0}}),
        (gone.pk, {"pk": gone.pk, "terms": {"nlbaby": 30.0}}),
    ]
    PublishedOffer.objects.filter(pk=gone.pk).delete()
    for pk, document in documents:
        client.index(
            index=index.name, id=str(pk), document=document, version=10**6, version_type="external", refresh=True
        )
    shown = search()
    assert engine_of(shown) == "elasticsearch"
    assert gone.slug not in {item["slug"] for item in shown["items"]}
    assert shown["total"] == len(shown["items"])
    assert "2 ghosts" in condition_of(house).text
    call_command("search_index", "catch-up")
    assert_equal_to_the_read_model(client, house)


def test_lost_offers_come_back_by_themselves(client: Elasticsearch, house: HousePage) -> None:
    index = index_of(client, house)
    client.delete(index=index.name, id=str(PublishedOffer.objects.live(house.pk).first().pk), refresh=True)
    assert "1 lost" in condition_of(house).text
    renamed("Xylofoonorkest")
    following.follow_once()
    assert_equal_to_the_read_model(client, house)


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


def test_an_index_that_vanishes_while_it_is_written_is_not_made_by_guesswork(
    client: Elasticsearch, house: HousePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = index_of(client, house).name
    renamed("Xylofoonorkest")
    send = HouseIndex.send

    def send_to_nothing(*args: object) -> int:
        client.indices.delete(index=name)
        return send(*args)

    monkeypatch.setattr(HouseIndex, "send", send_to_nothing)
    with pytest.raises(EngineError, match="404"):
        following.follow(house)
    assert not client.indices.exists(index=[name, mapping.alias_of(house)])


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


def test_a_disk_that_is_read_only_stops_nothing_but_the_cursor(client: Elasticsearch, house: HousePage) -> None:
    index = index_of(client, house)
    client.indices.put_settings(index=index.name, settings={"index.blocks.read_only_allow_delete": True})
    position = IndexCursor.objects.get(house=house).position
    renamed("Xylofoonorkest")
    assert following.follow_once() == 0
    assert IndexCursor.objects.get(house=house).position == position
    assert engine_of(search("xylofoonorkest")) == "elasticsearch"
    assert len(search("xylofoonorkest")["items"]) == 1
    client.indices.put_settings(index=index.name, settings={"index.blocks.read_only_allow_delete": None})
    following.forget_checks()
    following.follow_once()
    assert_equal_to_the_read_model(client, house)


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


def test_many_threads_search_at_once(house: HousePage) -> None:
    wanted = search()["items"]
    answers: list[dict] = []

    def ask() -> None:
        answers.append(search())
        connection.close()

    # Threads of the tests' in-memory database share its one connection: they search one after another there.
    threads = [threading.Thread(target=ask) for _number in range(1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(answer["items"] == wanted for answer in answers)


def test_the_command_rebuilds_catches_up_and_describes(
    client: Elasticsearch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError, match="search_index rebuild"):
        call_command("search_index", "status")
    call_command("search_index", "rebuild")
    call_command("search_index", "status")
    said = capsys.readouterr().out
    assert "75 offers on Elasticsearch" in said
    assert "server 8." in said or "server 9." in said
    assert "75 offers, 0 with meaning" in said
    renamed("Xylofoonorkest")
    with pytest.raises(CommandError, match="catch-up"):
        call_command("search_index", "status", "--house", "londerzeel")
    call_command("search_index", "catch-up")
    assert "londerzeel: 1 offers sent" in capsys.readouterr().out
    call_command("search_index", "status")

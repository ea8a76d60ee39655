"""The index on a real server: built, followed, swapped, mended; whatever happens to it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from elasticsearch import Elasticsearch

from home.models import HousePage
from offers.models import PublishedOffer
from search.analysis.languages import term_of
from search.engines.base import EngineError
from search.engines.elastic import following, mapping, progress
from search.engines.elastic.condition import condition_of
from search.engines.elastic.engine import asked
from search.engines.elastic.indexing import HouseIndex
from search.engines.elastic.querying import weights_in_index
from search.engines.scoring import TermWeights
from search.models import IndexCursor
from tests.offers.histories import offer
from tests.search.elastic.checks import assert_equal_to_the_read_model, engine_of, index_of, renamed, search

pytestmark = [pytest.mark.elasticsearch, pytest.mark.usefixtures("client")]


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
    offer().unpublish()
    following.follow(house)
    gone = PublishedOffer.objects.get(house=house, slug=offer().slug)
    for pk in (gone.pk, 987654):
        document = {"pk": pk, "terms": {"nlbaby": 30.0}}
        client.index(
            index=index.name, id=str(pk), document=document, version=gone.seq, version_type="external_gte", refresh=True
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
    lost = PublishedOffer.objects.live(house.pk).first()
    client.delete(index=index.name, id=str(lost.pk), version=lost.seq, version_type="external_gte", refresh=True)
    assert "1 lost" in condition_of(house).text
    renamed("Xylofoonorkest")
    following.follow_once()
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
    with pytest.raises(EngineError, match="not there"):
        following.follow(house)
    assert not client.indices.exists(index=[name, mapping.alias_of(house)])


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


def test_many_threads_search_at_once(client: Elasticsearch, house: HousePage) -> None:
    index, term = index_of(client, house), term_of("baby", "nl")
    alone = weights_in_index(client, index.name, [term], {})
    assert len(alone[term]) > 3

    def ask(_number: int) -> TermWeights:
        return asked(index.name, 5.0, lambda each, known: weights_in_index(each, known.name, [term], {}))

    with ThreadPoolExecutor(max_workers=8) as pool:
        assert list(pool.map(ask, range(200))) == [alone] * 200


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

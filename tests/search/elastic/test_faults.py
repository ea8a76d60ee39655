"""A cluster that fails in every way we can think of: the database answers, at once, and nobody waits for it."""

from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest
from django.test import Client, override_settings

from home.models import HousePage
from hub.gateway import keeper
from offers.models import LogPosition
from search.engines.base import EngineError
from search.engines.elastic import following
from search.engines.elastic.breaker import Breaker
from search.engines.elastic.cluster import cluster
from search.engines.elastic.condition import condition_of
from search.models import IndexCursor
from tests.elasticsearch_server import forget_cluster
from tests.example_data import LONDERZEEL
from tests.offers.histories import londerzeel, offer, publish
from tests.search.elastic.fake_server import FAULTS, FakeServer, answering, error, fake_server, http

pytestmark = pytest.mark.usefixtures("example_houses")

NOBODY = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def on_a_cluster(example_houses: None, settings: Any) -> Iterator[None]:
    """Elasticsearch is chosen, and the cursor says that it has everything."""
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_BUDGET = "elasticsearch", [NOBODY], 0.4
    for house in HousePage.objects.filter(locale__language_code="nl"):
        position = LogPosition.objects.get(house=house).position
        IndexCursor.objects.create(house=house, index=f"hub-{house.slug}-1", position=position)
    forget_cluster()
    yield
    forget_cluster()


FEW = ["refused", "overloaded", "silent", "slow body", "no json"]


def faulty_cluster(request: pytest.FixtureRequest, settings: Any) -> Iterator[FakeServer | None]:
    """A cluster with one fault."""
    if request.param == "refused":
        yield None
        return
    with fake_server(FAULTS[request.param]) as server:
        settings.ELASTICSEARCH_URL = [server.url]
        forget_cluster()
        yield server


faulty = pytest.fixture(params=[*FAULTS, "refused"], name="faulty")(faulty_cluster)
in_few_ways = pytest.fixture(params=FEW, name="in_few_ways")(faulty_cluster)


def search(text: str = "baby") -> dict:
    # The engine is to answer, not what this process kept.
    keeper.forget()
    reply = Client().get("/api/v1/offers", {"q": text}, headers={"host": LONDERZEEL})
    assert reply.status_code == 200
    return reply.json()


def test_the_database_answers_within_a_second(faulty: FakeServer | None) -> None:
    with override_settings(SEARCH_ENGINE="database"):
        wanted = search()
    began = monotonic()
    answer = search()
    assert monotonic() - began < 1
    assert answer["search"] == wanted["search"] | {"degraded": True}
    assert answer["items"] == wanted["items"]


def test_the_page_looks_the_same(in_few_ways: FakeServer | None) -> None:
    with override_settings(SEARCH_ENGINE="database"):
        wanted = Client().get("/nl/aanbod/?q=baby", headers={"host": LONDERZEEL}).content
    assert Client().get("/nl/aanbod/?q=baby", headers={"host": LONDERZEEL}).content == wanted


def test_a_dead_cluster_is_left_alone_after_a_few_failures(faulty: FakeServer | None) -> None:
    for _number in range(8):
        assert search()["search"]["engine"] == "database"
    if faulty:
        assert faulty.requests <= 3
    began = monotonic()
    search()
    assert monotonic() - began < 0.3


def test_publishing_never_waits(in_few_ways: FakeServer | None) -> None:
    page = offer()
    page.title = "Xylofoonorkest"
    publish(page)
    assert in_few_ways is None or in_few_ways.requests == 0
    assert [item["title"] for item in search("xylofoonorkest")["items"]] == ["Xylofoonorkest"]


def test_the_worker_goes_on_and_the_cursor_stays(
    faulty: FakeServer | None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("search.engines.elastic.cluster.WRITING_SECONDS", 0.3)
    before = list(IndexCursor.objects.values_list("house", "index", "position"))
    publish(offer())
    assert following.follow_once() == 0
    assert "waits" in caplog.text
    assert "secret" not in caplog.text
    asked = faulty.requests if faulty else 0
    assert following.follow_once() == 0
    assert faulty is None or faulty.requests == asked
    assert list(IndexCursor.objects.values_list("house", "index", "position")) == before


def test_a_worker_without_a_cluster_does_nothing(django_assert_num_queries: Any) -> None:
    with override_settings(SEARCH_ENGINE="database", ELASTICSEARCH_URL=[]), django_assert_num_queries(0):
        assert following.follow_once() == 0


def test_the_status_says_what_is_wrong(faulty: FakeServer | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.elastic.cluster.WRITING_SECONDS", 0.3)
    condition = condition_of(londerzeel())
    assert condition.remedy
    if faulty and faulty.behave is FAULTS["too old"]:
        assert "upgrade the server to 8" in condition.text


def test_a_server_that_refuses_the_client_is_called_too_old(settings: Any) -> None:
    with fake_server(answering(error(400, "media_type_header_exception"))) as server:
        settings.ELASTICSEARCH_URL = [server.url]
        assert "upgrade the server to 8" in condition_of(londerzeel()).text


def test_a_missing_index_is_no_reason_to_leave_the_cluster_alone(settings: Any) -> None:
    with fake_server(answering(error(404, "index_not_found_exception"))) as server:
        settings.ELASTICSEARCH_URL = [server.url]
        forget_cluster()
        for _number in range(6):
            assert search()["search"]["degraded"]
        assert cluster().breaker.admits()
        assert server.requests == 1


def test_without_an_index_the_cluster_is_not_asked(settings: Any) -> None:
    IndexCursor.objects.all().delete()
    with fake_server(answering(http(200, b"{}"))) as server:
        settings.ELASTICSEARCH_URL = [server.url]
        assert search()["search"]["engine"] == "database"
        assert server.requests == 0


def test_the_breaker_lets_one_try_after_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("search.engines.elastic.breaker.monotonic", lambda: now[0])
    breaker = Breaker(most=2, pause=5)
    assert [breaker.failed(), breaker.failed(), breaker.admits()] == [False, True, False]
    now[0] += 6
    assert [breaker.admits(), breaker.admits()] == [True, False]
    breaker.failed()
    assert not breaker.admits()
    now[0] += 6
    assert breaker.admits()
    assert breaker.succeeded()
    assert [breaker.admits(), breaker.admits()] == [True, True]


def test_a_call_that_is_cut_frees_its_thread() -> None:
    with fake_server(FAULTS["slow head"]) as server, override_settings(ELASTICSEARCH_URL=[server.url]):
        for _number in range(3):
            with pytest.raises(EngineError):
                cluster().ask(lambda client: client.info(), 0.1)
        began = monotonic()
        cluster()._pool.shutdown(wait=True)
        assert monotonic() - began < 1

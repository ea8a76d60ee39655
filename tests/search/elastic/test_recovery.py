"""A thousand random events in a House whose cluster fails at random: once that is over the index is the database."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings
from elasticsearch import Elasticsearch

from home.models import HousePage
from search.engines.elastic import building, following, mapping
from search.engines.elastic.indexing import HouseIndex
from tests.elasticsearch_server import forget_cluster
from tests.offers.histories import History
from tests.search.elastic.checks import assert_equal_to_the_read_model, engine_of, index_of, search
from tests.search.elastic.fake_server import FAULTS, fake_server

pytestmark = pytest.mark.elasticsearch

HISTORIES, EVENTS = 4, 250
NOBODY = "http://127.0.0.1:9"
WORDS = ("baby", "spelen", "titre", "samenvatting", "partner", "opvang voor mijn kind")


class KilledError(BaseException):
    """The process ends here."""


class Troubles:
    """What may happen to the cluster, and to the processes that keep its index, between two events."""

    def __init__(self, client: Elasticsearch, house: HousePage, dice: random.Random) -> None:
        self.client, self.house, self.dice = client, house, dice
        self.all: list[Callable[[], None]] = [
            self.nothing,
            self.refused,
            self.bad_answers,
            self.follower_killed,
            self.builder_killed,
            self.read_only,
            self.index_deleted,
            self.of_an_older_version,
            self.rebuilt,
        ]

    def happen(self) -> None:
        """One of them, after which the worker tries as if its pause was over."""
        self.dice.choice(self.all)()
        forget_cluster()
        following.follow_once()

    def nothing(self) -> None:
        following.follow_once()

    def refused(self) -> None:
        with override_settings(ELASTICSEARCH_URL=[NOBODY]):
            self.search_while_it_lasts()

    def bad_answers(self) -> None:
        fault = FAULTS[self.dice.choice(sorted(FAULTS))]
        with fake_server(fault) as server, override_settings(ELASTICSEARCH_URL=[server.url]):
            self.search_while_it_lasts()

    def search_while_it_lasts(self) -> None:
        forget_cluster()
        with pytest.MonkeyPatch.context() as patch, override_settings(ELASTICSEARCH_BUDGET=0.4):
            patch.setattr("search.engines.elastic.cluster.WRITING_SECONDS", 0.2)
            following.follow_once()
            assert engine_of(search()) == "database degraded"

    def killed_in(self, owner: Any, name: str, work: Callable[[], Any]) -> None:
        """The process that works is killed at one of its first three calls of that."""
        before, left = getattr(owner, name), [self.dice.choice([1, 2, 3])]

        def deadly(*args: Any, **named: Any) -> Any:
            left[0] -= 1
            if not left[0]:
                raise KilledError
            return before(*args, **named)

        with pytest.MonkeyPatch.context() as patch, suppress(KilledError):
            patch.setattr(owner, name, deadly)
            work()

    def follower_killed(self) -> None:
        self.killed_in(HouseIndex, self.dice.choice(["send", "refresh", "count"]), following.follow_once)

    def builder_killed(self) -> None:
        owner, name = self.dice.choice([(HouseIndex, "send"), (building, "swap"), (building, "clean_up")])
        self.killed_in(owner, name, lambda: following.rebuild(self.house))

    def read_only(self) -> None:
        for name in mapping.indexes_of(self.client, self.house):
            self.client.indices.put_settings(index=name, settings={"index.blocks.read_only_allow_delete": True})
        following.follow_once()
        for name in mapping.indexes_of(self.client, self.house):
            self.client.indices.put_settings(index=name, settings={"index.blocks.read_only_allow_delete": None})

    def index_deleted(self) -> None:
        for name in mapping.indexes_of(self.client, self.house):
            self.client.indices.delete(index=name)

    def of_an_older_version(self) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(mapping, "MAPPING_VERSION", mapping.MAPPING_VERSION - 1)
            following.rebuild(self.house)

    def rebuilt(self) -> None:
        following.rebuild(self.house)


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_after_recovery_the_index_is_the_database(
    client: Elasticsearch, house: HousePage, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    # A builder that was killed counts as dead at once, not after a minute.
    monkeypatch.setattr(building, "DEAD_AFTER", timedelta(0))
    history, dice = History(seed), random.Random(seed)
    troubles = Troubles(client, house, dice)
    for number in range(EVENTS):
        history.step()
        if dice.random() < 0.1:
            troubles.happen()
        elif dice.random() < 0.3:
            following.follow_once()
        if number % 10 == 0:
            assert_answers_as_the_database(dice.choice(WORDS))
    forget_cluster()
    following.follow_once()
    assert engine_of(search()) == "elasticsearch"
    for each in following.source_houses():
        assert_equal_to_the_read_model(client, each)
        assert mapping.indexes_of(client, each) == [index_of(client, each).name]


def assert_answers_as_the_database(text: str) -> None:
    """Whatever state the index is in, the page shows what the database holds now."""
    answer = search(text)
    with override_settings(SEARCH_ENGINE="database"):
        wanted = search(text)
    assert answer["items"] == wanted["items"]
    assert answer["facets"] == wanted["facets"]

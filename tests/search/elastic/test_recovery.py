"""A thousand random events in a House whose cluster fails at random: once that is over the index is the database."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings
from elasticsearch import Elasticsearch

from home.models import HousePage
from offers.models import LogPosition, PublishedOffer
from offers.signals import documents_changed
from search import searching
from search.engines.database import DatabaseEngine
from search.engines.elastic import building, following, mapping
from search.engines.elastic.indexing import HouseIndex
from search.engines.lexicon import forget_everything
from tests.elasticsearch_server import forget_cluster, on_elasticsearch
from tests.offers.histories import History
from tests.search import example_offers
from tests.search.elastic.checks import assert_equal_to_the_read_model, engine_of, index_of, search
from tests.search.elastic.fake_server import FAULTS, fake_server
from tests.search.small_house import small_house

pytestmark = pytest.mark.elasticsearch

NOBODY = "http://127.0.0.1:9"
WORDS = ("baby", "spelen", "opvang", "toverkoffer", "wandelen", "muziek", "voorlezen", "zwemmen")


class KilledError(BaseException):
    """The process ends here."""


class Troubles:
    """What may happen to the cluster, and to the processes that keep its index, between two events."""

    def __init__(self, client: Elasticsearch, house: HousePage, dice: random.Random, ask: Callable[[], object]) -> None:
        self.client, self.house, self.dice, self.ask = client, house, dice, ask
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
            self.ask()

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


class Rows:
    """Random changes of offers as the catalogue writes them: the row, a number of the log, and the signal."""

    def __init__(self, house: HousePage, dice: random.Random) -> None:
        self.house, self.dice, self.position = house, dice, 1
        self.answered = Counter[str]()

    def step(self) -> None:
        """One change: a new offer, other texts, withdrawn, public again; the same offer rather often."""
        if self.dice.random() < 0.2:
            new = example_offers.offer(self.house, f"offer-{self.position}")
            self.write(new)
            return
        row = self.dice.choice(list(PublishedOffer.objects.filter(house=self.house).order_by("pk")))
        row.withdrawn = not row.withdrawn if self.dice.random() < 0.4 else row.withdrawn
        self.write(row)

    def write(self, row: PublishedOffer) -> None:
        """Save a row with texts of its own."""
        self.position += 1
        title = " ".join(self.dice.choices(WORDS, k=4))
        row.seq, row.texts = self.position, {} if row.withdrawn else {"nl": {"title": title, "body": "kind"}}
        row.save()
        LogPosition.objects.filter(house=self.house).update(position=self.position)
        documents_changed.send(sender=PublishedOffer, house_id=self.house.pk, offer_pks=[row.pk])

    def compare(self) -> None:
        """Whatever state the index is in, the search finds what the database holds now."""
        for text in (self.dice.choice(WORDS), "kind"):
            hits = searching.search(self.house.pk, self.position, text, "nl")
            wanted = searching.search(self.house.pk, self.position, text, "nl", engine=DatabaseEngine())
            assert hits.in_order() == wanted.in_order()
            self.answered[hits.engine] += 1


def run(changes: Rows | History, troubles: Troubles, number: int, compare: Callable[[], None]) -> None:
    """So many changes, some of them followed, with trouble now and then; then a round of a worker that is well."""
    dice = troubles.dice
    for _number in range(number):
        changes.step()
        if dice.random() < 0.1:
            troubles.happen()
        elif dice.random() < 0.3:
            following.follow_once()
        if dice.random() < 0.2:
            compare()
    forget_cluster()
    following.follow_once()


@pytest.fixture
def builders_die_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A builder that was killed counts as dead at once, not after a minute."""
    monkeypatch.setattr(building, "DEAD_AFTER", timedelta(0))


@pytest.mark.usefixtures("db", "builders_die_at_once")
def test_after_a_thousand_changes_the_index_is_the_database(elasticsearch_url: str) -> None:
    forget_everything()
    house, dice = small_house(), random.Random(1)
    DatabaseEngine().rebuild(house.pk)
    rows = Rows(house, dice)
    with on_elasticsearch(elasticsearch_url, ELASTICSEARCH_BUDGET=5.0) as client:
        troubles = Troubles(client, house, dice, lambda: searching.search(house.pk, rows.position, "kind", "nl"))
        run(rows, troubles, 1000, rows.compare)
        assert rows.answered["elasticsearch"] > 100
        rows.compare()
        assert_equal_to_the_read_model(client, house)
        assert mapping.indexes_of(client, house) == [index_of(client, house).name]


@pytest.mark.usefixtures("builders_die_at_once")
def test_after_a_history_of_pages_the_index_is_the_database(client: Elasticsearch, house: HousePage) -> None:
    run(History(2), Troubles(client, house, random.Random(2), search), 40, assert_answers_as_the_database)
    assert engine_of(search()) == "elasticsearch"
    for each in following.source_houses():
        assert_equal_to_the_read_model(client, each)


def assert_answers_as_the_database() -> None:
    """The same for the API, with its counts."""
    answer = search("spelen")
    with override_settings(SEARCH_ENGINE="database"):
        wanted = search("spelen")
    assert answer["items"] == wanted["items"]
    assert answer["facets"] == wanted["facets"]

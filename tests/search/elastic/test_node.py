"""A node that hangs, dies and comes back, as a process does."""

import signal
from time import monotonic

import pytest

from home.models import HousePage
from search.engines.elastic import following
from tests.elasticsearch_node.node import Cluster
from tests.elasticsearch_server import forget_cluster, on_elasticsearch, started
from tests.offers.histories import londerzeel
from tests.search.elastic.checks import assert_equal_to_the_read_model, engine_of, renamed, search

pytestmark = [pytest.mark.elasticsearch, pytest.mark.usefixtures("example_houses")]


def published_and_found_by_the_database(title: str) -> None:
    """Publishing does not wait, and what was published is found at once."""
    forget_cluster()
    renamed(title)
    began = monotonic()
    answer = search(title)
    assert monotonic() - began < 1
    assert engine_of(answer) == "database degraded"
    assert [item["title"] for item in answer["items"]] == [title]


def test_a_node_that_hangs_and_dies_loses_nothing() -> None:
    node = started(Cluster())
    try:
        with on_elasticsearch(node.url) as client:
            following.follow_once()
            process = node.processes[0]
            assert process
            process.send_signal(signal.SIGSTOP)
            published_and_found_by_the_database("Xylofoonorkest")
            process.send_signal(signal.SIGCONT)
            assert_recovered(client, londerzeel())

            node.kill_node(0)
            published_and_found_by_the_database("Trompetles")
            node.start_node(0)
            node.wait()
            assert_recovered(client, londerzeel())
    finally:
        node.stop()


def assert_recovered(client, house: HousePage) -> None:
    forget_cluster()
    following.follow_once()
    assert engine_of(search()) == "elasticsearch"
    assert_equal_to_the_read_model(client, house)

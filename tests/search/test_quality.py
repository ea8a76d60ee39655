"""How good the word engine is: graded queries over the example catalogue, and figures it must not fall below."""

import json
from collections import defaultdict
from math import log2
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from offers.models import PublishedOffer
from search.engines.database import DatabaseEngine
from search.engines.lexicon import forget_everything
from search.searching import search
from tests.search import example_offers

QUERIES = json.loads((Path(__file__).parent / "data" / "queries.json").read_text(encoding="utf-8"))
LEAST_NDCG = 0.81
LEAST_OF_TYPE = {
    "exact": 0.98,
    "inflection": 0.85,
    "compound": 0.92,
    "typo": 0.84,
    "synonym": 0.45,
    "cross": 0.84,
    "question": 0.66,
}
MOST_NEGATIVES_ANSWERED = 3


def ndcg(order: list[str], relevant: dict[str, int]) -> float:
    """nDCG@10 with gain 2^grade - 1."""

    def gain(grades: list[int]) -> float:
        return sum((2**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades[:10]))

    return gain([relevant.get(slug, 0) for slug in order]) / gain(sorted(relevant.values(), reverse=True))


@pytest.fixture(scope="module")
def answers(django_db_setup: None, django_db_blocker: Any) -> list[tuple[dict[str, Any], list[str]]]:
    """Every query with the slugs that it finds, best first; the data are gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        example_offers.taxonomy()
        houses = {slug: example_offers.example_house(slug) for slug in ("londerzeel", "essen")}
        engine, slugs = DatabaseEngine(), dict(PublishedOffer.objects.values_list("pk", "slug"))
        for page in houses.values():
            engine.rebuild(page.pk)
        found = [search(houses[query["house"]].pk, 1, query["text"], query["locale"]) for query in QUERIES]
        transaction.set_rollback(True)
    forget_everything()
    return [(query, [slugs[pk] for pk in hits.in_order()]) for query, hits in zip(QUERIES, found, strict=True)]


def test_the_overall_quality_stays(answers: list[tuple[dict[str, Any], list[str]]]) -> None:
    values = [ndcg(order, query["relevant"]) for query, order in answers if query["type"] != "negative"]
    assert sum(values) / len(values) >= LEAST_NDCG


def test_the_quality_of_each_kind_of_query_stays(answers: list[tuple[dict[str, Any], list[str]]]) -> None:
    by_type = defaultdict(list)
    for query, order in answers:
        if query["type"] != "negative":
            by_type[query["type"]].append(ndcg(order, query["relevant"]))
    means = {kind: sum(values) / len(values) for kind, values in by_type.items()}
    assert {kind: round(mean, 3) for kind, mean in means.items() if mean < LEAST_OF_TYPE[kind]} == {}


def test_questions_out_of_scope_find_little(answers: list[tuple[dict[str, Any], list[str]]]) -> None:
    answered = [query["text"] for query, order in answers if query["type"] == "negative" and order]
    assert len(answered) <= MOST_NEGATIVES_ANSWERED

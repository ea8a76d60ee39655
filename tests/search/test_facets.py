"""Counts of facets: under all other filters, with labels in the asked language."""

import random

import pytest

from offers.choices import WEEKDAYS
from search.engines.base import SearchHits
from search.filters import FACETS
from search.parsing import parse
from search.query import Answer
from tests.search.demo_rows import (
    NOW,
    TODAY,
    index_of,
    offers,
    partner_id,
    passes,
    random_state,
    taxonomy_in,
    values_of,
    vocabulary,
)


def counted(index, asked, house="londerzeel", locale="nl", hits=None, facets=FACETS):
    query = parse(asked.items(), vocabulary(house))
    answer = Answer(index, locale, query, hits, TODAY, NOW, taxonomy_in(locale))
    return answer.results(facets, 0, 0)


@pytest.mark.parametrize("house", ["londerzeel", "essen"])
def test_counts_are_those_of_a_plain_reading(house):
    index, chance = index_of(house), random.Random(11)
    for _ in range(40):
        asked = random_state(chance, house)
        results = counted(index, asked, house)
        for facet in FACETS:
            expected = {}
            for offer in offers(house):
                if passes(offer, asked, but=facet):
                    for value in values_of(offer, facet):
                        expected[value] = expected.get(value, 0) + 1
            found = {row["value"]: row["count"] for row in results.facets[facet] if row["count"]}
            assert found == expected, (asked, facet)
            chosen = set(asked[facet].split(",")) if facet in asked else set()
            assert {row["value"] for row in results.facets[facet] if row["selected"]} == chosen
            assert all(row["selected"] for row in results.facets[facet] if not row["count"])


def test_a_value_without_offers_is_shown_while_it_is_selected():
    index = index_of()
    results = counted(index, {"category": "sport", "age_months": "1"}, facets=["category", "kind"])
    label = next(term["label"] for term in taxonomy_in("nl")["categories"] if term["slug"] == "sport")
    shown = {"value": "sport", "label": label, "count": 0, "selected": True}
    assert [row for row in results.facets["category"] if row["selected"]] == [shown]
    assert results.total == 0
    assert results.facets["kind"] == []


def test_only_the_asked_facets_are_counted():
    index = index_of()
    assert counted(index, {}, facets=()).facets == {}
    assert set(counted(index, {}, facets=("kind", "day")).facets) == {"kind", "day"}


def test_words_limit_the_counts_too():
    index = index_of()
    hits = SearchHits(scores={1: 2.0, 2: 1.0, 99_999: 5.0})
    results = counted(index, {"q": "baby"}, hits=hits, facets=("kind",))
    assert sum(row["count"] for row in results.facets["kind"]) == results.total == 2


@pytest.mark.parametrize("locale", ["nl", "fr", "ar"])
def test_labels_are_in_the_asked_language(locale):
    index = index_of()
    facets = counted(index, {}, locale=locale).facets
    for name, listed in (("category", "categories"), ("life_stage", "life_stages"), ("facility", "facilities")):
        known = {term["slug"]: term["label"] for term in taxonomy_in(locale)[listed]}
        assert all(row["label"] == known[row["value"]] for row in facets[name])
    assert all(row["label"] for rows in facets.values() for row in rows)
    wednesday = {"nl": "woensdag", "fr": "mercredi", "ar": "الأربعاء"}[locale]
    assert {row["value"]: row["label"] for row in facets["day"]}["wed"] == wednesday
    arabic = {"nl": "Arabisch", "fr": "arabe", "ar": "العربية"}[locale]
    assert {row["value"]: row["label"] for row in facets["spoken_lang"]}["ar"] == arabic


def test_values_stand_in_an_order_that_people_expect():
    index = index_of()
    facets = counted(index, {}).facets
    stages = [term["slug"] for term in taxonomy_in("nl")["life_stages"]]
    assert [row["value"] for row in facets["life_stage"]] == stages
    assert [row["value"] for row in facets["day"]] == list(WEEKDAYS)
    assert [row["value"] for row in facets["free"]] == ["true", "false"]
    partners = [row["count"] for row in facets["partner"]]
    assert partners == sorted(partners, reverse=True)


def test_names_of_partners_and_localities():
    index, slug = index_of(), offers()[0]["partner"]
    facets = counted(index, {"partner": partner_id(slug)}).facets
    chosen = [row for row in facets["partner"] if row["selected"]]
    assert [row["value"] for row in chosen] == [slug]
    assert chosen[0]["label"] == index.names["partner"][slug]
    assert {row["value"]: row["label"] for row in counted(index, {}).facets["locality"]}["malderen"] == "Malderen"

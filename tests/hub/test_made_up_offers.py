"""Made-up offers, and what measures with them."""

import io
import json
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from hub import search_bench
from offers.documents.read import house_by_slug
from offers.generation import LOCALES, load_templates, make_drafts
from offers.models import OfferDocument, OfferPage, PublishedOffer
from search.engines.database import index_is_current
from search.models import OfferMeaning

NUMBER = 40


@pytest.fixture
def proefdorp(example_houses):
    pages = OfferPage.objects.count()
    call_command("generate_offers", NUMBER, stdout=io.StringIO())
    assert OfferPage.objects.count() == pages, "made-up offers have no pages"
    return house_by_slug("proefdorp")


def get(path):
    return Client().get(f"/api/v1{path}", headers={"host": "proefdorp.localhost"}).json()


def test_every_offer_has_a_document_in_each_language_its_words_and_the_key_of_its_vector(proefdorp):
    assert proefdorp.locales == LOCALES
    assert PublishedOffer.objects.live(proefdorp.id).count() == NUMBER
    assert OfferDocument.objects.live(proefdorp.id).count() == NUMBER * len(LOCALES)
    assert OfferMeaning.objects.filter(house_id=proefdorp.id).count() == NUMBER
    assert index_is_current(proefdorp.id)


@pytest.mark.parametrize("lang", LOCALES)
def test_list_search_and_detail_answer(proefdorp, lang):
    listed = get(f"/offers?lang={lang}&audience=all&facets=all")
    assert listed["total"] == NUMBER
    card = listed["items"][0]
    assert card["partner"]["name"].startswith("Vereniging")
    name = quote(card["title"].split()[-1])
    found = get(f"/offers?lang={lang}&audience=all&q={name}")
    assert card["id"] in {item["id"] for item in found["items"]}
    detail = get(f"/offers/{card['slug']}?lang={lang}")
    assert detail["title"] == card["title"]
    assert detail["body_html"].startswith("<p>")


def test_the_same_seed_gives_the_same_offers_and_a_greater_number_the_same_first_ones(example_houses):
    templates = load_templates()
    first = list(make_drafts(templates, 20, "proefdorp", 1))
    assert first == list(make_drafts(templates, 30, "proefdorp", 1))[:20]
    assert first != list(make_drafts(templates, 20, "proefdorp", 2))


def test_languages_and_places_are_spread_as_in_the_examples(example_houses):
    drafts = list(make_drafts(load_templates(), 300, "proefdorp", 1))
    assert all(any(locale in draft.texts for draft in drafts) for locale in LOCALES)
    assert any(len(draft.texts) == 1 for draft in drafts)
    assert len({(draft.facts["lat"], draft.facts["lon"]) for draft in drafts}) > 50
    assert len({draft.slug for draft in drafts}) == len({draft.key for draft in drafts}) == 300


def test_without_examples_it_says_what_to_do(example_houses):
    PublishedOffer.objects.all().delete()
    with pytest.raises(CommandError, match="load_demo"):
        call_command("generate_offers", 3)


def test_a_house_that_is_there_stays_as_it_is(proefdorp):
    with pytest.raises(CommandError, match="there already"):
        call_command("generate_offers", 3)
    assert PublishedOffer.objects.live(proefdorp.id).count() == NUMBER


def test_measuring_asks_every_kind_of_question(proefdorp, monkeypatch):
    monkeypatch.setattr(search_bench, "QUESTIONS", 5)
    said = io.StringIO()
    call_command("bench_search", measure=True, stdout=said)
    figures = json.loads(said.getvalue())
    assert figures["offers"] == NUMBER
    assert figures["kinds"].keys() >= set(search_bench.KINDS)
    assert all(0 < times["p50"] <= times["p99"] for times in figures["kinds"].values())


def test_measuring_needs_the_made_up_house(example_houses):
    with pytest.raises(CommandError, match="generate_offers"):
        call_command("bench_search", measure=True)

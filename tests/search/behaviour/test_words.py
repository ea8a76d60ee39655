"""Words and mistakes: what is found first, what is not found, what the hits say; and changes that are followed."""

from collections.abc import Callable

import pytest
from django.conf import settings

from home.models import HousePage
from offers.models import Category, PublishedOffer
from offers.signals import documents_changed, taxonomy_changed
from search import searching
from search.engines.base import SearchHits
from search.engines.elastic import following
from search.models import Posting
from tests.search.example_offers import house, offer
from tests.search.hostile import HOSTILE

pytestmark = pytest.mark.django_db


def search(page: HousePage, text: str, locale: str = "nl", position: int = 1) -> SearchHits:
    """What is found, by the engine under test and none other."""
    hits = searching.search(page.pk, position, text, locale)
    assert (hits.engine, hits.degraded) == (settings.SEARCH_ENGINE, False)
    return hits


def found(page: HousePage, text: str, locale: str = "nl", position: int = 1) -> list[str]:
    slugs = dict(PublishedOffer.objects.values_list("pk", "slug"))
    return [slugs[pk] for pk in search(page, text, locale, position).in_order()]


@pytest.mark.parametrize(
    ("text", "locale", "slug"),
    [
        ("toverkoffer", "nl", "toverkoffer"),
        ("speelgoed", "nl", "toverkoffer"),
        ("SPEELOTHEEK", "nl", "toverkoffer"),
        ("speel-o-theek", "nl", "toverkoffer"),
        ("regendag", "nl", "toverkoffer"),
        ("ألعاب", "ar", "toverkoffer"),
        ("oyuncak", "nl", "toverkoffer"),
        ("garde enfants", "fr", "wolkenfabriek"),
        ("kinder opvang", "nl", "wolkenfabriek"),
        ("opvoeding", "nl", "spreekuur"),
        ("opvoedingspreekuur", "nl", "spreekuur"),
        ("Kompasroos", "uk", "spreekuur"),
        ("educative", "fr", "spreekuur"),
        ("éducative", "nl", "spreekuur"),
        ("buggywandeling", "nl", "wandeling"),
        ("malderen", "en", "wandeling"),
        ("waar kan ik wandelen?", "nl", "wandeling"),
    ],
)
def test_an_offer_is_found_first(page: HousePage, text: str, locale: str, slug: str) -> None:
    assert found(page, text, locale)[:1] == [slug]


@pytest.mark.parametrize("text", ["qwertzuiop", "blockchain xqzzv", "!!!", "日本語"])
def test_nonsense_finds_nothing(page: HousePage, text: str) -> None:
    assert search(page, text).scores == {}


@pytest.mark.parametrize("locale", ["nl", "ar", "tr", "xx"])
def test_no_text_and_no_locale_stops_the_search(page: HousePage, locale: str) -> None:
    for text in HOSTILE:
        search(page, text, locale)
    assert search(page, "toverkoffer").scores


def test_the_hits_say_how_they_were_found(page: HousePage) -> None:
    assert search(page, "opvang baby").mode == "all_words"
    assert search(page, "opvang wandelen").mode == "some_words"
    assert search(page, "oyuncak").matched_langs == ("tr",)
    assert search(page, "Wandlen met een buggy").did_you_mean == "wandelen met een buggy"
    assert search(page, "wandelen").did_you_mean is None


def test_more_words_of_the_query_count_for_more(page: HousePage) -> None:
    assert found(page, "wandelen malderen toverkoffer")[0] == "wandeling"


def test_houses_are_apart(page: HousePage, index: Callable[[HousePage], None]) -> None:
    other = house("ander")
    offer(other, "elders", {"nl": {"title": "Toverkoffer elders"}})
    index(other)
    assert found(other, "toverkoffer") == ["elders"]
    assert found(page, "toverkoffer") == ["toverkoffer"]


def change(page: HousePage, slug: str, seq: int, **columns: object) -> PublishedOffer:
    """Change the row of an offer, as the catalogue does: with a new number of the log."""
    row = PublishedOffer.objects.get(slug=slug)
    for name, value in ({"seq": seq} | columns).items():
        setattr(row, name, value)
    row.save()
    page.log_position.position = seq
    page.log_position.save()
    documents_changed.send(sender=PublishedOffer, house_id=page.pk, offer_pks=[row.pk])
    return row


@pytest.mark.parametrize("has_followed", [True, False])
def test_a_changed_offer_is_found_by_its_new_words_only(page: HousePage, *, has_followed: bool) -> None:
    assert found(page, "paardrijden") == []
    change(page, "wandeling", 2, texts={"nl": {"title": "Paardrijden"}})
    if has_followed:
        following.follow_once()
    assert found(page, "paardrijden", position=2) == ["wandeling"]
    assert found(page, "buggy", position=2) == []


@pytest.mark.parametrize("has_followed", [True, False])
def test_a_withdrawn_offer_leaves_the_index(page: HousePage, *, has_followed: bool) -> None:
    gone = change(page, "toverkoffer", 2, withdrawn=True, texts={}, facts={})
    if has_followed:
        following.follow_once()
    assert found(page, "toverkoffer", position=2) == []
    assert not Posting.objects.filter(offer=gone).exists()


def test_a_new_synonym_needs_no_indexing(page: HousePage) -> None:
    assert found(page, "knikkers") == []
    before = Posting.objects.count()
    category = Category.objects.get(slug="toy-library")
    category.synonyms = {"nl": ["knikkers"]}
    Category.objects.bulk_update([category], ["synonyms"])
    taxonomy_changed.send(sender=Category)
    assert found(page, "knikkers") == ["toverkoffer"]
    assert Posting.objects.count() == before

"""The catalogue over its API and pages: a search with filters, facets, places and orders, on either engine."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from hub.gateway import keeper
from offers.models import OfferPage
from search import searching
from search.engines.base import EngineName
from search.engines.database import DatabaseEngine
from tests.example_data import LONDERZEEL

pytestmark = pytest.mark.usefixtures("indexed_houses", "example_houses")

EVERYTHING = {"audience": "all", "limit": 100, "facets": "all"}
TEXTS = [
    ("nl", "baby"),
    ("nl", "opvang voor mijn kind"),
    ("nl", "spelen in het weekend"),
    ("nl", "spelgroeep"),
    ("nl", "kinder opvang"),
    ("nl", "londerzeel"),
    ("fr", "garde d'enfants"),
    ("fr", "jouer"),
    ("ar", "حضانة"),
    ("en", "playgroup for my toddler"),
    ("tr", "bebek"),
    ("uk", "дитина"),
]
FILTERS = [
    {"free": "true"},
    {"life_stage": "0-1"},
    {"age_months": "30"},
    {"day": "wed,sat"},
    {"from_time": "12:00", "to_time": "20:00"},
    {"from": "2026-12-01", "to": "2026-12-31"},
    {"spoken_lang": "ar,fr"},
    {"content_lang": "fr"},
    {"near": "51.005,4.303", "radius_m": "3000"},
    {"bbox": "4.2,50.9,4.4,51.1"},
    {"audience": "families"},
    {"fallback": "none"},
    {"kind": "service,activity", "free": "true", "life_stage": "0-1,1-3"},
]
HOSTILE = [
    '"',
    "\x00",
    "%_\\",
    "*",
    "a" * 200,
    "title:x AND NOT y",
    '{"query":{"match_all":{}}}',
    "🙂",
    "\u202e\u200b",
    "'; --",
]


def ask(locale: str = "nl", **asked: Any) -> dict[str, Any]:
    """An answer of the API."""
    # The engine is to answer, not what this process kept.
    keeper.forget()
    reply = Client().get("/api/v1/offers", {"lang": locale, **EVERYTHING, **asked}, headers={"host": LONDERZEEL})
    assert reply.status_code == 200, reply.content
    return reply.json()


def found(locale: str = "nl", **asked: Any) -> list[str]:
    """The slugs of an answer, in order."""
    return [item["slug"] for item in ask(locale, **asked)["items"]]


@pytest.mark.parametrize(("locale", "text"), TEXTS)
def test_the_engine_under_test_answers(indexed_houses: EngineName, locale: str, text: str) -> None:
    said = ask(locale, q=text)["search"]
    assert (said["engine"], said["degraded"]) == (indexed_houses, False)


@pytest.mark.parametrize("asked", FILTERS, ids=str)
def test_filters_take_away_from_what_the_words_find(asked: dict[str, str]) -> None:
    for locale, text in TEXTS:
        by_words, by_filter = found(locale, q=text), set(found(locale, **asked))
        assert found(locale, q=text, **asked) == [slug for slug in by_words if slug in by_filter]


@pytest.mark.parametrize(("locale", "text"), TEXTS)
def test_facets_count_what_choosing_them_finds(locale: str, text: str) -> None:
    answer = ask(locale, q=text, free="true")
    for name in ("life_stage", "category", "kind", "spoken_lang", "day"):
        for bucket in answer["facets"][name][:3]:
            assert ask(locale, q=text, free="true", **{name: bucket["value"]})["total"] == bucket["count"]


def test_a_search_can_be_put_in_another_order() -> None:
    near = {"near": "51.005,4.303", "radius_m": "20000"}
    by_score, by_title = found(q="baby", **near), found(q="baby", sort="title", **near)
    assert by_score != by_title
    assert sorted(by_score) == sorted(by_title)
    metres = [item["distance_m"] for item in ask(q="baby", sort="distance", **near)["items"]]
    assert len(metres) > 3
    assert metres == sorted(metres)


def test_pages_of_a_search_give_each_offer_once() -> None:
    whole, collected, address = found(q="kind"), [], "/api/v1/offers?q=kind&audience=all&lang=nl&limit=7"
    while address:
        body = Client().get(address, headers={"host": LONDERZEEL}).json()
        collected += [item["slug"] for item in body["items"]]
        address = body["next"]
    assert collected == whole


def test_drafts_are_never_found() -> None:
    page = OfferPage.objects.filter(slug="consultatiebureau-londerzeel", locale__language_code="nl").get()
    page.title = "Xylofoonorkest"
    page.save_revision()
    assert found(q="xylofoonorkest") == []


@pytest.mark.parametrize("locale", ["ar", "uk", "fr"])
def test_an_offer_without_translation_is_found_and_shown_in_dutch(locale: str) -> None:
    translated = set(found(locale, fallback="none"))
    for item in ask(locale, q="speelochtend")["items"]:
        assert item["lang"] == (locale if item["slug"] in translated else "nl")
    texts = {"ar": "لعب", "uk": "гра", "fr": "jouer"}
    shown_in_dutch = [item for item in ask(locale, q=texts[locale])["items"] if item["lang"] == "nl"]
    assert shown_in_dutch
    assert all(item["translation"]["status"] == "fallback" for item in shown_in_dutch)


@pytest.mark.parametrize("locale", ["nl", "ar"])
def test_hostile_input_is_only_text(indexed_houses: EngineName, locale: str) -> None:
    for text in HOSTILE:
        page = Client().get(f"/{locale}/aanbod/?q={quote(text)}", headers={"host": LONDERZEEL})
        assert page.status_code == 200
        assert ask(locale, q=text)["total"] <= 75
    assert ask(q="baby")["search"]["engine"] == indexed_houses


@pytest.mark.parametrize(("locale", "text"), TEXTS)
def test_both_engines_give_the_same_answer(monkeypatch: pytest.MonkeyPatch, locale: str, text: str) -> None:
    answers = [ask(locale, q=text), ask(locale, q=text, free="true", sort="next")]
    monkeypatch.setattr(searching, "current_engine", DatabaseEngine)
    for answer, asked in zip(answers, ({}, {"free": "true", "sort": "next"}), strict=True):
        other = ask(locale, q=text, **asked)
        assert other["search"] == answer["search"] | {"engine": "database"}
        assert other["facets"] == answer["facets"]
        assert other["items"] == answer["items"]

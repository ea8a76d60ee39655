"""Suggestions while typing: what they find, in which language, how often they ask the database, what they never say."""

import datetime
import json
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.choices import SOURCE_LOCALE
from home.models import PartnerPage
from hub.gateway import keeper
from offers.models import Category, OfferPage, PublishedOffer
from search import titles
from search.beginnings import Beginnings, closeness, words_in
from tests.example_data import ESSEN, LONDERZEEL
from tests.offers.histories import offer, publish
from tests.search.hostile import HOSTILE

pytestmark = pytest.mark.usefixtures("example_houses")

CLINIC = "consultatiebureau-londerzeel"


def ask(typed, lang="nl", host=LONDERZEEL, **asked):
    """The answer to what is typed."""
    more = "".join(f"&{name}={value}" for name, value in asked.items())
    address = f"/api/v1/suggest?lang={lang}&q={quote(typed, errors='surrogatepass')}{more}"
    return Client().get(address, headers={"host": host})


def suggested(typed, lang="nl", host=LONDERZEEL, **asked):
    """The suggestions for what is typed."""
    reply = ask(typed, lang, host, **asked)
    assert reply.status_code == 200, reply.content
    return reply.json()["items"]


def slugs(typed, kind, lang="nl", host=LONDERZEEL):
    return [item["slug"] for item in suggested(typed, lang, host, limit=20) if item["kind"] == kind]


def statements(typed, lang="nl"):
    ask(typed, lang)
    keeper.forget()
    with CaptureQueriesContext(connection) as captured:
        ask(typed, lang)
    return len(captured)


def test_a_suggestion_says_what_it_is_and_where_it_leads():
    offer_id = str(PublishedOffer.objects.get(slug=CLINIC).offer_id)
    found = {item["kind"]: item for item in reversed(suggested("consul"))}
    assert sorted(found) == ["category", "offer", "place"]
    assert found["category"]["text"] == "Consultatiebureau"
    assert found["category"]["slug"] == "infant-clinic"
    assert found["category"]["id"] == str(Category.objects.get(slug="infant-clinic").uuid)
    assert (found["offer"]["slug"], found["offer"]["id"], found["offer"]["lang"]) == (CLINIC, offer_id, "nl")
    assert found["place"]["text"] == "Consultatiebureau Londerzeel"
    assert slugs("gemeenteb", "partner") == ["gemeentebestuur-londerzeel"]


@pytest.mark.parametrize(
    ("typed", "lang", "slug"),
    [
        ("speelg", "nl", "toy-library"),
        ("SPEELG", "nl", "toy-library"),
        ("lenen speelg", "nl", "toy-library"),
        ("speelotheek", "nl", "toy-library"),
        ("speel-o-th", "nl", "toy-library"),
        ("baby weg", "nl", "infant-clinic"),
        ("pesee beb", "fr", "infant-clinic"),
        ("PESÉE BÉB", "nl", "infant-clinic"),
        ("l'ecol", "fr", "school-start"),
        ("İLİŞKİ", "tr", "sexuality-relations"),
        ("iliski", "tr", "sexuality-relations"),
        ("bebek kont", "ar", "infant-clinic"),
        ("عياده صحه", "ar", "infant-clinic"),
        ("وزن الطف", "nl", "infant-clinic"),
        ("مركز سلامت", "fa", "infant-clinic"),
        ("مرکز سلامت", "uk", "infant-clinic"),
        ("консультація для нем", "uk", "infant-clinic"),
        ("КОНСУЛЬТАЦИЯ", "ru", "infant-clinic"),
        ("сімя", "pl", "single-parent-meeting"),
    ],
)
def test_a_category_is_found_by_all_its_names_and_shown_in_the_asked_language(typed, lang, slug):
    found = [item for item in suggested(typed, lang) if item["kind"] == "category"]
    assert slug in [item["slug"] for item in found]
    labels = {category.slug: category.label(lang) for category in Category.objects.all()}
    assert all((item["text"], item["lang"]) == (labels[item["slug"]], lang) for item in found)


def test_titles_are_found_in_the_language_of_the_reader_and_in_dutch():
    translated = PublishedOffer.objects.live(PublishedOffer.objects.get(slug=CLINIC).house_id)
    row = next(one for one in translated if {"fr", "nl"} <= set(one.texts) and one.audience == "families")
    for typed in (row.texts["fr"]["title"], row.texts["nl"]["title"]):
        found = next(item for item in suggested(typed, "fr") if item["slug"] == row.slug)
        assert (found["text"], found["lang"], found["kind"]) == (row.texts["fr"]["title"], "fr", "offer")
    # Without an Arabic text the Dutch title is suggested, and says so.
    assert {item["lang"] for item in suggested("consultatiebureau", "ar") if item["slug"] == CLINIC} == {"nl"}


def test_what_begins_as_typed_comes_first_and_no_kind_fills_the_list():
    found = suggested("spe")
    assert len(found) == 8
    assert {"category", "offer", "place"} <= {item["kind"] for item in found}
    assert all(item["text"].lower().startswith("spe") for item in found[:3])
    assert suggested("spe", limit=3)[0] == found[0]
    assert len(suggested("spe", limit=3)) == 3


def test_what_is_shown_comes_before_what_has_another_name():
    near = [closeness(item["text"], ["cons"]) for item in suggested("cons")]
    assert near == sorted(near)
    assert 0 < near.count(2) <= 4


def test_several_offers_with_one_title_become_words_to_search_for():
    for slug in ("babbelbank-knetterdak", "blokplek-bib"):
        page = offer(slug)
        page.title = "Zwaluwnest"
        publish(page)
    assert suggested("zwaluw") == [{"text": "Zwaluwnest", "kind": "query", "id": None, "slug": None, "lang": "nl"}]


@pytest.mark.parametrize("typed", ["", " ", "-", "?!", "\u200f\u202e", "qwertzuiop"])
def test_nothing_to_complete_is_an_empty_list(typed):
    assert suggested(typed) == []


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_input_gives_a_clean_answer(typed):
    reply = ask(typed[:20_000])
    body = json.loads(reply.content)
    if reply.status_code == 422:
        assert reply["Content-Type"] == "application/problem+json"
        assert [error["parameter"] for error in body["errors"]] == ["q"]
    else:
        assert reply.status_code == 200
        assert len(body["items"]) <= 8


@pytest.mark.parametrize(
    "typed", ["\x00consul\x1b", "\u202econsul\u202c", "\u200fconsul\u200e", "con\u00adsul", "cońsul"]
)
def test_marks_that_nobody_sees_change_nothing(typed):
    assert suggested(typed) == suggested("consul") != []


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("q=a&q=b", "q"),
        (f"q={'x' * 201}", "q"),
        ("q=a&limit=0", "limit"),
        ("q=a&limit=21", "limit"),
        ("q=a&limit=x", "limit"),
        ("q=a&category=sport", "category"),
        ("q=a&lang=xx", "lang"),
        ("q=a&house=nowhere", "house"),
    ],
)
def test_a_bad_question_is_a_problem_that_names_it(asked, name):
    reply = Client().get(f"/api/v1/suggest?{asked}", headers={"host": LONDERZEEL})
    assert reply.status_code == 422
    assert reply["Content-Type"] == "application/problem+json"
    assert [error["parameter"] for error in reply.json()["errors"]] == [name]


def test_an_answer_can_be_kept_and_asked_again():
    reply = ask("spe")
    assert reply["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    again = Client().get("/api/v1/suggest?lang=nl&q=spe", headers={"host": LONDERZEEL, "if-none-match": reply["ETag"]})
    assert again.status_code == 304


def test_houses_know_nothing_of_each_other():
    assert slugs("londerzeel", "place")
    assert CLINIC in slugs("consultatie", "offer")
    assert CLINIC not in slugs("consultatie", "offer", host=ESSEN)
    assert not [item for item in suggested("londerzeel", host=ESSEN) if "Londerzeel" in item["text"]]
    assert suggested("leeslamp", host=ESSEN)
    assert not suggested("leeslamp")
    assert ask("leeslamp", house="essen").json()["items"] == suggested("leeslamp", host=ESSEN)


def test_a_draft_is_never_suggested():
    page = offer()
    page.title = "Zwaluwgeheim"
    page.save_revision()
    assert suggested("zwaluwg") == []
    partner = PartnerPage.objects.get(slug="de-springveer", locale__language_code=SOURCE_LOCALE)
    partner.add_child(instance=OfferPage(title="Zwaluwnest", slug="zwaluwnest", locale=page.locale, live=False))
    assert suggested("zwaluwn") == []


def test_suggestions_follow_what_is_published():
    assert slugs("consultatie", "offer") == [CLINIC]
    page = offer()
    page.title = "Zwaluwnest"
    publish(page)
    assert slugs("zwaluw", "offer") == slugs("zwaluw", "offer", "ar") == [CLINIC]
    assert slugs("consultatie", "offer") == []
    page.unpublish()
    assert slugs("zwaluw", "offer") == []
    publish(offer())
    assert slugs("zwaluw", "offer") == [CLINIC]


def test_many_changes_are_read_anew(monkeypatch):
    suggested("consultatie")
    monkeypatch.setattr(titles, "MOST_CHANGED", 0)
    page = offer()
    page.title = "Zwaluwnest"
    publish(page)
    assert slugs("zwaluw", "offer") == [CLINIC]


def test_what_is_for_professionals_is_not_suggested():
    row = next(iter(PublishedOffer.objects.filter(withdrawn=False, audience="professionals")))
    host = LONDERZEEL if row.house_id == PublishedOffer.objects.get(slug=CLINIC).house_id else ESSEN
    assert row.slug not in slugs(row.texts["nl"]["title"], "offer", host=host)


def test_a_category_without_offers_for_families_is_not_suggested():
    label = Category.objects.get(slug="infant-clinic").label("nl")
    assert "infant-clinic" in slugs(label, "category")
    for row in PublishedOffer.objects.filter(withdrawn=False):
        if "infant-clinic" in row.facts["categories"]:
            OfferPage.objects.get(translation_key=row.offer_id, locale__language_code="nl").unpublish()
    assert "infant-clinic" not in slugs(label, "category")


def test_a_new_synonym_is_known_at_once():
    assert suggested("zwaluwg") == []
    category = Category.objects.get(slug="infant-clinic")
    category.synonyms = category.synonyms | {"pl": ["zwaluwgemeter"]}
    category.save()
    assert slugs("zwaluwg", "category") == ["infant-clinic"]


def test_a_partner_whose_engagement_ended_is_not_suggested():
    assert slugs("springveer", "partner") == ["de-springveer"]
    with time_machine.travel(datetime.datetime(2060, 1, 1, tzinfo=datetime.UTC)):
        assert slugs("springveer", "partner") == []


@pytest.mark.parametrize("lang", ["nl", "ar", "uk"])
def test_the_database_is_asked_as_often_for_a_letter_as_for_a_word(lang):
    assert statements("c", lang) == statements("consultatiebureau", lang) == 2
    assert statements("qwertzuiop", lang) == 1


def test_the_page_has_the_script_and_works_without_it(families):
    for path in ("/ar/", "/ar/aanbod/"):
        source = families.get(path, headers={"host": f"{LONDERZEEL}:8000"}).content.decode()
        assert 'data-address="/api/v1/suggest?lang=ar"' in source
        assert 'data-partners="/ar/partners/"' in source
        assert 'type="search"' in source
        assert 'role="combobox"' not in source


def test_words_are_found_by_their_beginnings_and_texts_by_all_their_words():
    texts = ["Spelen doe je samen", "Samen spelen op woensdag", "Samen lezen", "Speel-o-theek", "Samenspel"]
    known = Beginnings(enumerate(texts))

    def found(typed):
        return [texts[key] for key in known.find(words_in(typed))]

    assert found("samen spe") == ["Samen spelen op woensdag", "Spelen doe je samen"]
    assert found("sam") == ["Samenspel", "Samen lezen", "Samen spelen op woensdag", "Spelen doe je samen"]
    assert found("speelo") == found("theek speel") == ["Speel-o-theek"]
    assert found("same spelen") == found("x") == found("") == []

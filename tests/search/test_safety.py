"""A search about violence or suicide: whom to call, in the reader's language, and a way out."""

import json
from urllib.parse import urlencode

import pytest

from home.choices import HelpTopic
from offers.choices import SAFETY_CATEGORY
from offers.documents.read import house_by_slug
from search.care import care_context
from search.fusion import near_categories
from search.meaning.concepts import QueryMeaning
from search.query import CatalogueQuery, Results
from search.safety import PHRASES, topics_of
from tests.pages import visit

VIOLENCE, SUICIDE = HelpTopic.VIOLENCE, HelpTopic.SUICIDE


@pytest.mark.parametrize(
    ("locale", "text", "topics"),
    [
        ("nl", "mijn man slaat mij", [VIOLENCE]),
        ("nl", "MISHANDELING", [VIOLENCE]),
        ("nl", "mishandleing", [VIOLENCE]),
        ("nl", "ik wil niet meer leven", [SUICIDE]),
        ("nl", "1712", [VIOLENCE]),
        ("fr", "violence conjugale", [VIOLENCE]),
        ("en", "my husband hits me", [VIOLENCE]),
        ("ar", "زوجي يضربني", [VIOLENCE]),
        ("tr", "intihar", [SUICIDE]),
        ("pl", "samobójstwo", [SUICIDE]),
        ("uk", "домашнє насильство", [VIOLENCE]),
        ("ru", "самоубийство", [SUICIDE]),
        ("es", "maltrato", [VIOLENCE]),
        # People write their own language on a page in another one.
        ("nl", "زوجي يضربني", [VIOLENCE]),
        ("nl", "suicide", [SUICIDE]),
    ],
)
def test_words_about_safety_are_known_in_every_language(locale, text, topics):
    assert list(topics_of(text, locale)) == topics


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("nl", ""),
        ("nl", "geweldig feest"),
        ("nl", "slagroom"),
        ("nl", "mijn kind slaapt niet"),
        ("nl", "gewend aan de crèche"),
        ("nl", "verkeersveiligheid"),
        ("en", "hit songs for kids"),
        ("fr", "fromage râpé"),
        ("nl", "x" * 300),
        ("nl", '"; <script>'),
    ],
)
def test_other_words_are_not(locale, text):
    assert topics_of(text, locale) == ()


def test_every_listed_phrase_of_plain_words_is_found():
    for locale, listed in json.loads(PHRASES.read_text(encoding="utf-8")).items():
        for topic in (VIOLENCE, SUICIDE):
            plain = [text for text in listed[topic] if not set(text) & set("<>/*!=.")]
            missed = [text for text in plain if topic not in topics_of(text, locale)]
            assert plain
            assert not missed, (locale, missed)


@pytest.mark.parametrize(("locale", "text"), [("nl", "mijn man slaat mij"), ("ar", "زوجي يضربني")])
def test_such_a_search_shows_help_lines_above_everything_and_a_way_out(families, locale, text):
    page = visit(families, f"/{locale}/aanbod/?{urlencode({'q': text})}")
    assert page.find("//main//section[@class='care']//a/@href")[:2] == ["tel:112", "tel:1712"]
    assert page.source.index('class="care"') < page.source.index('id="results"')
    assert page.find("//a[@data-exit]/@href") == ["https://www.vrt.be/vrtnws/nl/"]
    assert page.response["Cache-Control"] == "no-store"
    assert text not in page.texts("//title")[0]
    lines = house_by_slug("londerzeel").care(locale)["lines"]
    assert lines[1]["text_lang"] == locale
    assert lines[1]["text"] in page.main


def test_a_search_about_suicide_has_its_own_line(families):
    page = visit(families, "/nl/aanbod/?q=zelfmoord")
    assert "tel:1813" in page.find("//section[@class='care']//a/@href")
    assert "tel:1712" not in page.find("//section[@class='care']//a/@href")


def test_another_search_shows_nothing_of_it(families):
    page = visit(families, "/nl/aanbod/?q=baby")
    assert not page.find("//section[@class='care']")
    assert not page.find("//a[@data-exit]")
    assert "no-store" not in page.response["Cache-Control"]


def test_a_category_that_was_chosen_counts_and_so_do_its_offers(families):
    page = visit(families, f"/nl/aanbod/?category={SAFETY_CATEGORY}")
    assert page.find("//section[@class='care']")
    assert page.find("//a[@data-exit]")
    offer = visit(families, f"/nl/aanbod/{page.offers()[0]}/")
    assert offer.find("//section[@class='care']")
    assert offer.find("//a[@data-exit]")
    assert offer.response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("category", "is_certain", "is_shown"),
    [(SAFETY_CATEGORY, True, True), (SAFETY_CATEGORY, False, False), ("sport", True, False)],
)
def test_what_the_words_surely_mean_counts(families, category, is_certain, is_shown):
    results = Results([], 0, category=category, is_certain=is_certain)
    context = care_context(house_by_slug("londerzeel"), "nl", CatalogueQuery(text="vluchtadres"), results)
    assert bool(context.get("help_lines")) == is_shown


def test_the_nearest_categories_are_close_and_closer_than_what_no_house_offers():
    categories = {"sport": 0.5, "safety-violence": 0.8, "transport": 0.2, "separation": 0.6, "bullying": 0.55}
    assert near_categories(QueryMeaning(None, categories, decoy=0.3, scope=0.5))[:2] == (SAFETY_CATEGORY, "separation")
    assert near_categories(QueryMeaning(None, categories, decoy=0.7, scope=0.5)) == (SAFETY_CATEGORY,)
    assert near_categories(QueryMeaning(None, categories, decoy=0.9, scope=0.5)) == ()

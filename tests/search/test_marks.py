"""Words that were found stand out in titles and summaries, in every language, and nothing else changes."""

import html
import re

import pytest
from django.utils import translation

from offers.documents import read
from search.analysis.compounds import part_terms
from search.analysis.tokens import tokens_of
from search.marks import with_marks
from search.query import parse_lenient, run
from tests.search.test_pages import catalogue

MARK = re.compile("</?mark>")


def terms(words, language):
    return {token.term for token in tokens_of(words, language)}


def marked(text, language, words):
    found = re.findall("<mark>(.*?)</mark>", with_marks(text, language, terms(words, language)))
    return [html.unescape(word) for word in found]


@pytest.mark.parametrize(
    ("language", "text", "words", "found"),
    [
        ("nl", "Samen spelen met baby's", "baby", ["baby's"]),
        ("nl", "Zwemlessen voor kleuters", "les kleuter", ["Zwemlessen", "kleuters"]),
        ("nl", "Het opvoedingsspreekuur", "opvoeding", ["opvoedingsspreekuur"]),
        ("nl", "Onze speel-o-theek", "speelotheek", ["speel-o-theek"]),
        ("fr", "Massage pour les enfants", "enfant", ["enfants"]),
        ("en", "Cooking with children", "cook", ["Cooking"]),
        ("ar", "لقاء الأمهات والتدليك", "تدليك", ["والتدليك"]),
        ("tr", "Bebekler için masaj", "bebek", ["Bebekler"]),
        ("uk", "Музика для дітей", "дитина", ["дітей"]),
        ("bg", "Игри за децата", "деца", ["децата"]),
        ("fa", "ماساژ نوزاد", "نوزاد", ["نوزاد"]),
        ("pl", "Zajęcia dla dzieci", "zajęcia", ["Zajęcia"]),
    ],
)
def test_forms_of_a_word_are_marked_as_they_stand(language, text, words, found):
    assert marked(text, language, words) == found


def test_accents_that_stand_apart_and_soft_hyphens_belong_to_the_word():
    assert marked("Cafe\u0301 en mas\u00adsage", "nl", "café massage") == ["Cafe\u0301", "mas\u00adsage"]


@pytest.mark.parametrize("text", ["<b>baby</b> & co", '"baby" <script>', "R&amp;B baby", "<mark>baby</mark>"])
def test_what_a_text_holds_stays_text(text):
    written = with_marks(text, "nl", terms("baby", "nl"))
    assert "<mark>baby</mark>" in written
    assert "<" not in MARK.sub("", written)
    assert html.unescape(MARK.sub("", written)) == text


def test_without_words_or_in_an_unknown_language_nothing_is_marked():
    assert with_marks("baby & co", "nl", frozenset()) == "baby &amp; co"
    assert with_marks("baby & co", "xx", {"nl:baby"}) == "baby &amp; co"


def test_a_compound_is_found_by_its_parts():
    assert set(part_terms("zwemlessen")) & terms("les", "nl")


@pytest.mark.parametrize(
    ("locale", "words", "mark"),
    [
        ("nl", "baby", "baby"),
        ("nl", "bibliotheeek", "bibliotheek"),
        ("fr", "bébé", "bébé"),
        ("fr", "bebe", "bébé"),
        ("ar", "الرضيع", "الرضيع"),
        ("uk", "мама", "мам"),
        ("tr", "bebek", "bebe"),
    ],
)
def test_a_list_marks_what_it_was_asked_for(families, locale, words, mark):
    page = catalogue(families, locale, q=words)
    marks = [text.lower() for text in page.texts("//article//mark")]
    assert any(mark in text for text in marks), marks
    house = read.house_by_slug("londerzeel")
    query, _problems = parse_lenient([("q", words)], house, locale)
    with translation.override(locale):
        cards = read.cards(house, run(house, locale, query, limit=24).ids, locale)
    assert [title.text_content() for title in page.find("//h3[@class='card__title']")] == [
        card["title"] for card in cards
    ]


def test_a_list_without_words_marks_nothing(families):
    assert not catalogue(families, free="true").find("//mark")

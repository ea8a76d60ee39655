"""From a query to words: what is outside, what was typed without diacritics, and compounds with a slip in them."""

import pytest

from search.analysis.languages import term_of
from search.engines.vocabulary import Vocabulary
from search.engines.wording import corrected_text, query_words, spelled_text

WORDS = [
    ("opvoeding", "nl"),
    ("cursus", "nl"),
    ("winter", "nl"),
    ("laten", "nl"),
    ("çocuk", "tr"),
    ("bakımı", "tr"),
    ("garderie", "fr"),
]


def vocabulary(outside: tuple[tuple[str, str], ...] = ()) -> Vocabulary:
    return Vocabulary(
        [(word, term_of(word, code)) for word, code in WORDS], frozenset(term_of(word, code) for word, code in outside)
    )


def test_a_word_from_outside_is_not_taken_apart_or_corrected() -> None:
    known = vocabulary(outside=(("winterbanden", "nl"),))
    (word,) = query_words("winterbanden", "nl", known)
    assert word.is_outside
    assert word.alternatives == {}


def test_a_word_from_outside_that_occurs_is_an_ordinary_word() -> None:
    known = vocabulary(outside=(("winter", "nl"),))
    (word,) = query_words("winter", "nl", known)
    assert not word.is_outside
    assert word.alternatives == {term_of("winter", "nl"): 1.0}


def test_a_language_knows_what_is_outside_for_itself() -> None:
    known = vocabulary(outside=(("cursus", "en"), ("garderies", "nl")))
    (word,) = query_words("garderies", "fr", known)
    assert not word.is_outside


def test_diacritics_come_back_for_the_model_without_a_question_to_the_family() -> None:
    words = query_words("cocuk bakimi", "tr", vocabulary())
    assert spelled_text("cocuk bakimi", words) == "çocuk bakımı"
    assert corrected_text("cocuk bakimi", words) is None


def test_a_query_that_is_right_stays_as_it_is() -> None:
    words = query_words("Opvoeding, cursus?", "nl", vocabulary())
    assert spelled_text("Opvoeding, cursus?", words) == "Opvoeding, cursus?"


@pytest.mark.parametrize("typed", ["opvoediingscursus", "opvedingscursus", "opvoedimgscursus"])
def test_a_compound_with_a_slip_is_found_by_its_parts(typed: str) -> None:
    words = query_words(typed, "nl", vocabulary())
    assert set(words[0].alternatives) == {term_of("opvoeding", "nl"), term_of("cursus", "nl")}
    assert corrected_text(typed, words) == "opvoedingscursus"


@pytest.mark.parametrize("typed", ["xxxxxxxcursus", "cursus", "zzzzzz", "abcdefghijklmnop"])
def test_what_resembles_nothing_is_no_compound(typed: str) -> None:
    words = query_words(typed, "nl", vocabulary())
    assert words[0].corrected is None


def test_a_dutch_question_is_not_corrected_into_another_language() -> None:
    words = query_words("garderje", "nl", vocabulary())
    assert words[0].alternatives != {}
    assert corrected_text("garderje", words) is None

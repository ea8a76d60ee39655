"""What a list says of how its words were found."""

import dataclasses

import pytest

from search import views
from tests.search.test_pages import catalogue


@pytest.fixture
def found_as(monkeypatch):
    """Let the search say how it found what it found."""

    def change(mode, **more):
        def run(*arguments, **options):
            results = real(*arguments, **options)
            return dataclasses.replace(results, search=results.search | {"mode": mode}, **more)

        real = views.run
        monkeypatch.setattr(views, "run", run)

    return change


@pytest.mark.parametrize(
    ("mode", "words"),
    [("all_words", "all of your words"), ("some_words", "come closest"), ("meaning", "what you mean")],
)
def test_the_mode_is_said_in_plain_words(families, found_as, mode, words):
    found_as(mode)
    page = catalogue(families, "en", q="baby massage")
    assert words in page.texts("//p[contains(@class, 'mode')]")[0]


def test_one_word_that_was_found_needs_no_comment(families, found_as):
    found_as("all_words")
    assert not catalogue(families, "en", q="baby").find("//p[contains(@class, 'mode')]")


def test_in_another_order_nothing_is_said_of_what_comes_first(families, found_as):
    found_as("all_words")
    assert not catalogue(families, "en", q="baby massage", sort="title").find("//p[contains(@class, 'mode')]")


def test_a_guess_is_called_one(families, found_as):
    found_as("meaning", tentative=True)
    page = catalogue(families, "en", q="baby")
    assert page.texts("//h2[@id='count']") == ["Perhaps this helps"]
    assert page.find("//p[contains(@class, 'mode')]//a[@href='tel:+3252550101']")
    assert page.offers("en")


def test_words_that_were_perhaps_meant_stay_a_tap_away(families):
    page = catalogue(families, q="babymasage", free="true")
    meant = page.find("//p[@class='meant']//a/@href")
    assert meant
    assert "free=true" in meant[0]
    assert "babymassage" in meant[0]

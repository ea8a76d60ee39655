"""`manage.py explain_search` tells an operator why a search found what it found."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def explained(query: str, **options: str) -> str:
    out = StringIO()
    call_command("explain_search", query, stdout=out, **options)
    return out.getvalue()


def test_each_word_is_shown_with_what_stood_for_it(example_houses: None) -> None:
    text = explained("kinderopvvang winterbanden", house="essen")
    assert "corrected to kinderopvang" in text
    assert "winterbanden: names what no House offers" in text
    assert "meaning: off" in text


def test_the_offers_come_in_the_order_of_the_page(example_houses: None) -> None:
    lines = explained("muziek op schoot", house="essen", lang="nl").splitlines()
    answer = next(number for number, line in enumerate(lines) if line.startswith("answer:"))
    assert "all_words" in lines[answer]
    assert "Muziek op schoot" in lines[answer + 1]


def test_nothing_found_is_an_answer(example_houses: None) -> None:
    assert "answer: 0 offers" in explained("xqzzv")


def test_an_unknown_house_is_named_with_those_that_exist(example_houses: None) -> None:
    with pytest.raises(CommandError, match="londerzeel"):
        explained("opvang", house="atlantis")

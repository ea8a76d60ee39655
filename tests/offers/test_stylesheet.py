"""The styles of a House: its colours, and words that stay readable on them."""

import re

import pytest

from offers import colours, stylesheet
from offers.documents import read
from tests.pages import visit


def test_the_styles_of_a_house_hold_its_colours(families):
    page = visit(families, "/nl/", "essen")
    address = page.find("//link[@rel='stylesheet']/@href")[0]
    response = families.get(address, headers={"host": "essen.localhost"})
    text = response.content.decode()
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert "immutable" not in families.get("/house.css", headers={"host": "essen.localhost"})["Cache-Control"]
    house = read.house_by_slug("essen").payload("nl")["colours"]
    assert f"--sun:{house['sun'].lower()}" in text
    assert "url(../" not in text
    for name in stylesheet.PARTS:
        assert stylesheet.part(name) in text


def test_styles_mirror_by_themselves(families):
    text = stylesheet.parts()
    sides = r"(?:margin|padding|border)-(?:left|right)|(?:float|text-align)\s*:\s*(?:left|right)"
    assert not re.findall(rf"(?<![\w-])(?:{sides})(?![\w-])", text)


@pytest.mark.parametrize("brick", ["#B23A26", "#1F5A7A", "#FFEE88", "#000000", "#FF8800"])
@pytest.mark.parametrize("paper", ["#FBF7EF", "#F8F7F1", "#777777"])
def test_words_stay_readable_whatever_colours_a_house_chooses(brick, paper):
    shades = colours.palette(brick, paper, "#F4B93E")
    assert colours.contrast(shades.light["brick"], "#ffffff") >= 4.5
    assert colours.contrast(shades.light["brick-ink"], shades.light["paper"]) >= 4.5
    assert colours.contrast(colours.INK, shades.light["paper"]) >= 7
    assert colours.contrast(shades.dark["brick-ink"], shades.dark["paper"]) >= 4.5
    assert colours.contrast(shades.dark["brick"], "#ffffff") >= 4.5


def test_contrast_is_that_of_wcag():
    assert round(colours.contrast("#000000", "#ffffff"), 2) == 21
    assert round(colours.contrast("#767676", "#ffffff"), 2) == 4.54

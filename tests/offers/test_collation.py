"""Titles in the order of each language."""

import json
import random
import re
import unicodedata
from pathlib import Path

import pytest

from offers.collation import title_key

DEMO = Path(__file__).resolve().parents[2] / "offers" / "demo_data"


@pytest.mark.parametrize(
    ("locale", "ordered"),
    [
        (
            "nl",
            [
                "10 dagen",
                "3 op straat",
                "A",
                "baby",
                "Baby",
                "baby bad",
                "babybabbel",
                "bébé",
                "Zeep",
                "детска",
                "عربي",
            ],
        ),
        ("nl", ["'t Zand", "Taal", "Uit", "(uit)leen", "Vaders"]),
        ("fr", ["cote", "coté", "côte", "Côte", "école", "été", "zoo"]),
        ("en", ["Ærø", "Alpha", "Łódź", "Lunch"]),
        ("es", ["nata", "nutria", "ñandú", "oso"]),
        (
            "tr",
            ["Cuma", "Çocuk", "Dil", "Gece", "Ğ", "Hava", "Isı", "İlk", "Okul", "Öğle", "Su", "Şeker", "Ufuk", "Üzüm"],
        ),
        (
            "pl",
            [
                "Ala",
                "Ąż",
                "Bal",
                "cyrk",
                "ćma",
                "Ela",
                "Ęsk",
                "Lato",
                "Łódź",
                "noc",
                "ńw",
                "ósmy",
                "pan",
                "zima",
                "źle",
                "żal",
            ],
        ),
        ("ro", ["an", "ăsta", "âncă", "bine", "inel", "încet", "joc", "sat", "șase", "tot", "țară", "unu"]),
        (
            "uk",
            [
                "Гра",
                "Ґанок",
                "День",
                "Етап",
                "Єдність",
                "Зима",
                "Ир",
                "Іграшка",
                "Їжа",
                "Йод",
                "Клас",
                "щит",
                "ь",
                "юшка",
            ],
        ),
        ("ru", ["Ева", "Ёлка", "Жар", "Игра", "Йога", "Эхо", "Яма", "Appel"]),
        ("bg", ["Игра", "Йога", "Щит", "ъгъл", "Юли"]),
        ("ar", ["أب", "ابن", "بيت", "تعليم", "ة", "ولد", "يد", "Baby", "Школа"]),
        (
            "fa",
            [
                "آب",
                "اب",
                "بازی",
                "پدر",
                "تو",
                "جا",
                "چای",
                "زن",
                "ژاله",
                "کودک",
                "گل",
                "لب",
                "ورزش",
                "هوا",
                "یک",
                "Baby",
            ],
        ),
    ],
)
def test_titles_in_the_order_of_the_language(locale, ordered):
    mixed = ordered[:]
    random.Random(3).shuffle(mixed)
    assert sorted(mixed, key=lambda title: title_key(title, locale)) == ordered


def test_accents_and_case_only_decide_between_equal_letters():
    assert title_key("Eté", "fr") < title_key("été", "fr") < title_key("ETEZ", "fr")
    assert title_key("zwemmen", "nl") < title_key("Zwemmen", "nl") < title_key("zwemmen 2", "nl")


@pytest.mark.parametrize(
    ("locale", "one", "other"),
    [
        ("ar", "الأُمّ", "الأم"),
        ("ar", "كتـــاب", "كتاب"),
        ("fa", "می‌روم", "میروم"),
        ("fa", "كيك", "کیک"),
        ("nl", "“Spelen!”", "Spelen"),
        ("nl", "e\u0301e\u0301n", "één"),
        ("nl", "foto’s", "fotos"),
        ("ro", "ţară", "țară"),
        ("ar", "٣ أيام", "3 أيام"),
    ],
)
def test_ways_of_writing_the_same(locale, one, other):
    assert title_key(one, locale).partition("00")[0] == title_key(other, locale).partition("00")[0]


def test_keys_hold_nothing_that_a_database_could_sort_its_own_way():
    for text in ("", " ", "Łódź – ünï", "日本語", "\ud800", "a\x00b", "👶", "x" * 5000):
        key = title_key(text, "nl")
        assert re.fullmatch(r"[0-9a-z]*", key)
        assert len(key) <= 250


def test_demo_titles_begin_with_rising_letters():
    for house in ("londerzeel", "essen"):
        offers = json.loads((DEMO / house / "offers.json").read_text(encoding="utf-8"))
        titles = sorted((offer["text"]["nl"]["title"] for offer in offers), key=lambda title: title_key(title, "nl"))
        plain = [unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower() for title in titles]
        initials = [re.sub(r"[^a-z0-9]", "", title)[:1] for title in plain]
        letters = [initial for initial in initials if initial.isalpha()]
        assert letters == sorted(letters)

"""From text to terms, in twelve languages."""

import pytest

from search.analysis.compounds import parts_of
from search.analysis.languages import LANGUAGES, STOP_WORDS
from search.analysis.normalise import clean, fold, script_of
from search.analysis.tokens import Token, tokens_of, words_of


def terms(text: str, locale: str) -> list[str]:
    return [token.term for token in tokens_of(text, locale)]


@pytest.mark.parametrize(
    ("locale", "forms"),
    [
        ("nl", ["opvoeden", "opvoeding", "opvoedings", "Opvoeding"]),
        ("nl", ["kind", "kinderen", "kindje", "kindjes"]),
        ("nl", ["slapen", "slaapt", "slaap"]),
        ("nl", ["verhaal", "verhalen", "verhaaltje", "verhaaltjes"]),
        ("nl", ["tand", "tanden", "tandjes"]),
        ("nl", ["luisteren", "luistert"]),
        ("nl", ["zwanger", "zwangere", "zwangerschap"]),
        ("nl", ["baby", "baby's", "baby’s"]),
        ("nl", ["helpen", "helpt", "hulp"]),
        ("fr", ["enfant", "enfants", "d'enfants", "l’enfant"]),
        ("fr", ["vêtement", "vetements"]),
        ("en", ["interpreter", "interpreters", "interpreter's"]),
        ("tr", ["IŞIK", "ışık"]),
        ("tr", ["İNDİRİM", "indirim"]),
        ("tr", ["Essen'de", "Essen"]),
        ("ar", ["طفل", "الطفل", "أطفال", "الأطفال", "والأطفال"]),
        ("ar", ["نُزْهَة", "نزهه", "النزهة"]),
        ("ar", ["رياضة", "ريـــاضة"]),
        ("fa", ["کودک", "کودکان", "كودكان", "کودک‌ها"]),
        ("uk", ["допомога", "допомогу", "допоможе", "допомоги"]),
        ("uk", ["здоров'я", "здоров’я", "здоровя"]),
        ("bg", ["дете", "деца", "детето", "децата"]),
        ("ru", ["ребёнок", "ребенок"]),
        ("pl", ["zabawka", "zabawki"]),
        ("es", ["niños", "ninos"]),
    ],
)
def test_forms_of_a_word_share_a_term(locale: str, forms: list[str]) -> None:
    assert len({tuple(terms(form, locale)) for form in forms}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("taart", "taak"), ("kaart", "kaars"), ("markt", "mark"), ("sport", "spoor"), ("feest", "fee")],
)
def test_different_words_keep_different_terms(first: str, second: str) -> None:
    assert terms(first, "nl") != terms(second, "nl")


def test_a_term_begins_with_its_language() -> None:
    assert terms("opvoeden", "nl") == ["nlopvoed"]
    assert list(tokens_of("Été", "fr")) == [Token(surface="été", term="frete")]


def test_little_words_and_verbs_of_asking_are_left_out() -> None:
    assert terms("Waar vind ik hulp voor mijn kind?", "nl") == ["nlhulp", "nlkind"]
    assert terms("I am looking for an interpreter", "en") == ["eninterpret"]
    assert terms("Je cherche une aide à l’école", "fr") == ["fraid", "frecol"]


def test_a_text_of_nothing_but_little_words_keeps_them() -> None:
    assert len(terms("ik kan niet meer", "nl")) == 4


def test_a_word_with_hyphens_is_found_in_pieces_and_as_one() -> None:
    assert {"nlspeelothek", "nlspel", "nlthek"} <= set(terms("speel-o-theek", "nl"))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("opvoedingsspreekuur", ("opvoedings", "spreekuur")),
        ("kinderopvang", ("kinder", "opvang")),
        ("buggywandeling", ("buggy", "wandeling")),
        ("babygroepjes", ("baby", "groep")),
        ("kinderdagverblijf", ("kinder", "dag", "verblijf")),
    ],
)
def test_a_dutch_compound_divides_into_known_words(word: str, parts: tuple[str, ...]) -> None:
    assert parts_of(word) == parts


@pytest.mark.parametrize(
    "word", ["belangrijk", "kinderen", "boterham", "voorlezen", "grasmaaier", "opvang", "uitstappen", "qwertzuiop"]
)
def test_a_word_that_does_not_divide_completely_stays_whole(word: str) -> None:
    assert parts_of(word) == ()


@pytest.mark.parametrize(
    ("word", "script"),
    [("café", "latin"), ("дитина", "cyrillic"), ("طفل", "arabic"), ("1712", "digits"), ("日本", ""), ("'", "")],
)
def test_the_script_of_a_word(word: str, script: str) -> None:
    assert script_of(word) == script


def test_diacritics_fold_also_where_a_letter_has_no_decomposition() -> None:
    assert [fold(word) for word in ("żółty", "çocuğu", "ışık", "œuvre", "ребёнок")] == [
        "zolty",
        "cocugu",
        "isik",
        "oeuvre",
        "ребенок",
    ]


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        '"',
        "\x00",
        "\ud800\udfff",
        "a" + "\u0301" * 150,
        "x" * 50_000,
        "' - ' --",
        "’’’",
        "\u200b\u202e",
        "🙂🙂",
        "-a-b-",
        "(NEAR *",
    ],
)
def test_no_text_stops_the_analysis(text: str, locale: str) -> None:
    assert all(len(token.term) <= 60 and len(token.surface) <= 60 for token in tokens_of(text, locale))


def test_a_cleaned_text_is_short_and_can_be_stored() -> None:
    assert clean("a\x00b\ud800c", 200) == "a b c"
    assert len(clean("é" * 1000, 200)) == 200
    clean("e" + "\u0301" * 150, 200).encode()


def test_every_locale_has_stop_words_and_words_of_a_text() -> None:
    assert STOP_WORDS.keys() == LANGUAGES.keys()
    assert words_of("Speel-o-theek: l’été!", "fr") == ["speel-o-theek", "l'été"]

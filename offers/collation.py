"""Sorting keys for titles: comparing two keys as plain strings sorts the titles as the language does.

A key has three parts, compared one after the other: letters, accents, case. It consists of small letters and digits
only, each letter as a unit of two, so that every database sorts it alike, whatever its own collation.

    unit  00 end of a part   01 space   02..0b digits   1. letters of the language's own script
          k. letters of the other scripts   z..... any other letter, by its code point
"""

import unicodedata
from functools import lru_cache

LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
LATIN_BY_LANGUAGE = {
    "tr": "a b c ç d e f g ğ h ı i j k l m n o ö p q r s ş t u ü v w x y z",
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    "ro": "a ă â b c d e f g h i î j k l m n o p q r s ș t ț u v w x y z",
    "es": "a b c d e f g h i j k l m n ñ o p q r s t u v w x y z",
}
# One order serves Russian, Ukrainian and Bulgarian: where they share letters, they agree.
CYRILLIC = "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ў ф х ц ч ш щ ъ ы ь э ю я"
ARABIC = "ء ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ك گ ل م ن ه و ي"
ARABIC_BY_LANGUAGE = {
    "fa": "ء آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ك گ ل م ن و ه ي",
}
SCRIPT_OF = {"ar": "arabic", "fa": "arabic", "bg": "cyrillic", "uk": "cyrillic", "ru": "cyrillic"}
SCRIPTS = ("latin", "cyrillic", "arabic")
# Letters that Unicode does not take apart, as the letters they sort with.
FOLDS = {
    **dict(zip("łøđðıħŧ", "loddiht", strict=True)),
    **{"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"},
    **dict(zip("ىیېکةۀہھٱ", "يييكهههها", strict=True)),
}
# The cedilla of older keyboards stands for the comma of Romanian.
FOLDS_BY_LANGUAGE = {"ro": {"ş": "ș", "ţ": "ț"}}
APOSTROPHES = "'’ʼ‘`´"
TATWEEL = "\u0640"
LONGEST_TITLE = 100
LONGEST_KEY = 250
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
END, SPACE = "00", "01"
ACCENTS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0328\u0327\u0304"


def _unit(number: int) -> str:
    return BASE36[number // 36] + BASE36[number % 36]


@lru_cache(maxsize=32)
def _letters(language: str) -> dict[str, str]:
    """The unit of every letter; those of the language's own script come first."""
    alphabets = {
        "latin": LATIN_BY_LANGUAGE.get(language, LATIN),
        "cyrillic": CYRILLIC,
        "arabic": ARABIC_BY_LANGUAGE.get(language, ARABIC),
    }
    own = SCRIPT_OF.get(language, "latin")
    units = {digit: _unit(2 + int(digit)) for digit in "0123456789"}
    units |= {letter: _unit(36 + rank) for rank, letter in enumerate(alphabets[own].split())}
    others = [letter for script in SCRIPTS if script != own for letter in alphabets[script].split()]
    return units | {letter: _unit(20 * 36 + rank) for rank, letter in enumerate(others)}


def _lower(character: str, language: str) -> str:
    if language == "tr" and character in "Iİ":
        return "ı" if character == "I" else "i"
    return unicodedata.normalize("NFC", character.lower())


def _unit_of(letter: str, units: dict[str, str]) -> str:
    if letter.isdecimal():
        return units[str(unicodedata.decimal(letter))]
    return units.get(letter) or f"z{_unit(ord(letter) // 1296)}{_unit(ord(letter) % 1296)}0"


def _accent_sign(marks: list[str]) -> str:
    """One sign for the marks on a letter: the common ones in their usual order, all others after them."""
    if not marks:
        return "0"
    return BASE36[1 + ACCENTS.index(marks[0])] if marks[0] in ACCENTS else "y"


@lru_cache(maxsize=4096)
def _weigh(character: str, language: str) -> tuple[str, str, str]:
    """(units, accent, case) of one character; what separates words has no units."""
    units = _letters(language)
    lower = _lower(character, language)
    case = "0" if lower == character else "1"
    letter = FOLDS_BY_LANGUAGE.get(language, {}).get(lower, lower)
    if letter in units:
        return units[letter], "0", case
    if letter in FOLDS:
        return "".join(_unit_of(part, units) for part in FOLDS[letter]), "z", case
    parts = unicodedata.normalize("NFKD", letter)
    letters = [FOLDS.get(part, part) for part in parts if part.isalnum()]
    marks = [part for part in parts if unicodedata.combining(part)]
    return "".join(_unit_of(part, units) for part in letters), _accent_sign(marks), case


def _is_weightless(character: str) -> bool:
    return character in APOSTROPHES or character == TATWEEL or unicodedata.category(character) in ("Mn", "Me", "Cf")


def title_key(text: str, locale: str) -> str:
    """The sorting key of a title in a language: letters first, then accents, then case."""
    language = locale.partition("-")[0]
    units: list[str] = []
    accents: list[str] = []
    cases: list[str] = []
    pause = False
    for character in unicodedata.normalize("NFC", text)[:LONGEST_TITLE]:
        if _is_weightless(character):
            continue
        unit, accent, case = _weigh(character, language)
        if not unit:
            pause = bool(units)
            continue
        units += [SPACE, unit] if pause else [unit]
        accents.append(accent)
        cases.append(case)
        pause = False
    parts = ("".join(units), "".join(accents).rstrip("0"), "".join(cases).rstrip("0"))
    return END.join(parts)[:LONGEST_KEY]

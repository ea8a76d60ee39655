"""The languages that people can speak somewhere: chosen by name from a list, never typed as a code."""

from functools import lru_cache

from babel import Locale
from django.utils.functional import lazy
from django.utils.translation import get_language

# Codes of ISO 639, and prs for Dari; the languages of the pages first come to mind, the others follow by name.
SPOKEN = (
    "nl fr en ar tr pl ro bg uk ru es fa prs af am ber bn bs ca cs da de dv el et fi ga gu ha he hi hr "
    "hu hy id ig is it ja ka kab kk km kn ko ku ckb ky lb ln lo lt lv mg mk ml mn mr ms mt my ne no om "
    "pa pl ps pt rn rom rw sd si sk sl sn so sq sr sv sw ta te tg th ti tk tl tw ur uz vi wo xh yo zh zu "
    "vls lg ff bm nan yue ary rif shi zgh"
)
VARIANTS = {"prs": "fa_AF"}


@lru_cache(maxsize=32)
def names_in(locale: str) -> dict[str, str]:
    """The names of all languages in one language."""
    return dict(Locale.parse(locale, sep="-").languages)


def spoken_language_name(code: str) -> str:
    """The name of a language in the active language; a code that has no name stays a code."""
    names = names_in(get_language() or "nl")
    return (names.get(code) or names.get(VARIANTS.get(code, code)) or code).capitalize()


lazy_name = lazy(spoken_language_name, str)


def spoken_language_choices() -> list[tuple[str, str]]:
    """(code, name) of every language that can be chosen, sorted by name in the active language."""
    known = names_in(get_language() or "nl")
    codes = dict.fromkeys(code for code in SPOKEN.split() if code in known or code in VARIANTS)
    return sorted(((code, lazy_name(code)) for code in codes), key=lambda pair: str(pair[1]).casefold())

"""Whom a family can call when it is not safe, as part of the document of its House. Pages show it, `/house` does not.

{"lines": [{"name", "phones", "chat", "topics", "text", "text_lang", "opening", "opening_lang"}], "exit": address}
"""

from typing import Any

from home.choices import SOURCE_LOCALE
from home.models import HelpLine, HousePage

CARE = "care"
# What a document of an earlier release says.
NO_CARE: dict[str, Any] = {"lines": [], "exit": ""}


def care_payload(house: HousePage, locale: str) -> dict[str, Any]:
    """The help lines in their order, and where the quick exit leads."""
    return {"lines": [line_payload(line, locale) for line in house.help_lines.all()], "exit": house.exit_address}


def line_payload(line: HelpLine, locale: str) -> dict[str, Any]:
    """One help line, each text in the language or else in Dutch."""
    text, text_lang = in_language_or_dutch(line.text, locale)
    opening, opening_lang = in_language_or_dutch(line.opening, locale)
    return {
        "name": line.name,
        "phones": line.phones,
        "chat": line.chat or None,
        "topics": line.topics,
        "text": text,
        "text_lang": text_lang,
        "opening": opening,
        "opening_lang": opening_lang,
    }


def in_language_or_dutch(texts: dict[str, str], locale: str) -> tuple[str, str]:
    """A text and the language that it has."""
    code = locale if texts.get(locale) else SOURCE_LOCALE
    return texts.get(code, ""), code

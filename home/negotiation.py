"""Which language somebody gets: BCP 47 tags, declared relatives, and the Accept-Language header (RFC 9110)."""

import re
from collections.abc import Collection

from home.choices import SOURCE_LOCALE

# Languages whose readers can read another one: declared, never guessed.
RELATIVES = {"prs": "fa", "ary": "ar"}
TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
LONGEST_HEADER = 1000


def is_language_tag(text: str) -> bool:
    """Is this a well-formed language tag, such as `nl`, `fr-BE` or `zh-Hans`?"""
    return len(text) <= 35 and TAG.fullmatch(text) is not None


def locale_for(tag: str, locales: Collection[str]) -> str | None:
    """The locale of the House that answers a tag: itself, its declared relative, or its language without region;
    else None.
    """
    if not is_language_tag(tag):
        return None
    parts = tag.lower().split("-")
    for candidate in ("-".join(parts), parts[0]):
        for code in (candidate, RELATIVES.get(candidate, "")):
            if code in locales:
                return code
    return None


def locale_from_header(header: str, locales: Collection[str]) -> str:
    """The first locale of the House that an Accept-Language header prefers; Dutch when there is none."""
    for tag in preferred(header[:LONGEST_HEADER]):
        found = SOURCE_LOCALE if tag == "*" else locale_for(tag, locales)
        if found:
            return found
    return SOURCE_LOCALE


def preferred(header: str) -> list[str]:
    """The tags of a header, best first, without those of weight 0 and without what is no tag."""
    weighted = []
    for part in header.split(","):
        tag, _semicolon, parameter = part.strip().partition(";")
        weight = weight_of(parameter)
        if weight > 0 and (tag.strip() == "*" or is_language_tag(tag.strip())):
            weighted.append((weight, tag.strip()))
    return [tag for _weight, tag in sorted(weighted, key=lambda item: -item[0])]


def weight_of(parameter: str) -> float:
    """The q-value of a tag: 1 when there is none, 0 when it cannot be read."""
    name, _equals, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        return min(1.0, max(0.0, float(value))) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0

"""Texts of pages as the public gets them."""

import hashlib
import json
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

import nh3
from django.utils.translation import get_language_info
from wagtail.blocks import StreamValue
from wagtail.rich_text import expand_db_html

ALLOWED_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a"}
HEADING_TAGS = {"h2", "h3"}
BLOCK_END = re.compile(r"</(?:p|li|h2|h3)>")


def direction(locale: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if get_language_info(locale)["bidi"] else "ltr"


def clean_html(source: str, *, headings: bool = False) -> str:
    """Rich text of an editor as safe HTML of a few tags: p ul ol li strong em a, and h2 h3 where a page may have
    them.
    """
    expanded = expand_db_html(source)
    expanded = re.sub(r"<(/?)b>", r"<\1strong>", expanded)
    expanded = re.sub(r"<(/?)i>", r"<\1em>", expanded)
    return nh3.clean(
        expanded,
        tags=ALLOWED_TAGS | (HEADING_TAGS if headings else set()),
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
    ).replace(' rel="noopener"', "")


class TextOnly(HTMLParser):
    """Collects the text of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain_text(markup: str) -> str:
    """The text of HTML, each paragraph and list item on a line of its own."""
    parser = TextOnly()
    parser.feed(BLOCK_END.sub("\n", markup))
    lines = (" ".join(line.split()) for line in "".join(parser.parts).splitlines())
    return "\n".join(line for line in lines if line)


def fingerprint(texts: Iterable[Any]) -> str:
    """What a translation follows, in a few letters: of texts, rich texts and streams of sentences.

    Computed from words alone: markup and spacing do not count, because a false alarm costs the trust in the flag
    "outdated".
    """
    words = [" ".join(plain_text(" ".join(parts_of(value))).split()) for value in texts]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def parts_of(value: Any) -> list[str]:
    """The texts of a value as a page holds it, or as its serialised form does."""
    if isinstance(value, StreamValue):
        return [str(block.value) for block in value]
    if isinstance(value, str) and value.startswith("[{"):
        return [str(block["value"]) for block in json.loads(value)]
    return [str(value or "")]

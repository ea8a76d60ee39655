"""The latest changed offers for readers of feeds: JSON Feed 1.1 and Atom (RFC 4287)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urljoin
from xml.etree import ElementTree

from django.utils.html import format_html, format_html_join
from pydantic import Field

from offers.labels import text_direction
from offers.schemas import Shape

JSON_FEED, ATOM = "application/feed+json", "application/atom+xml"
JSON_FEED_VERSION = "https://jsonfeed.org/version/1.1"
MOST_ENTRIES = 50
ATOM_SPACE = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# A feed must say when it changed last; one without entries never did.
NEVER = "1970-01-01T00:00:00Z"
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ElementTree.register_namespace("", ATOM_SPACE)


@dataclass(frozen=True)
class Feed:
    """What a feed says of itself: addresses in full, and the language of its labels."""

    title: str
    author: str
    address: str
    home_page: str
    locale: str


class Author(Shape):
    """Who makes it."""

    name: str


class JSONFeedItem(Shape):
    """One offer; `language` is that of title and summary."""

    id: str
    url: str
    title: str
    summary: str
    content_html: str
    language: str
    date_modified: str
    authors: list[Author]
    tags: list[str]
    image: str | None = Field(default=None, description="Left out where the offer has no picture.")


class JSONFeed(Shape):
    """The latest changed offers of a question."""

    version: Literal["https://jsonfeed.org/version/1.1"]
    title: str
    home_page_url: str
    feed_url: str
    language: str
    authors: list[Author]
    items: list[JSONFeedItem]


def json_feed(feed: Feed, cards: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """A JSON Feed of these cards."""
    return {
        "version": JSON_FEED_VERSION,
        "title": feed.title,
        "home_page_url": feed.home_page,
        "feed_url": feed.address,
        "language": feed.locale,
        "authors": [{"name": feed.author}],
        "items": [json_feed_item(card, feed.locale) for card in cards],
    }


def json_feed_item(card: dict[str, Any], locale: str) -> dict[str, Any]:
    """One card. JSON Feed knows no null: what is absent is left out."""
    image = {"image": urljoin(card["url"], card["image"]["url"])} if card["image"] else {}
    return {
        "id": urn(card),
        "url": card["url"],
        "title": card["title"],
        "summary": card["summary"],
        "content_html": content(card, locale),
        "language": card["lang"],
        "date_modified": card["updated_at"],
        "authors": [{"name": card["partner"]["name"]}],
        "tags": [category["label"] for category in card["categories"]],
    } | image


def urn(card: dict[str, Any]) -> str:
    """What stays the same of an offer when its address changes."""
    return f"urn:uuid:{card['id']}"


def content(card: dict[str, Any], locale: str) -> str:
    """Summary, then times, ages, price and place, as HTML in which each language has its direction."""
    place = card["place"]
    facts = (
        card["schedule_label"],
        card["age"]["label"],
        card["price_label"],
        f"{place['name']}, {place['locality']}" if place else None,
    )
    return format_html(
        '<p lang="{}" dir="{}">{}</p><ul lang="{}" dir="{}">{}</ul>',
        card["lang"],
        card["dir"],
        card["summary"],
        locale,
        text_direction(locale),
        format_html_join("", "<li><bdi>{}</bdi></li>", ((fact,) for fact in facts if fact)),
    )


def atom_feed(feed: Feed, cards: list[dict[str, Any]]) -> str:
    """An Atom feed of these cards, as XML."""
    root = ElementTree.Element(f"{{{ATOM_SPACE}}}feed", {XML_LANG: feed.locale})
    add(root, "id", feed.address)
    add(root, "title", feed.title)
    add(root, "updated", max((card["updated_at"] for card in cards), default=NEVER))
    add(root, "link", rel="self", type=ATOM, href=feed.address)
    add(root, "link", rel="alternate", type="text/html", hreflang=feed.locale, href=feed.home_page)
    add(add(root, "author"), "name", feed.author)
    for card in cards:
        add_entry(root, card, feed.locale)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def add_entry(root: ElementTree.Element, card: dict[str, Any], locale: str) -> None:
    """One card; its texts say in which language they are."""
    entry = add(root, "entry")
    add(entry, "id", urn(card))
    add(entry, "title", card["title"], **{XML_LANG: card["lang"]})
    add(entry, "updated", card["updated_at"])
    add(entry, "link", rel="alternate", type="text/html", hreflang=locale, href=card["url"])
    add(add(entry, "author"), "name", card["partner"]["name"])
    for category in card["categories"]:
        add(entry, "category", term=category["slug"], label=category["label"])
    add(entry, "summary", card["summary"], **{XML_LANG: card["lang"]})
    add(entry, "content", content(card, locale), type="html")


def add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    """A new element in its place, without the signs that XML cannot hold."""
    clean = {key: NOT_IN_XML.sub("", value) for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, f"{{{ATOM_SPACE}}}{name}", clean)
    element.text = NOT_IN_XML.sub("", text) or None
    return element

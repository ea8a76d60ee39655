"""What a page shows to a family that may not be safe: whom to call, and a way out that leaves nothing on the screen."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from home.choices import HelpTopic
from offers.choices import SAFETY_CATEGORY
from offers.documents.read import House


def help_lines(house: House, locale: str, topics: Collection[str]) -> list[dict[str, Any]]:
    """The help lines of a House for these topics (`home.choices.HelpTopic`), in its own order."""
    wanted = {*topics, HelpTopic.ANY}
    return [
        {**line, "site": urlsplit(line["chat"] or "").netloc.removeprefix("www.")}
        for line in house.care(locale)["lines"]
        if topics and wanted.intersection(line["topics"])
    ]


def exit_address(house: House, locale: str, categories: Collection[str]) -> str:
    """Where the quick exit leads, for something in these categories; nothing where none of them is about safety."""
    return house.care(locale)["exit"] if SAFETY_CATEGORY in categories else ""

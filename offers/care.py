"""What a page shows to a family that may not be safe: whom to call, and a way out that leaves nothing on the screen."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from home.choices import HelpTopic
from offers.choices import SAFETY_CATEGORY
from offers.documents.read import House


def care(house: House, locale: str, topics: Collection[str]) -> dict[str, Any]:
    """Help lines for these topics (`home.choices.HelpTopic`) and the quick exit; nothing without a topic."""
    if not topics:
        return {}
    return {"help_lines": help_lines(house, locale, topics), "exit_address": house.care(locale)["exit"]}


def care_of_offer(house: House, locale: str, payload: dict[str, Any]) -> dict[str, Any]:
    """The same for an offer about violence and safety at home."""
    categories = {row["slug"] for row in payload["categories"]}
    return care(house, locale, [HelpTopic.VIOLENCE] if SAFETY_CATEGORY in categories else [])


def help_lines(house: House, locale: str, topics: Collection[str]) -> list[dict[str, Any]]:
    """The help lines of a House for these topics, in its own order."""
    wanted = {*topics, HelpTopic.ANY}
    return [
        {**line, "site": urlsplit(line["chat"] or "").netloc.removeprefix("www.")}
        for line in house.care(locale)["lines"]
        if wanted.intersection(line["topics"])
    ]

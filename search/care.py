"""A search about violence or suicide: help lines above everything else, and a way out at any moment."""

from typing import Any

from offers.care import help_lines
from offers.choices import SAFETY_CATEGORY
from offers.documents.read import House
from search.parsing import CatalogueQuery
from search.safety import topics_of


def care_context(house: House, locale: str, query: CatalogueQuery, best_category: str = "") -> dict[str, Any]:
    """What the page shows for it; nothing when the search is about something else.

    `best_category` is where the search leads; a category that was chosen counts as well.
    """
    chosen = SAFETY_CATEGORY if SAFETY_CATEGORY in query.values.get("category", ()) else best_category
    topics = topics_of(query.text, locale, best_category=chosen)
    if not topics:
        return {}
    return {"help_lines": help_lines(house, locale, topics), "exit_address": house.care(locale)["exit"]}

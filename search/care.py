"""A search about violence or suicide: help lines above everything else, and a way out at any moment."""

from typing import Any

from offers.care import care
from offers.choices import SAFETY_CATEGORY
from offers.documents.read import House
from search.query import CatalogueQuery, Results
from search.safety import topics_of


def care_context(house: House, locale: str, query: CatalogueQuery, results: Results) -> dict[str, Any]:
    """What the page shows for it; nothing when the search is about something else.

    What the words say counts, what they surely mean, and the category that was chosen.
    """
    chosen = SAFETY_CATEGORY in query.values.get("category", ())
    meant = results.category if results.is_certain else ""
    return care(house, locale, topics_of(query.text, locale, best_category=SAFETY_CATEGORY if chosen else meant))

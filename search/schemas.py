"""The shape of lists and searches."""

from typing import Literal

from offers.schemas import Card, ContactPoint, Shape, Term


class FacetValue(Shape):
    """A value of a facet and how many offers have it under all other filters."""

    value: str
    label: str
    count: int
    selected: bool


class Suggestions(Shape):
    """Where to go when nothing was found."""

    categories: list[Term]
    contact_point: ContactPoint


class Search(Shape):
    """What was searched and how."""

    q: str
    engine: Literal["database", "elasticsearch"]
    degraded: bool
    mode: Literal["all_words", "some_words", "meaning"]
    did_you_mean: str | None
    matched_lang: list[str]
    suggestions: Suggestions | None


class Offers(Shape):
    """A part of a list of offers."""

    items: list[Card]
    total: int
    next: str | None
    facets: dict[str, list[FacetValue]]
    search: Search | None

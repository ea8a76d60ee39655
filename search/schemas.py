"""The shape of lists and searches."""

from typing import Literal

from pydantic import Field

from offers.schemas import Card, ContactPoint, Shape, Slug, Term


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


class Completion(Shape):
    """How what is being typed may go on."""

    text: str
    kind: Literal["offer", "category", "partner", "place", "query"] = Field(
        description="Where it leads: to one offer, category, partner or place, or (`query`) to a search for its words."
    )
    id: str | None = Field(description="UUID of the offer, category, partner or place; null for a query.")
    slug: Slug | None = Field(description="Its slug; null for a query.")
    lang: str = Field(description="Language of the text: offers without text in the asked language have a Dutch title.")


class Completions(Shape):
    """What may be meant, the best first."""

    items: list[Completion]


class Received(Shape):
    """Feedback has arrived."""

    received: bool


class QuestionNumber(Shape):
    """A question has arrived."""

    number: str = Field(description="Three letters, a dash and five digits, to read out on the telephone.")
    next: str = Field(description="What happens now, in plain words.")

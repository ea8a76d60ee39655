"""The shape of lists of dates."""

from typing import Literal

from pydantic import Field

from offers.schemas import Occurrence, PlaceReference, Shape, Slug


class Occurrences(Shape):
    """The dates of one offer, in order of time."""

    items: list[Occurrence]
    total: int
    next: str | None = Field(description="Always null: the dates of one offer come all at once.")


class OfferOfDate(Shape):
    """The offer that a date belongs to."""

    id: str
    slug: Slug
    title: str
    lang: str = Field(description="Language of the title.")
    dir: Literal["ltr", "rtl"]
    place: PlaceReference | None


class OfferOccurrence(Occurrence):
    """A date and its offer."""

    offer: OfferOfDate


class OfferOccurrences(Shape):
    """A part of the dates of many offers, in order of time; at the same time in order of title."""

    items: list[OfferOccurrence]
    total: int
    next: str | None

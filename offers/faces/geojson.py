"""Offers on a map: GeoJSON (RFC 7946), one point for each offer that has a place."""

from collections.abc import Iterable
from typing import Any, Literal

from offers.schemas import Age, PartnerReference, PlaceReference, Shape, Slug, Term

MEDIA_TYPE = "application/geo+json"
# What a map shows of a card; nothing of it moves with the clock, so an answer stays the same until an offer changes.
SHOWN = (
    *("slug", "title", "lang", "dir", "summary", "url", "pillar", "categories", "partner", "kind", "age", "is_free"),
    *("price_label", "schedule_label", "place", "version", "updated_at"),
)


class Point(Shape):
    """A position in WGS 84: longitude, then latitude."""

    type: Literal["Point"]
    coordinates: tuple[float, float]


class Properties(Shape):
    """An offer in short; labels are in the asked language."""

    slug: Slug
    title: str
    lang: str
    dir: Literal["ltr", "rtl"]
    summary: str
    url: str
    pillar: Slug | None
    categories: list[Term]
    partner: PartnerReference
    kind: str
    age: Age
    is_free: bool
    price_label: str | None
    schedule_label: str | None
    place: PlaceReference
    version: int
    updated_at: str


class Feature(Shape):
    """One offer."""

    type: Literal["Feature"]
    id: str
    geometry: Point
    properties: Properties


class FeatureCollection(Shape):
    """Every offer of a question that has a place."""

    type: Literal["FeatureCollection"]
    features: list[Feature]


def feature_collection(cards: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The cards that have a place, as GeoJSON."""
    return {"type": "FeatureCollection", "features": [feature(card) for card in cards if card["place"]]}


def feature(card: dict[str, Any]) -> dict[str, Any]:
    """One card with a place. RFC 7946 3.1.1: longitude comes first."""
    place = card["place"]
    return {
        "type": "Feature",
        "id": card["id"],
        "geometry": {"type": "Point", "coordinates": [place["lon"], place["lat"]]},
        "properties": {name: card[name] for name in SHOWN},
    }

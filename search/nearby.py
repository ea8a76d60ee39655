"""Near a point: what the point is called, how far to look, and the address of a list near it."""

from typing import Any

from django.utils.translation import gettext as _

from offers import wording
from offers.documents.read import House
from search.addresses import Pair, catalogue_address, without
from search.catalogue_index import Point, distance_m
from search.filters import DEFAULT_RADIUS_M
from search.gazetteer import Gazetteer, Spot, gazetteers

# How far to look, in metres: on foot, by bicycle, by bus, by car.
RADII_M = (2_000, 5_000, 10_000, 20_000)
PROPOSED_RADIUS_M = 5_000
# Of a point farther than this from every place is said how far.
BESIDE_M = 1_500
DECIMALS = 3
# The step, in degrees, to which a reader's own position is rounded: about half a kilometre.
COARSE = 0.005
# What makes no sense without a point.
DISTANCE: tuple[Pair | str, ...] = ("radius_m", ("sort", "distance"))
# How an offer without a place reaches a family; no distance holds for it.
WITHOUT_JOURNEY = ("home_visit", "phone", "online")


def near_value(point: Point) -> str:
    """A point as the address of a page says it: three decimals, about a hundred metres."""
    return f"{point[0]:.{DECIMALS}f},{point[1]:.{DECIMALS}f}"


def coarse(point: Point) -> Point:
    """A reader's own position, so rounded that it says the neighbourhood and not the house."""
    return (round(point[0] / COARSE) * COARSE, round(point[1] / COARSE) * COARSE)


def near_pairs(point: Point) -> list[Pair]:
    """Look near a point, the nearest first."""
    return [("near", near_value(point)), ("sort", "distance")]


def point_name(gazetteer: Gazetteer, point: Point) -> tuple[str, bool]:
    """What a point is called, and whether that is a Dutch name.

    A village, postcode, street or place of the House that lies exactly there; else the village that is closest.
    """
    value = near_value(point)
    spot = next((spot for spot in gazetteer.spots if near_value(spot.point) == value), None)
    if spot:
        return spot.label, True
    closest = min(((distance_m(point, spot.point), spot.label) for spot in gazetteer.villages), default=None)
    if closest is None:
        return _("this point"), False
    metres, village = closest
    if metres <= BESIDE_M:
        return _("a point in or near %(village)s") % {"village": village}, False
    words = {"distance": wording.distance(round(metres)), "village": village}
    return _("a point at %(distance)s from %(village)s") % words, False


def nearby(house: House, path: str, pairs: list[Pair], near: Point | None, radius_m: int | None) -> dict[str, Any]:
    """What the page says of the point that it looks near; empty without one."""
    if near is None:
        return {}
    radius_m = DEFAULT_RADIUS_M if radius_m is None else radius_m
    name, is_dutch = point_name(gazetteers.of(house), near)
    radius = wording.distance(radius_m)
    anywhere = without(pairs, "near", "delivery_mode", *DISTANCE)
    return {
        "name": name,
        # Translators: a chosen filter, such as "5 km around Malderen".
        "chip": _("%(distance)s around %(place)s") % {"distance": radius, "place": name},
        "is_dutch": is_dutch,
        "radius": radius,
        "radii": radii(path, pairs, radius_m),
        "without_journey": catalogue_address(path, [*anywhere, *(("delivery_mode", mode) for mode in WITHOUT_JOURNEY)]),
    }


def radii(path: str, pairs: list[Pair], radius_m: int) -> list[dict[str, Any]]:
    """The distances to choose from; one that came with the address from elsewhere is among them."""
    return [
        {
            "value": str(metres),
            "label": wording.distance(metres),
            "href": catalogue_address(path, [*without(pairs, "radius_m"), ("radius_m", str(metres))]),
            "current": metres == radius_m,
        }
        for metres in sorted({*RADII_M, radius_m})
    ]


def ways(path: str, pairs: list[Pair], spots: list[Spot], radius: str) -> list[dict[str, str]]:
    """Spots to choose from, each with the address of this list near it; `radius` is how far the form wants to look."""
    kept = [*without(pairs, "near", "radius_m", "sort"), *([("radius_m", radius)] if radius else [])]
    return [{"label": spot.label, "href": catalogue_address(path, [*kept, *near_pairs(spot.point)])} for spot in spots]

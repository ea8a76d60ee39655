"""Near a point: what the point is called, how far to look, and what else a typed address can mean."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from offers import wording
from offers.documents.read import House
from search.addresses import Pair, catalogue_address, without
from search.catalogue_index import Point
from search.filters import DEFAULT_RADIUS_M
from search.gazetteer import MOST_READINGS, Gazetteer, Reading, gazetteers, near_value

# How far to look, in metres: on foot, by bicycle, by bus, by car.
RADII_M = (2_000, 5_000, 10_000, 20_000)
PROPOSED_RADIUS_M = 5_000
# Of a point farther than this from every place is said how far.
BESIDE_M = 1_500
# The parameter of pages that names what a point is: the reading that was chosen, then the others.
AROUND = "around"
# What makes no sense without a point.
DISTANCE: tuple[Pair | str, ...] = ("radius_m", ("sort", "distance"), AROUND)
# How an offer without a place reaches a family; no distance holds for it.
WITHOUT_JOURNEY = ("home_visit", "phone", "online")


def around_value(readings: Iterable[Reading]) -> str:
    """Readings as the address of a page names them."""
    return ",".join(reading.key for reading in readings)


def readings_of(gazetteer: Gazetteer, near: Point, around: str) -> list[Reading]:
    """The readings that an address names; none when the first of them lies elsewhere."""
    keys = dict.fromkeys(around.split(",")[:MOST_READINGS])
    found = [gazetteer.readings[key] for key in keys if key in gazetteer.readings]
    return found if found and near_value(found[0].point) == near_value(near) else []


def around_pairs(house: House, near: Point | None, around: str) -> list[Pair]:
    """What an address says of the name of its point, as far as that is true."""
    readings = readings_of(gazetteers.of(house), near, around) if near and around else []
    return [(AROUND, around_value(readings))] if readings else []


def point_name(gazetteer: Gazetteer, point: Point) -> str:
    """What a point without a name is called: by the village that is closest."""
    closest = gazetteer.closest(point)
    if closest is None:
        return _("this point")
    metres, village = closest
    if metres <= BESIDE_M:
        return _("a point in or near %(village)s") % {"village": village}
    return _("a point at %(distance)s from %(village)s") % {
        "distance": wording.distance(round(metres)),
        "village": village,
    }


def nearby(house: House, path: str, pairs: list[Pair], near: Point | None, radius_m: int | None) -> dict[str, Any]:
    """What the page says of the point that it looks near; empty without one."""
    if near is None:
        return {}
    gazetteer = gazetteers.of(house)
    readings = readings_of(gazetteer, near, dict(pairs).get(AROUND, ""))
    radius_m = DEFAULT_RADIUS_M if radius_m is None else radius_m
    name, radius = readings[0].label if readings else point_name(gazetteer, near), wording.distance(radius_m)
    return {
        "name": name,
        # Translators: a chosen filter, such as "5 km around Malderen".
        "chip": _("%(distance)s around %(place)s") % {"distance": radius, "place": name},
        "is_dutch": bool(readings),
        "radius": radius,
        "radii": radii(path, pairs, radius_m),
        "others": [
            {"label": reading.label, "href": address_near(path, pairs, reading, readings)} for reading in readings[1:]
        ],
        "without_journey": catalogue_address(
            path, [*without(pairs, "near", "delivery_mode", *DISTANCE), *(("delivery_mode", mode) for mode in WITHOUT_JOURNEY)]
        ),
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


def address_near(path: str, pairs: list[Pair], reading: Reading, readings: Sequence[Reading]) -> str:
    """The same list near another reading, from which the others can still be reached."""
    others = [reading, *(other for other in readings if other is not reading)]
    kept = without(pairs, "near", AROUND, "sort")
    return catalogue_address(
        path,
        [*kept, ("near", near_value(reading.point)), (AROUND, around_value(others)), ("sort", "distance")],
    )


def villages(house: House, path: str, pairs: list[Pair]) -> list[dict[str, str]]:
    """The villages of the House, for who typed something else."""
    found = gazetteers.of(house).villages
    return [{"label": one.label, "href": address_near(path, pairs, one, [one])} for one in found]

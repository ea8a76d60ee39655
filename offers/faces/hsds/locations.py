"""Places as HSDS locations, and offers at a place as services at a location."""

from typing import Any

from offers.faces.hsds.attributes import Attributes, labelled
from offers.faces.hsds.contacts import phones
from offers.faces.hsds.identity import derived, filled
from offers.faces.hsds.schedules import schedules

# First and last postcode of each province of Flanders, and of Brussels (bpost).
PROVINCES = (
    (1000, 1299, "Brussel"),
    (1500, 1999, "Vlaams-Brabant"),
    (2000, 2999, "Antwerpen"),
    (3000, 3499, "Vlaams-Brabant"),
    (3500, 3999, "Limburg"),
    (8000, 8999, "West-Vlaanderen"),
    (9000, 9999, "Oost-Vlaanderen"),
)


def province_of(postcode: str) -> str:
    """The province of a Flemish postcode; "België" for any other, since HSDS cannot do without one."""
    number = int(postcode) if postcode.isascii() and postcode.isdigit() else 0
    return next((name for first, last, name in PROVINCES if first <= number <= last), "België")


def location(place: dict[str, Any]) -> dict[str, Any]:
    """A place without its lists."""
    return filled(
        {
            "id": place["id"],
            "location_type": "physical",
            "name": place["name"],
            "description": place["entrance_note"],
            "transportation": place["transport_note"],
            "latitude": place["lat"],
            "longitude": place["lon"],
        }
    )


def location_in_full(place: dict[str, Any], locale: str) -> dict[str, Any]:
    """A place with its address and its facilities."""
    facilities = labelled(place["facilities"])
    attributes = Attributes("location", place["id"], locale)
    attributes.add_terms("facilities", facilities)
    accessibility = [
        {"id": derived("accessibility", place["id"], slug), "location_id": place["id"], "description": label}
        for slug, label in facilities
    ]
    return location(place) | filled(
        {
            "addresses": [address(place)],
            "accessibility": accessibility,
            "attributes": attributes.found,
            "x_hvk_facilities": place["facilities"],
        }
    )


def address(place: dict[str, Any]) -> dict[str, Any]:
    """The address of a place."""
    return {
        "id": derived("address", place["id"]),
        "location_id": place["id"],
        "address_1": place["street"],
        "city": place["locality"],
        "state_province": province_of(place["postcode"]),
        "postal_code": place["postcode"],
        "country": "BE",
        "address_type": "physical",
    }


def service_at_location_id(offer_id: object) -> str:
    """The identifier of an offer at its place; an offer has one place at most."""
    return derived("service_at_location", offer_id)


def service_at_location(offer: dict[str, Any]) -> dict[str, Any]:
    """An offer at its place, without lists. The offer must have a place."""
    return {
        "id": service_at_location_id(offer["id"]),
        "service_id": offer["id"],
        "location_id": offer["place"]["id"],
        "location": location(offer["place"]),
    }


def service_at_location_in_full(offer: dict[str, Any], locale: str) -> dict[str, Any]:
    """An offer at its place, with hours and phone."""
    identifier = service_at_location_id(offer["id"])
    return service_at_location(offer) | filled(
        {
            "location": location_in_full(offer["place"], locale),
            "phones": phones(offer["contact"]["phone"], service_at_location_id=identifier),
            "schedules": schedules(offer, service_at_location_id=identifier),
        }
    )

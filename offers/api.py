"""Routes of the API about the House, its network and single offers: parse, read, answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Router

from offers import network_schemas, schemas
from offers.answers import answer, asked_of, checked, found, public
from offers.asked import Asked
from offers.choices import Access, BookingStatus, DeliveryMode, OfferKind, Universality
from offers.documents import read
from offers.openapi import LIMIT, parameter, responses

router = Router(by_alias=True)

CHOICES = {
    "kinds": OfferKind,
    "access": Access,
    "delivery_modes": DeliveryMode,
    "universality": Universality,
    "booking_status": BookingStatus,
}
PAGED = [LIMIT, parameter("cursor", "Where to go on: from `next` of the part before.", {"type": "string"})]


def house_reference(house: read.House, locale: str) -> dict[str, Any]:
    """A House as others point to it."""
    payload = house.payload(locale if locale in house.locales else "nl")
    return {name: payload[name] for name in ("slug", "name", "url", "municipalities")}


# What the names of links in other formats are, and where they lead.
FORMATS = {"geojson": "offers.geojson", "json_feed": "feed.json", "atom_feed": "feed.xml"}
LINKS = (
    *("house", "houses", "taxonomy", "partners", "places", "offers", "occurrences", "suggest", "changes"),
    *("snapshot", "feedback", "questions", "openapi.json", "docs"),
)


@router.get("/", response=responses(network_schemas.Root), summary="Where to begin", operation_id="root")
def root(request: HttpRequest) -> HttpResponse:
    """Name, version, House, languages, and links to everything."""
    asked = asked_of(request)
    asked.only()
    links = {name.partition(".")[0]: f"{asked.api_url}/{name}" for name in LINKS}
    links |= {name: f"{asked.api_url}/{address}" for name, address in FORMATS.items()}
    return answer(
        {
            "name": _("Offers of %(house)s") % {"house": asked.house.name},
            "version": "1",
            "house": house_reference(asked.house, asked.locale),
            "locales": list(asked.house.locales),
            "links": links,
        }
    )


@router.get("/house", response=responses(network_schemas.House), summary="The House", operation_id="house")
def house(request: HttpRequest) -> HttpResponse:
    """Names, municipalities, contact point, languages, mission."""
    asked = asked_of(request)
    asked.only()
    return answer(asked.house.payload(asked.locale))


@router.get("/houses", response=responses(network_schemas.Houses), summary="All Houses", operation_id="houses")
def houses(request: HttpRequest) -> HttpResponse:
    """Every House of this installation."""
    asked = asked_of(request)
    asked.only()
    return answer({"items": [house_reference(each, asked.locale) for each in read.houses()]})


@router.get(
    "/taxonomy", response=responses(network_schemas.Taxonomy), summary="Lists of codes", operation_id="taxonomy"
)
def taxonomy(request: HttpRequest) -> HttpResponse:
    """Every list of codes that the API uses, with labels in the asked language."""
    asked = asked_of(request)
    asked.only()
    lists = dict(read.taxonomy(asked.house, asked.locale))
    for name, choices in CHOICES.items():
        lists[name] = [{"slug": str(value), "label": str(label), "parent": None} for value, label in choices.choices]
    return answer(lists)


def part_of_list(asked: Asked, items: list[dict[str, Any]]) -> HttpResponse:
    """The asked part of a short list."""
    page = asked.page()
    cursor = page.cursor_after(len(items))
    shown = items[page.offset : page.offset + page.limit]
    return answer({"items": shown, "total": len(items), "next": asked.address(cursor=cursor) if cursor else None})


@router.get(
    "/partners",
    response=responses(network_schemas.Partners),
    summary="Partners",
    operation_id="partners",
    openapi_extra={"parameters": PAGED},
)
def partners(request: HttpRequest) -> HttpResponse:
    """The partners whose signed engagement is valid today."""
    asked = asked_of(request)
    return part_of_list(asked, read.partners(asked.house, asked.locale))


@router.get(
    "/partners/{identifier}",
    response=responses(network_schemas.Partner, 404),
    summary="One partner",
    operation_id="partner",
)
def partner(request: HttpRequest, identifier: Path[str]) -> HttpResponse:
    """A partner by its UUID or slug."""
    asked = asked_of(request)
    asked.only()
    return answer(found(read.partner(asked.house, checked(identifier), asked.locale)))


@router.get(
    "/places",
    response=responses(network_schemas.Places),
    summary="Places",
    operation_id="places",
    openapi_extra={"parameters": PAGED},
)
def places(request: HttpRequest) -> HttpResponse:
    """The places that published offers use."""
    asked = asked_of(request)
    return part_of_list(asked, read.places(asked.house, asked.locale))


@router.get("/places/{identifier}", response=responses(schemas.Place, 404), summary="One place", operation_id="place")
def place(request: HttpRequest, identifier: Path[str]) -> HttpResponse:
    """A place by its UUID or slug."""
    asked = asked_of(request)
    asked.only()
    return answer(found(read.place(asked.house, checked(identifier), asked.locale)))


@router.get(
    "/offers/{identifier}",
    response=responses(schemas.Offer, 404, 410),
    summary="One offer in full",
    operation_id="offer",
)
def offer(request: HttpRequest, identifier: Path[str]) -> HttpResponse:
    """An offer by its UUID or slug. Withdrawn: 410 with `reason` and, if there is one, `successor`."""
    asked = asked_of(request)
    asked.only("fallback")
    return answer(public(read.detail_text(asked.house, checked(identifier), asked.locale)))

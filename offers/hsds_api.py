"""Routes of the HSDS face that need no search: where to begin, single things, and the lists of codes."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Router

from home.problems import InvalidQuery, Problem
from offers.answers import answer, asked_of, found
from offers.documents import read
from offers.documents.read import as_uuid
from offers.faces.hsds import asked as questions
from offers.faces.hsds import reading, shapes
from offers.faces.hsds.answers import listed_items
from offers.faces.hsds.organizations import organization_in_full
from offers.faces.hsds.taxonomies import found_list, found_term, taxonomies, terms
from offers.openapi import responses

router = Router(by_alias=True)

VERSION = "3.1.3"
# The hub adds members and leaves out endpoints, and changes nothing of HSDS: it follows the standard's own profile.
PROFILE = "https://docs.openreferral.org/en/latest/"


def key_of(identifier: str) -> uuid.UUID:
    """An identifier in an address. Raises ApiProblem 404 for what is no UUID."""
    return found(as_uuid(identifier))


@router.get("/", response=responses(shapes.Root), summary="Where to begin", operation_id="hsds_root")
def root(request: HttpRequest) -> HttpResponse:
    """Version of HSDS, profile, and where this description is."""
    asked = asked_of(request)
    asked.only()
    address = f"{asked.base_url}/api/hsds/v3/openapi.json"
    return answer({"version": VERSION, "profile": PROFILE, "openapi_url": address})


@router.get(
    "/services/{identifier}", response=responses(shapes.Service), summary="One service", operation_id="hsds_service"
)
def service(request: HttpRequest, identifier: Path[str]) -> HttpResponse:
    """An offer with everything. One that is gone leaves a trace: `inactive` or `defunct`, without its words."""
    asked = asked_of(request)
    asked.only()
    return answer(found(reading.one_service(asked.house, key_of(identifier), asked.locale)))


@router.get(
    "/organizations/{identifier}",
    response=responses(shapes.Organization),
    summary="One organization",
    operation_id="hsds_organization",
)
def organization(request: HttpRequest, identifier: Path[str]) -> HttpResponse:
    """A partner whose signed engagement is valid today."""
    asked = asked_of(request)
    asked.only()
    partner = found(read.partner(asked.house, str(key_of(identifier)), asked.locale))
    return answer(organization_in_full(partner, asked.locale))


@router.get(
    "/service_at_locations/{identifier}",
    response=responses(shapes.ServiceAtLocation),
    summary="One service at its location",
    operation_id="hsds_service_at_location",
)
def service_at_location(request: HttpRequest, identifier: Path[str]) -> HttpResponse:
    """An offer at its place, with hours."""
    asked = asked_of(request)
    asked.only()
    return answer(found(reading.one_at_location(asked.house, str(key_of(identifier)), asked.locale)))


@router.get(
    "/taxonomies",
    response=responses(shapes.Page),
    summary="Taxonomies",
    operation_id="hsds_taxonomies",
    openapi_extra={"parameters": [*questions.PAGING, questions.SEARCH]},
)
def taxonomy_list(request: HttpRequest) -> HttpResponseBase:
    """The lists of codes."""
    asked = asked_of(request)
    window = questions.window(asked, "search")
    return listed_items(asked, window, reading.named(taxonomies(), window.given.get("search", "")))


@router.get(
    "/taxonomies/{identifier}",
    response=responses(shapes.Taxonomy),
    summary="One taxonomy",
    operation_id="hsds_taxonomy",
)
def taxonomy(request: HttpRequest, identifier: Path[str]) -> HttpResponse:
    """One list of codes."""
    asked_of(request).only()
    return answer(one_of(taxonomies(), identifier))


@router.get(
    "/taxonomy_terms",
    response=responses(shapes.Page),
    summary="Terms",
    operation_id="hsds_taxonomy_terms",
    openapi_extra={
        "parameters": [
            *questions.PAGING,
            questions.SEARCH,
            questions.TAXONOMY,
            questions.PARENT,
            questions.TOP,
        ]
    },
)
def term_list(request: HttpRequest) -> HttpResponseBase:
    """The values of the lists, with their names in the asked language."""
    asked = asked_of(request)
    window = questions.window(asked, "search", "taxonomy_id", "parent_id", "top_only")
    taxonomy_id, parent_id, top_only = window.key("taxonomy_id"), window.key("parent_id"), window.flag("top_only")
    if taxonomy_id and not found_list(taxonomy_id):
        raise InvalidQuery([Problem("taxonomy_id", questions.unknown_id())])
    if parent_id and not found_term(parent_id, asked.house):
        raise InvalidQuery([Problem("parent_id", questions.unknown_id())])
    kept = [
        each
        for each in terms(asked.house, asked.locale)
        if (not taxonomy_id or each["taxonomy_id"] == taxonomy_id)
        and (not parent_id or each.get("parent_id") == parent_id)
        and not (top_only and "parent_id" in each)
    ]
    return listed_items(asked, window, reading.named(kept, window.given.get("search", "")))


@router.get(
    "/taxonomy_terms/{identifier}",
    response=responses(shapes.TaxonomyTerm),
    summary="One term",
    operation_id="hsds_taxonomy_term",
)
def term(request: HttpRequest, identifier: Path[str]) -> HttpResponse:
    """One value of a list."""
    asked = asked_of(request)
    asked.only()
    return answer(one_of(terms(asked.house, asked.locale), identifier))


def one_of(items: list[dict[str, Any]], identifier: str) -> dict[str, Any]:
    """The item with this identifier. Raises ApiProblem 404."""
    key = str(key_of(identifier))
    return found(next((each for each in items if each["id"] == key), None))

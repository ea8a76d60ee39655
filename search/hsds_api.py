"""Routes of the HSDS face that list and search: services, services at locations, organizations."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Router

from home.problems import InvalidQuery, Problem
from offers.answers import asked_of
from offers.asked import Asked
from offers.documents import read
from offers.faces.hsds import asked as questions
from offers.faces.hsds import reading, shapes
from offers.faces.hsds.answers import Items, listed, listed_items
from offers.faces.hsds.asked import Window
from offers.faces.hsds.organizations import organization, organization_in_full
from offers.openapi import responses
from search.hsds import Selection

router = Router(by_alias=True)

FILTERS = [questions.SEARCH, questions.TERM, questions.TAXONOMY, questions.ORGANIZATION, questions.MODIFIED]
FILTER_NAMES = tuple(each["name"] for each in FILTERS)


@router.get(
    "/services",
    response=responses(shapes.Page),
    summary="List and search services",
    operation_id="hsds_services",
    openapi_extra={"parameters": [*questions.PAGING, *FILTERS, questions.MINIMAL, questions.FULL]},
)
def services(request: HttpRequest) -> HttpResponseBase:
    """The offers of the House, for families and for professionals. Filters combine with AND."""
    asked = asked_of(request)
    window = questions.window(asked, *FILTER_NAMES, "minimal", "full")
    is_minimal, is_full = window.flag("minimal"), window.flag("full")
    if is_minimal and is_full:
        raise InvalidQuery([Problem("minimal", _("Ask for 'minimal' or for 'full', not for both."))])
    selection = Selection.of(asked, window)
    gone = gone_since(asked, window)
    if is_minimal:
        gone = [{"id": each["id"], "last_modified": each["last_modified"]} for each in gone]
    reader = None if is_minimal else reading.Reader(asked.house, asked.locale, full=is_full)

    def part(offset: int, limit: int) -> Items:
        pks = selection.pks(offset, limit)
        there = reader.objects(reading.SERVICES, pks) if reader else reading.minimal_services(asked.house, pks)
        behind = max(0, offset - selection.total)
        return there + gone[behind : behind + limit - len(there)]

    return listed(asked, window, selection.total + len(gone), part)


def gone_since(asked: Asked, window: Window) -> Items:
    """The traces of offers that went after `modified_after`. Nothing is left of them that another filter could ask."""
    moment = window.moment("modified_after")
    if moment is None or set(window.given) & (set(FILTER_NAMES) - {"modified_after"}):
        return []
    return reading.withdrawn_since(asked.house, moment)


@router.get(
    "/service_at_locations",
    response=responses(shapes.Page),
    summary="List services at their locations",
    operation_id="hsds_service_at_locations",
    openapi_extra={
        "parameters": [*questions.PAGING, *FILTERS, questions.POSTCODE, questions.PROXIMITY, questions.FULL]
    },
)
def service_at_locations(request: HttpRequest) -> HttpResponseBase:
    """The offers that have a place, each at it. Filters combine with AND."""
    asked = asked_of(request)
    window = questions.window(asked, *FILTER_NAMES, "postcode", "proximity", "full")
    selection = Selection.of(asked, window).at_places(asked, window)
    reader = reading.Reader(asked.house, asked.locale, full=window.flag("full"))
    return listed(
        asked,
        window,
        selection.total,
        lambda offset, limit: reader.objects(reading.PLACED, selection.pks(offset, limit)),
    )


@router.get(
    "/organizations",
    response=responses(shapes.Page),
    summary="List organizations",
    operation_id="hsds_organizations",
    openapi_extra={
        "parameters": [*questions.PAGING, questions.SEARCH, questions.TERM, questions.TAXONOMY, questions.FULL]
    },
)
def organizations(request: HttpRequest) -> HttpResponseBase:
    """The partners whose signed engagement is valid today; with a term: those that have an offer with it."""
    asked = asked_of(request)
    window = questions.window(asked, "search", "taxonomy_term_id", "taxonomy_id", "full")
    partners = read.partners(asked.house, asked.locale)
    if window.key("taxonomy_term_id") or window.key("taxonomy_id"):
        offering = Selection.of(asked, window, with_words=False).main_partners()
        partners = [each for each in partners if each["id"] in offering]
    is_full = window.flag("full")
    found = [organization_in_full(each, asked.locale) if is_full else organization(each) for each in partners]
    return listed_items(asked, window, reading.named(found, window.given.get("search", "")))

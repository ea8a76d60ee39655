"""Routes of the API about the dates of many offers, with every filter of the list."""

from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from offers import dates_schemas
from offers.answers import answer, asked_of, stream
from offers.documents import read
from offers.faces.icalendar import MEDIA_TYPE, calendar
from offers.faces.series import horizon
from offers.openapi import responses, text_responses
from offers.windows import PARAMETERS as WINDOW
from offers.windows import window
from search.dates import all_ids, dates_page
from search.filters import UNPAGED, parameters_without
from search.query import ask, parse

router = Router(by_alias=True)

# Dates have one order, and their number under each facet is nobody's question.
WITHOUT = ("lang", "house", "sort", "facets")
SCOPE = "occurrences"
SHOWN = ("id", "slug", "title", "lang", "dir", "place")
DESCRIBED = WINDOW + parameters_without("sort", "facets", "from", "to")


@router.get(
    "/occurrences",
    response=responses(dates_schemas.OfferOccurrences),
    summary="Dates of all offers",
    operation_id="occurrences",
    openapi_extra={"parameters": DESCRIBED},
)
def occurrences(request: HttpRequest) -> HttpResponse:
    """The dates of the offers that pass the filters, in order of time: those that begin on the days from..to.

    Dates that begin together stand in the order of their titles. Permanent offers and those by arrangement have none.
    """
    asked = asked_of(request)
    query = parse(asked.pairs, asked.house, without=WITHOUT, scope=SCOPE)
    found = ask(asked.house, asked.locale, query)
    first, last = window(query.values.get("from"), query.values.get("to"), found.today)
    page = dates_page(found, found.index.book.dates_between(first, last), query.offset, query.limit)
    offers = read.stored_cards(asked.house, {pk for pk, _date in page.items}, asked.locale)
    items: list[dict[str, Any]] = [
        date.as_json() | {"offer": {name: offers[pk][name] for name in SHOWN}}
        for pk, date in page.items
        if pk in offers
    ]
    end = query.offset + len(page.items)
    more = bool(page.items) and end < page.total
    following = asked.address(cursor=query.cursor(end, SCOPE)) if more else None
    return answer({"items": items, "total": page.total, "next": following})


@router.get(
    "/offers.ics",
    response=responses(None),
    summary="The dates of a list of offers for calendar programs",
    operation_id="offers_calendar",
    openapi_extra={"parameters": parameters_without(*UNPAGED)} | text_responses(MEDIA_TYPE),
)
def offers_calendar(request: HttpRequest) -> StreamingHttpResponse:
    """All offers that pass the filters as one iCalendar, to follow. Those without dates are not in it."""
    asked = asked_of(request)
    query = parse(asked.pairs, asked.house, without=UNPAGED)
    found = ask(asked.house, asked.locale, query)
    ids = all_ids(found)
    name = _("Offers of %(house)s") % {"house": asked.house.name}
    content = (asked.house.id, asked.house.position, asked.locale, name, str(horizon(found.today)), ids)
    digest = sha256(repr(content).encode()).hexdigest()[:32]
    offers = read.in_full(asked.house, ids, asked.locale)
    return stream(calendar(name, asked.locale, asked.locale, offers, found.today), MEDIA_TYPE, digest)

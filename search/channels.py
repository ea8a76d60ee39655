"""A list of the catalogue elsewhere: in a frame of another website, and on paper."""

from typing import Any

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt

from home.opening_hours import brussels_now
from offers.documents import read
from offers.documents.read import House
from offers.faces.qr import qr_inline
from offers.pages import address_of, public_page
from offers.presentation import card_contexts, frame
from offers.timetable import timetable
from search.addresses import NO_CHOICE, catalogue_address
from search.filters import FACETS
from search.presentation import chip_label, western
from search.query import CatalogueQuery, Results, parse_lenient, run
from search.takeaway import frame_title
from search.views import OF_ONE_READER, pairs_of

OFFERS_IN_A_FRAME = 24
OFFERS_ON_PAPER = 200
SLOTS_ON_PAPER, DATES_ON_PAPER = 7, 4


# Any website may show this page in a frame, and no other page of the hub: it has nothing to press but links.
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@public_page
def embed(request: HttpRequest, house: House, locale: str) -> HttpResponse:
    """The first offers of a list for a frame in another website; what cannot be understood is left out."""
    query, results, context = list_context(request, house, locale, OFFERS_IN_A_FRAME)
    context |= {
        "title": frame_title(house),
        "cards": card_contexts(house, read.cards(house, results.ids, locale, results.distances), locale),
    }
    return kept_as(render(request, "search/embed.html", context), query)


@public_page
def print_list(request: HttpRequest, house: House, locale: str) -> HttpResponse:
    """A list on paper: every offer with its times, its place and its telephone number."""
    query, results, context = list_context(request, house, locale, OFFERS_ON_PAPER)
    offers = read.details(house, results.ids, locale)
    address = address_of(request)["origin"] + context["list_address"]
    context |= {
        "rows": [row | on_paper(row) for row in card_contexts(house, offers, locale)],
        "qr": qr_inline(address, address) or qr_inline(context["canonical"], context["canonical"]),
        "today": brussels_now().date(),
    }
    return kept_as(render(request, "search/print_list.html", context), query)


def list_context(
    request: HttpRequest, house: House, locale: str, most: int
) -> tuple[CatalogueQuery, Results, dict[str, Any]]:
    """The question of an address, its answer, and what a page shows of both around the offers."""
    query, _problems = parse_lenient(pairs_of(request.GET), house, locale)
    named = [name for name in FACETS if name in query.values]
    results = run(house, locale, query, facets=named, offset=0, limit=most)
    facets = western(results.facets)
    path = reverse("catalogue", kwargs={"locale": locale})
    context = frame(house, locale, path=path, **address_of(request))
    return (
        query,
        results,
        context
        | {
            "q": query.text,
            "choices": [label for pair in query.pairs(*NO_CHOICE) if (label := chip_label(pair, facets))],
            "total": results.total,
            "most": most,
            "list_address": catalogue_address(path, query.pairs(*NO_CHOICE)),
        },
    )


def kept_as(response: HttpResponse, query: CatalogueQuery) -> HttpResponse:
    """A list near somebody is for that person's own browser."""
    if "near" in query.values:
        response["Cache-Control"] = OF_ONE_READER
    return response


def on_paper(offer: dict[str, Any]) -> dict[str, Any]:
    """The address, the hours of the week and the next single dates, as far as they fit on a few lines."""
    time, place = timetable(offer["schedule"]), offer["place"]
    return {
        "weekly": time["weekly"][:SLOTS_ON_PAPER],
        "dates": time["dates"][:DATES_ON_PAPER],
        "address": f"{place['street']}, {place['locality']}" if place else "",
    }

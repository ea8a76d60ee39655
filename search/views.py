"""The families' pages that search the catalogue: home, catalogue, a partner with its offers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from home.problems import Problem
from offers.documents import read
from offers.documents.read import House
from offers.pages import address_of, page_of, public_page
from offers.presentation import card_contexts, frame, partner_context
from search import presentation
from search.addresses import Pair, catalogue_address, without
from search.care import care_context
from search.filters import FACETS
from search.front import front
from search.missing import missing_context
from search.query import CatalogueQuery, Results, parse_lenient, run
from search.ways_on import ways_on_context

PAGE_SIZE = 24
LONGEST_PAGE_NUMBER = 5
OFFERS_OF_A_PARTNER = 60
# What the API can be asked beside filters and order; on a page it chooses nothing.
NO_CHOICE = ("facets", "limit")


@public_page
def home(request: HttpRequest, house: House, locale: str) -> HttpResponse:
    """The front of the House."""
    context = frame(house, locale, path=request.path, **address_of(request))
    context |= front(house, locale, reverse("catalogue", kwargs={"locale": locale}))
    return render(request, "home/house_page.html", context | {"partners": read.partners(house, locale)})


@public_page
def catalogue(request: HttpRequest, house: House, locale: str) -> HttpResponse:
    """All offers, or those that fit what was asked. What cannot be understood is left out, and the page says so."""
    asked = [(name, value) for name, values in request.GET.lists() for value in values]
    query, problems = parse_lenient(asked, house, locale)
    page = page_number(request.GET.get("page", "1"))
    results = results_of(house, locale, query, page)
    pages = max(1, -(-results.total // PAGE_SIZE))
    if page == 0 or page > pages:
        page, results = 1, results_of(house, locale, query, 1)
        problems.append(Problem("page", _("This page of the list does not exist: here is the first one.")))
    pairs = query.pairs(*NO_CHOICE)
    context = frame(house, locale, path=request.path, **address_of(request))
    context |= results_context(house, locale, request.path, pairs, results)
    context |= care_context(house, locale, query, results)
    if not results.total:
        context |= missing_context(request, house, query.text, results.category, pairs)
    context |= {
        "problems": [problem.detail for problem in problems],
        "pager": presentation.pager(request.path, pairs, page, pages),
    }
    return page_of(request, "search/catalogue.html", context)


def results_of(house: House, locale: str, query: CatalogueQuery, page: int) -> Results:
    """One page of the answer, with every facet counted."""
    return run(house, locale, query, facets=FACETS, offset=max(0, page - 1) * PAGE_SIZE, limit=PAGE_SIZE)


def page_number(text: str) -> int:
    """The number of a page, 0 for what is none."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= LONGEST_PAGE_NUMBER else 0


def results_context(house: House, locale: str, path: str, pairs: list[Pair], results: Results) -> dict[str, Any]:
    """What the catalogue shows of the results."""
    terms = read.taxonomy(house, locale)
    facets = presentation.western(results.facets)
    parents = {term["slug"]: term["parent"] for term in terms["categories"]}
    chips = presentation.chips(path, pairs, facets)
    words = dict(pairs).get("q", "")
    return {
        "q": words,
        "total": results.total,
        "search": results.search,
        "cards": card_contexts(house, read.cards(house, results.ids, locale, results.distances), locale),
        "sections": presentation.sections(facets, pairs, parents),
        "ages": presentation.ages(pairs),
        "chosen": dict(pairs),
        "chips": chips,
        "clear_address": catalogue_address(path, [pair for pair in pairs if pair[0] == "q"]),
        "hidden_in_search": without(pairs, "q"),
        "hidden_in_filters": without(pairs, *presentation.FORM_FIELDS),
        "sorts": presentation.sorts(path, pairs),
        "meant_address": catalogue_address(
            path, [*without(pairs, "q"), ("q", (results.search or {}).get("did_you_mean") or "")]
        ),
    } | ways_on_context(path, pairs, terms, results)


@public_page
def partner(request: HttpRequest, house: House, locale: str, slug: str) -> HttpResponse:
    """A partner and what it does for families."""
    payload = read.partner(house, slug, locale)
    if payload is None:
        raise Http404
    query, _problems = parse_lenient([("partner", payload["slug"])], house, locale)
    results = run(house, locale, query, facets=[], offset=0, limit=OFFERS_OF_A_PARTNER)
    context = partner_context(house, payload, locale, **address_of(request))
    catalogue_path = reverse("catalogue", kwargs={"locale": locale})
    context |= {
        "cards": card_contexts(house, read.cards(house, results.ids, locale), locale),
        "total": results.total,
        "all_address": catalogue_address(catalogue_path, [("partner", payload["slug"])])
        if results.total > OFFERS_OF_A_PARTNER
        else "",
    }
    return render(request, "offers/partner_page.html", context)

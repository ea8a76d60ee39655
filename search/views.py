"""The families' pages that search the catalogue: home, catalogue, a partner with its offers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from offers.documents import read
from offers.documents.read import House
from offers.pages import address_of, public_page
from offers.presentation import card_contexts, frame, partner_context
from search import presentation
from search.addresses import Pair, catalogue_address, chosen_pairs, without
from search.front import front
from search.query import parse_lenient, run

OFFERS_OF_A_PARTNER = 60


@public_page
def home(request: HttpRequest, house: House, locale: str) -> HttpResponse:
    """The front of the House."""
    context = frame(house, locale, path=request.path, **address_of(request))
    context |= front(house, locale, reverse("catalogue", kwargs={"locale": locale}))
    return render(request, "home/house_page.html", context | {"partners": read.partners(house, locale)})


@public_page
def catalogue(request: HttpRequest, house: House, locale: str) -> HttpResponse:
    """All offers, or those that fit what was asked. What cannot be understood is left out, and the page says so."""
    asked = chosen_pairs(request.GET)
    query, problems = parse_lenient(without(asked, "page"), house, locale)
    bad = {problem.parameter for problem in problems}
    complaints = [problem.detail for problem in problems]
    page, page_problem = page_number(asked)
    results = run(
        house,
        locale,
        query,
        facets=list(presentation.FACETS),
        offset=(page - 1) * presentation.PAGE_SIZE,
        limit=presentation.PAGE_SIZE,
    )
    pages = max(1, -(-results.total // presentation.PAGE_SIZE))
    if page > pages:
        page, page_problem = 1, _("This page of the list does not exist: here is the first one.")
        results = run(house, locale, query, facets=list(presentation.FACETS), offset=0, limit=presentation.PAGE_SIZE)
    pairs = kept_pairs(without(asked, "page"), bad, results.facets)
    context = frame(house, locale, path=request.path, **address_of(request))
    context |= results_context(house, locale, request.path, pairs, results)
    context |= {
        "problems": complaints + ([page_problem] if page_problem else []),
        "pager": presentation.pager(request.path, pairs, page, pages),
    }
    return render(request, "search/catalogue.html", context)


def page_number(pairs: list[Pair]) -> tuple[int, str]:
    """The page that was asked for, and what is wrong with it."""
    asked = dict(pairs).get("page", "1")
    if asked.isdecimal() and asked.isascii() and len(asked) < 6 and int(asked) > 0:
        return int(asked), ""
    return 1, _("This page of the list does not exist: here is the first one.")


def kept_pairs(pairs: list[Pair], bad: set[str], facets: dict[str, list[dict[str, Any]]]) -> list[Pair]:
    """What was asked and understood: of a facet with a bad value, the values that count."""
    selected = {(name, bucket["value"]) for name, buckets in facets.items() for bucket in buckets if bucket["selected"]}
    known = presentation.known_parameters()
    return [pair for pair in pairs if pair[0] in known and (pair[0] not in bad or pair in selected)]


def results_context(house: House, locale: str, path: str, pairs: list[Pair], results: Any) -> dict[str, Any]:
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
        "cards": card_contexts(house, read.cards(house, results.ids, locale), locale),
        "sections": presentation.sections(facets, pairs, parents),
        "ages": presentation.ages(pairs),
        "chosen": dict(pairs),
        "chips": chips,
        "clear_address": catalogue_address(path, [pair for pair in pairs if pair[0] == "q"]),
        "hidden_in_search": without(pairs, "q"),
        "hidden_in_filters": without(pairs, *presentation.FORM_FIELDS),
        "sorts": presentation.sorts(path, pairs),
        "neighbours": neighbours(path, terms, results.search) if not results.total else [],
        "meant_address": catalogue_address(
            path, [*without(pairs, "q"), ("q", (results.search or {}).get("did_you_mean") or "")]
        ),
    }


def neighbours(path: str, terms: dict[str, Any], search: dict[str, Any] | None) -> list[dict[str, str]]:
    """Where to go when nothing was found: the categories that come close, else the pillars."""
    near = ((search or {}).get("suggestions") or {}).get("categories") or []
    parents = {term["slug"]: term["parent"] for term in terms["categories"]}
    if near:
        return [
            {
                "label": row["label"],
                "scene": row["slug"],
                "pillar": parents.get(row["slug"], ""),
                "href": catalogue_address(path, [("category", row["slug"])]),
            }
            for row in near
        ]
    return [
        {
            "label": row["label"],
            "scene": f"pillar-{row['slug']}",
            "pillar": row["slug"],
            "href": catalogue_address(path, [("pillar", row["slug"])]),
        }
        for row in terms["pillars"]
    ]


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

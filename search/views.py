"""The families' pages that search the catalogue: home, catalogue, a partner with its offers."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from home.opening_hours import brussels_now
from home.problems import Problem
from offers.channels import badge_context
from offers.documents import read
from offers.documents.read import House
from offers.faces import jsonld
from offers.pages import address_of, page_of, permissions_policy, public_page
from offers.presentation import card_contexts, frame, partner_context
from search import presentation
from search.addresses import NO_CHOICE, Pair, catalogue_address, without
from search.care import care_context
from search.filters import FACETS
from search.front import front
from search.marks import with_marks
from search.missing import missing_context
from search.nearby import PROPOSED_RADIUS_M, nearby, radii, ways
from search.query import CatalogueQuery, Results, parse_lenient, run
from search.submission import Submission, submitted
from search.takeaway import takeaway
from search.taps import taps
from search.times import parts_to_choose
from search.ways_on import ways_on_context

PAGE_SIZE = 24
LONGEST_PAGE_NUMBER = 5
OFFERS_OF_A_PARTNER = 60
# Where the answer to the filter form begins; on a phone it stands where the form was.
RESULTS = "#results"
# The fields of the filter form in which people type, and beside which it says what is wrong.
TYPED = ("age_months", "born", "where", "from", "to")
# A list near somebody is for that person's own browser; what somebody typed is for none.
OF_ONE_READER, UNSTORED = "private, max-age=60", "no-store"


@public_page
def home(request: HttpRequest, house: House, locale: str) -> HttpResponse:
    """The front of the House."""
    context = frame(house, locale, path=request.path, **address_of(request))
    context |= front(house, locale, reverse("catalogue", kwargs={"locale": locale}))
    context["linked_data"] = jsonld.script_text(jsonld.house_graph(house, locale))
    return render(request, "home/house_page.html", context | {"partners": read.partners(house, locale)})


# The filter form changes nothing and belongs to no session: it needs no token, and so no cookie.
@csrf_exempt
@public_page
def catalogue(request: HttpRequest, house: House, locale: str) -> HttpResponse:
    """All offers, or those that fit what was asked. What cannot be understood is left out, and the page says so.

    The filter form is sent with POST, so that what is typed in it stands in no address; its answer is another address.
    """
    if request.method == "POST":
        form = submitted(pairs_of(request.POST), house, locale)
        if not form.problems:
            return see_other(catalogue_address(request.path, form.pairs) + RESULTS)
        response = catalogue_page(request, house, locale, form.pairs, form)
        response["Cache-Control"] = UNSTORED
    else:
        response = catalogue_page(request, house, locale, pairs_of(request.GET))
    response["Permissions-Policy"] = permissions_policy("geolocation")
    return response


def pairs_of(sent: QueryDict) -> list[Pair]:
    """Names and values as they were sent."""
    return [(name, value) for name, values in sent.lists() for value in values]


def see_other(address: str) -> HttpResponse:
    """An answer that leads elsewhere and is kept nowhere."""
    response = HttpResponseRedirect(address, status=303)
    response["Cache-Control"] = UNSTORED
    return response


def catalogue_page(
    request: HttpRequest, house: House, locale: str, asked: list[Pair], form: Submission | None = None
) -> HttpResponse:
    """The page of a question; `form` is a filter form that was not understood as a whole."""
    query, problems = parse_lenient(asked, house, locale)
    page = page_number(dict(asked).get("page", "1"))
    results = results_of(house, locale, query, page)
    pages = max(1, -(-results.total // PAGE_SIZE))
    if page == 0 or page > pages:
        page, results = 1, results_of(house, locale, query, 1)
        problems.append(Problem("page", _("This page of the list does not exist: here is the first one.")))
    near = query.values.get("near")
    pairs = query.pairs(*NO_CHOICE)
    point = nearby(house, request.path, pairs, near, query.values.get("radius_m"))
    address = address_of(request)
    if form:
        problems, address["query"] = [*form.problems, *problems], urlencode(pairs)
    errors = {problem.parameter: problem.detail for problem in problems if problem.parameter in TYPED}
    context = frame(house, locale, path=request.path, **address)
    context |= results_context(house, locale, request.path, pairs, results, point, errors)
    context |= care_context(house, locale, query, results)
    if not results.total:
        context |= missing_context(request, house, query.text, results.category, pairs)
    context |= {
        "problems": [problem.detail for problem in problems],
        "errors": errors,
        "typed": form.typed if form else dict(asked),
        "where_ways": ways(request.path, pairs, form.spots, form.typed.get("radius_m", "")) if form else [],
        "pager": presentation.pager(request.path, pairs, page, pages),
        "take": takeaway(house, locale, pairs, address["origin"]),
    }
    response = page_of(request, "search/catalogue.html", context)
    if near:
        response.headers.setdefault("Cache-Control", OF_ONE_READER)
    return response


def results_of(house: House, locale: str, query: CatalogueQuery, page: int) -> Results:
    """One page of the answer, with every facet counted."""
    return run(house, locale, query, facets=FACETS, offset=max(0, page - 1) * PAGE_SIZE, limit=PAGE_SIZE)


def page_number(text: str) -> int:
    """The number of a page, 0 for what is none."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= LONGEST_PAGE_NUMBER else 0


def results_context(
    house: House,
    locale: str,
    path: str,
    pairs: list[Pair],
    results: Results,
    point: dict[str, Any],
    errors: dict[str, str],
) -> dict[str, Any]:
    """What the catalogue shows of the results. `point` is what `search.nearby` says, `errors` what is wrong where."""
    terms = read.taxonomy(house, locale)
    facets = presentation.western(results.facets)
    parents = {term["slug"]: term["parent"] for term in terms["categories"]}
    words = dict(pairs).get("q", "")
    return {
        "q": words,
        "total": results.total,
        "search": results.search,
        "tentative": results.tentative,
        "is_by_relevance": dict(pairs).get("sort", "relevance") == "relevance",
        "cards": result_cards(house, locale, results),
        "sections": presentation.sections(facets, pairs, parents, errors),
        "ages": presentation.ages(pairs),
        "parts_of_day": parts_to_choose(pairs),
        "point": point,
        "radii": point.get("radii") or radii(path, pairs, PROPOSED_RADIUS_M),
        "today": brussels_now().date(),
        "chosen": dict(pairs),
        "chips": presentation.chips(path, pairs, facets, point),
        "taps": taps(path, pairs, facets, locale, results.total),
        "clear_address": catalogue_address(path, [pair for pair in pairs if pair[0] == "q"]),
        "hidden_in_search": without(pairs, "q"),
        "hidden_in_filters": without(pairs, *presentation.FORM_FIELDS),
        "sorts": presentation.sorts(path, pairs),
        "meant_address": catalogue_address(
            path, [*without(pairs, "q"), ("q", (results.search or {}).get("did_you_mean") or "")]
        ),
    } | ways_on_context(path, pairs, terms, results)


def result_cards(house: House, locale: str, results: Results) -> list[dict[str, Any]]:
    """The cards of the results; the words that were found are marked in title and summary."""
    cards = card_contexts(house, read.cards(house, results.ids, locale, results.distances), locale)
    return [
        card | {name: with_marks(card[name], card["lang"], results.terms) for name in ("title", "summary")}
        for card in cards
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
    context["badge"] = badge_context(house, payload, locale)
    catalogue_path = reverse("catalogue", kwargs={"locale": locale})
    context |= {
        "cards": card_contexts(house, read.cards(house, results.ids, locale), locale),
        "total": results.total,
        "all_address": catalogue_address(catalogue_path, [("partner", payload["slug"])])
        if results.total > OFFERS_OF_A_PARTNER
        else "",
    }
    return render(request, "offers/partner_page.html", context)

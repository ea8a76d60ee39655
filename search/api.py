"""The list of offers: every filter, search, facets, order, paging. And completions while typing."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from offers.answers import answer, asked_of, fleeting
from offers.asked import Asked
from offers.documents import read
from offers.documents.differences import dumps
from offers.openapi import responses
from search import schemas
from search.filters import openapi_parameters
from search.parameters import Vocabulary
from search.parsing import read_values
from search.query import Results, parse, run
from search.suggest import DEFAULT_LIMIT, PARAMETERS, complete

router = Router(by_alias=True)


@router.get(
    "/offers",
    response=responses(schemas.Offers),
    summary="List and search offers",
    operation_id="offers",
    openapi_extra={"parameters": openapi_parameters()},
)
def offers(request: HttpRequest) -> HttpResponse:
    """Offers of the House. Values of one name are alternatives, different names combine with AND."""
    asked = asked_of(request)
    query = parse(asked.pairs, asked.house, without=("lang", "house"))
    results = run(asked.house, asked.locale, query)
    cards = read.card_texts(asked.house, results.ids, asked.locale, results.distances)
    following = None
    if query.limit and results.next_offset is not None:
        following = asked.address(cursor=query.cursor(results.next_offset))
    rest = dumps(
        {"total": results.total, "next": following, "facets": results.facets, "search": search_part(asked, results)}
    )
    response = answer('{"items":[' + ",".join(cards) + "]," + rest[1:])
    return fleeting(response) if results.search and results.search["degraded"] else response


def search_part(asked: Asked, results: Results) -> dict[str, Any] | None:
    """What is said of a search; one without a hit leads to neighbouring categories and to the contact point."""
    if results.search is None or results.search["suggestions"] is None:
        return results.search
    contact_point = asked.house.payload(asked.locale)["contact_point"]
    return results.search | {"suggestions": results.search["suggestions"] | {"contact_point": contact_point}}


@router.get(
    "/suggest",
    response=responses(schemas.Completions),
    summary="Completions while typing",
    operation_id="suggest",
    openapi_extra={"parameters": [parameter.openapi() for parameter in PARAMETERS.values()]},
)
def suggest(request: HttpRequest) -> HttpResponse:
    """How words that are being typed may go on, the best first: categories that have offers for families, by their
    names in every language; titles of offers for families, or words to search for where several have the same;
    partners; places.

    The last word completes, the words before it must be there, in any order; capitals and diacritics do not matter.
    """
    asked = asked_of(request)
    values = read_values(asked.pairs, Vocabulary(), PARAMETERS)
    found = complete(asked.house, asked.locale, values.get("q", ""), values.get("limit", DEFAULT_LIMIT))
    return answer({"items": [asdict(completion) for completion in found]})

"""The list of offers in other formats, with the filters of the list, all at once: a map, and feeds of what changed."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Router

from offers.answers import answer, asked_of
from offers.asked import Asked
from offers.documents import read
from offers.documents.differences import dumps
from offers.faces import feeds, geojson
from offers.openapi import responses, text_responses
from search.addresses import catalogue_address
from search.filters import UNPAGED, parameters_without
from search.query import CatalogueQuery, parse, run

router = Router(by_alias=True)

# A feed has an order of its own.
NEWEST = (*UNPAGED, "sort")
LATEST_FIRST = "-updated_at"
EVERYTHING = 1_000_000
# Databases take so many parameters in one statement.
MOST_AT_ONCE = 10_000


def question_of(asked: Asked, without: tuple[str, ...] = UNPAGED) -> CatalogueQuery:
    """The question of an unpaged list; parameters that it does not have are unknown. Raises InvalidQuery."""
    return parse(asked.pairs, asked.house, without=without)


def all_cards(asked: Asked, query: CatalogueQuery) -> list[dict[str, Any]]:
    """The cards of every offer of a question, in its order. One query, and what the words need."""
    results = run(asked.house, asked.locale, query, facets=(), offset=0, limit=EVERYTHING)
    parts = range(0, len(results.ids), MOST_AT_ONCE)
    return [
        card
        for first in parts
        for card in read.cards(asked.house, results.ids[first : first + MOST_AT_ONCE], asked.locale, results.distances)
    ]


def latest_cards(asked: Asked) -> tuple[feeds.Feed, list[dict[str, Any]]]:
    """The offers of a question that changed last, and what their feed says of itself. One query, and what the words
    need.
    """
    query = question_of(asked, NEWEST)
    newest = replace(query, sort=LATEST_FIRST)
    results = run(asked.house, asked.locale, newest, facets=(), offset=0, limit=feeds.MOST_ENTRIES)
    catalogue = asked.house.base_url + reverse("catalogue", "hub.urls", kwargs={"locale": asked.locale})
    feed = feeds.Feed(
        title=_("Offers of %(house)s") % {"house": asked.house.name},
        author=asked.house.name,
        address=asked.address(lang=asked.locale),
        home_page=catalogue_address(catalogue, query.pairs()),
        locale=asked.locale,
    )
    return feed, read.cards(asked.house, results.ids, asked.locale)


def described(media_type: str, schema: str, without: tuple[str, ...]) -> dict[str, Any]:
    """What OpenAPI says of a format: its parameters and its media type."""
    content = {media_type: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"parameters": parameters_without(*without), "responses": {200: {"content": content}}}


@router.get(
    "/offers.geojson",
    response=responses(geojson.FeatureCollection),
    summary="Offers on a map",
    operation_id="offers_geojson",
    openapi_extra=described(geojson.MEDIA_TYPE, "FeatureCollection", UNPAGED),
)
def offers_geojson(request: HttpRequest) -> HttpResponse:
    """Every offer of a question that has a place, as GeoJSON, in the order of the list. Offers without a place (home
    visits, by phone, online) are left out.
    """
    asked = asked_of(request)
    cards = all_cards(asked, question_of(asked))
    return answer(dumps(geojson.feature_collection(cards)), geojson.MEDIA_TYPE)


@router.get(
    "/feed.json",
    response=responses(feeds.JSONFeed),
    summary="What changed, as JSON Feed",
    operation_id="json_feed",
    openapi_extra=described(feeds.JSON_FEED, "JSONFeed", NEWEST),
)
def json_feed(request: HttpRequest) -> HttpResponse:
    """The 50 offers of a question that changed last, the latest first, as JSON Feed 1.1."""
    feed, cards = latest_cards(asked_of(request))
    return answer(feeds.json_feed(feed, cards), feeds.JSON_FEED)


@router.get(
    "/feed.xml",
    response=responses(None),
    summary="What changed, as Atom",
    operation_id="atom_feed",
    openapi_extra={"parameters": parameters_without(*NEWEST)} | text_responses(feeds.ATOM),
)
def atom_feed(request: HttpRequest) -> HttpResponse:
    """The 50 offers of a question that changed last, the latest first, as Atom."""
    feed, cards = latest_cards(asked_of(request))
    return answer(feeds.atom_feed(feed, cards), feeds.ATOM)

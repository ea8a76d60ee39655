"""The API answers what the contract promises, with a known number of statements, in the asked language."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from ninja import Schema

from hub.gateway import keeper
from offers import dates_schemas, demo, network_schemas, schemas
from offers.faces import feeds, geojson
from search import schemas as search_schemas
from search.voices import a_minute
from tests.example_data import ESSEN, LONDERZEEL

pytestmark = pytest.mark.usefixtures("example_houses")

CLINIC = "/offers/consultatiebureau-londerzeel"

# path, status, statements of a warm process, shape. Every answer asks the position of the logs once; that one tells
# whether House, taxonomy and index in the process still hold. The others are named beside the number.
ENDPOINTS = [
    ("/", 200, 1, network_schemas.Root),
    ("/house", 200, 1, network_schemas.House),
    ("/houses", 200, 2, network_schemas.Houses),  # the positions again, for the list itself
    ("/taxonomy", 200, 1, network_schemas.Taxonomy),
    ("/partners", 200, 2, network_schemas.Partners),  # the documents
    ("/partners/kind-en-gezin-londerzeel", 200, 2, network_schemas.Partner),  # the document
    ("/places", 200, 2, network_schemas.Places),  # the documents
    ("/places/consultatiebureau-londerzeel", 200, 2, schemas.Place),  # the document
    ("/offers", 200, 2, search_schemas.Offers),  # the documents of the page
    ("/offers?limit=100&facets=all", 200, 2, search_schemas.Offers),  # the same: counts come from the index
    ("/offers?limit=0", 200, 1, search_schemas.Offers),
    ("/offers?q=baby", 200, 3, search_schemas.Offers),  # postings of the words, documents
    ("/offers?q=qwertzuiop", 200, 1, search_schemas.Offers),  # no word is known: nothing to look up
    ("/offers?category=play-and-meet&free=true&day=wed&sort=next&facets=all", 200, 2, search_schemas.Offers),
    ("/offers?near=51.005,4.303&sort=distance", 200, 2, search_schemas.Offers),
    ("/suggest?q=sp", 200, 2, search_schemas.Completions),  # the cards of offers
    ("/suggest?q=qwertzuiop", 200, 1, search_schemas.Completions),
    (CLINIC, 200, 2, schemas.Offer),  # document and row of the offer
    (f"{CLINIC}/occurrences", 200, 2, dates_schemas.Occurrences),  # the row of the offer
    (f"{CLINIC}/occurrences?from=2026-12-01&to=2027-12-03", 422, 1, network_schemas.ProblemDetails),
    ("/offers/never-existed/occurrences", 404, 2, network_schemas.ProblemDetails),
    ("/occurrences", 200, 2, dates_schemas.OfferOccurrences),  # the documents of the page
    ("/occurrences?limit=100&category=play-and-meet&day=wed", 200, 2, dates_schemas.OfferOccurrences),
    ("/occurrences?limit=0", 200, 1, dates_schemas.OfferOccurrences),
    ("/offers/never-existed.ics", 404, 3, network_schemas.ProblemDetails),
    ("/offers.geojson", 200, 2, geojson.FeatureCollection),  # the documents of all offers that pass
    ("/offers.geojson?q=baby&free=true", 200, 3, geojson.FeatureCollection),  # postings of the words, documents
    ("/feed.json", 200, 2, feeds.JSONFeed),  # the documents of the latest
    ("/feed.json?q=baby", 200, 3, feeds.JSONFeed),  # postings of the words, documents
    ("/changes", 200, 3, network_schemas.Changes),  # the end of the log, the changes
    ("/offers/never-existed", 404, 3, network_schemas.ProblemDetails),  # the document, the trace of a withdrawn one
    ("/offers?limit=x", 422, 1, network_schemas.ProblemDetails),
    ("/professional/offers/consultatiebureau-londerzeel", 401, 1, network_schemas.ProblemDetails),  # no key, no look-up
    ("/feedback", 405, 1, network_schemas.ProblemDetails),
    ("/questions", 405, 1, network_schemas.ProblemDetails),
    ("/nowhere", 404, 1, network_schemas.ProblemDetails),
]


def get(path: str, host: str = LONDERZEEL, **headers: str):
    """An answer of the API."""
    return Client().get(f"/api/v1{path}", headers={"host": host, **headers})


@pytest.mark.parametrize(("path", "status", "statements", "shape"), ENDPOINTS)
@pytest.mark.parametrize("lang", ["nl", "en", "ar"])
def test_endpoint_has_its_shape_and_its_statements(
    path: str, status: int, statements: int, shape: type[Schema], lang: str
) -> None:
    asked = f"{path}{'&' if '?' in path else '?'}lang={lang}"
    get(asked)
    keeper.forget()
    with CaptureQueriesContext(connection) as captured:
        reply = get(asked)
    assert reply.status_code == status
    assert reply["Content-Language"] == lang
    shape.model_validate_json(reply.content)
    assert len(captured) == statements, [query["sql"][:120] for query in captured.captured_queries]


@pytest.mark.parametrize(
    ("path", "body", "statements", "shape"),
    [
        # the offer; savepoint, rows of the day, one more or a new row, end of the savepoint
        ("/feedback", {"kind": "offer", "offer": CLINIC[8:], "rating": "up"}, 7, search_schemas.Received),
        # questions of the day; savepoint, row, end of the savepoint
        ("/questions", {"topic": "health", "text": "?"}, 5, search_schemas.QuestionNumber),
    ],
)
def test_what_is_sent_is_taken_in(path: str, body: dict, statements: int, shape: type[Schema]) -> None:
    a_minute.used.clear()
    get("/house")
    with CaptureQueriesContext(connection) as captured:
        reply = Client().post(
            f"/api/v1{path}", json.dumps(body), content_type="application/json", headers={"host": LONDERZEEL}
        )
    assert reply.status_code == 202
    shape.model_validate_json(reply.content)
    assert len(captured) == statements, [query["sql"][:120] for query in captured.captured_queries]


@pytest.mark.parametrize("lang", ["nl", "en", "ar"])
def test_the_snapshot_has_its_shape_and_its_statements(lang: str) -> None:
    b"".join(get(f"/snapshot?lang={lang}").streaming_content)
    with CaptureQueriesContext(connection) as captured:
        reply = get(f"/snapshot?lang={lang}")
        first, *offers = b"".join(reply.streaming_content).splitlines()
    assert (reply.status_code, reply["Content-Language"]) == (200, lang)
    network_schemas.SnapshotMeta.model_validate_json(first)
    for line in offers:
        schemas.Offer.model_validate_json(line)
    # the positions, the time of the last change, the number of offers, one part of at most 500 offers
    assert len(captured) == 4, [query["sql"][:120] for query in captured.captured_queries]


def test_the_number_of_statements_does_not_grow_with_the_list() -> None:
    def statements(limit: int) -> int:
        get(f"/offers?limit={limit}&facets=all&lang=fr")
        keeper.forget()
        with CaptureQueriesContext(connection) as captured:
            assert len(get(f"/offers?limit={limit}&facets=all&lang=fr").json()["items"]) == limit
        return len(captured)

    assert statements(2) == statements(20) == statements(73)


def test_a_card_says_which_language_it_has() -> None:
    card = get("/offers?lang=ar&q=consultatiebureau").json()["items"][0]
    assert (card["slug"], card["lang"], card["dir"], card["translation"]["status"]) == (
        "consultatiebureau-londerzeel",
        "nl",
        "ltr",
        "fallback",
    )
    assert card["categories"][0] == {"slug": "infant-clinic", "label": "عيادة صحة الرضع"}


def test_an_outdated_translation_is_shown_and_flagged() -> None:
    stale = json.loads((demo.DATA / "londerzeel/offers.json").read_text())
    offer = next(row for row in stale if row["stale_locales"])
    lang = offer["stale_locales"][0]
    body = get(f"/offers/{offer['slug']}?lang={lang}").json()
    assert (body["lang"], body["translation"]["status"]) == (lang, "outdated")
    assert {row["lang"]: row["status"] for row in body["alternates"]}[lang] == "outdated"


def test_the_host_decides_the_house_and_a_parameter_overrides_it() -> None:
    assert get("/house", host=ESSEN).json()["slug"] == "essen"
    assert get("/house?house=essen").json()["slug"] == "essen"
    assert get("/house", host="127.0.0.1").json()["slug"] == "londerzeel"
    assert get("/offers/loket-kinderopvang-essen").status_code == 404


def test_paging_gives_every_offer_once_and_ends() -> None:
    address, found = "/offers?limit=9&lang=tr&sort=next", []
    while address:
        body = get(address).json()
        found += [item["slug"] for item in body["items"]]
        address = body["next"] and body["next"].partition("/api/v1")[2]
    assert len(found) == len(set(found)) == body["total"] == 73


def test_a_cursor_of_another_list_is_refused() -> None:
    following = get("/offers?limit=5").json()["next"]
    cursor = following.partition("cursor=")[2].partition("&")[0]
    reply = get(f"/offers?limit=5&category=sport&cursor={cursor}")
    assert reply.status_code == 422
    assert reply.json()["errors"][0]["parameter"] == "cursor"


def test_no_hit_leads_to_categories_and_contact_point() -> None:
    search = get("/offers?q=qwertzuiop").json()["search"]
    assert search["suggestions"]["categories"]
    assert search["suggestions"]["contact_point"]["phone"] == "052 55 01 01"


def test_the_professional_layer_is_nowhere() -> None:
    for path in ("/offers?limit=100&audience=all", CLINIC):
        text = get(path).content.decode()
        assert "procedure" not in text
        assert "waiting_time" not in text
        assert "Bel het regioteam of vraag de ouder" not in text

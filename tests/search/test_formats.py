"""The list in other formats, read by parsers that know nothing of the product."""

import json
import urllib.parse

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree, html

from hub.gateway import keeper
from offers.documents.differences import dumps
from offers.faces import feeds
from offers.models import OfferDocument, PublishedOffer
from tests.example_data import ESSEN, LONDERZEEL

pytestmark = pytest.mark.usefixtures("example_houses")

FORMATS = {
    "/offers.geojson": "application/geo+json",
    "/feed.json": "application/feed+json",
    "/feed.xml": "application/atom+xml",
}
FILTERS = [
    "",
    "pillar=leisure",
    "free=true&age_months=30",
    "spoken_lang=ar",
    "locality=malderen",
    "category=sport,library-reading",
    "day=wed&from_time=13:00",
    "fallback=none&lang=ar",
    "audience=professionals",
    "near=51.005,4.303&radius_m=2000",
    "q=baby",
    "partner=nobody",
]
HOSTILE = '</script><b onmouseover="x">&amp; \u202e\u2028\x0b]]> “é” 🏠'


def get(path: str, host: str = LONDERZEEL, **headers: str):
    return Client().get(f"/api/v1{path}", headers={"host": host, **headers})


def listed(query: str, host: str = LONDERZEEL, order: str = "") -> list[dict]:
    """Every card of the list for the same question."""
    address, found = f"/offers?limit=100&{query}{order}", []
    while address:
        body = get(address, host).json()
        found += body["items"]
        address = body["next"] and body["next"].partition("/api/v1")[2]
    return found


@pytest.mark.parametrize("path", FORMATS)
def test_a_format_has_its_media_type_and_no_cookie(path: str) -> None:
    reply = get(f"{path}?lang=ar")
    assert reply.status_code == 200
    assert reply["Content-Type"].partition(";")[0] == FORMATS[path]
    assert reply["Content-Language"] == "ar"
    assert reply["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in reply


@pytest.mark.parametrize("path", FORMATS)
@pytest.mark.parametrize(
    "query", ["nonsense=1", "age_months=999", "category=nothing", "limit=5", "cursor=x", "facets=all", "lang=xx"]
)
def test_nothing_is_ignored(path: str, query: str) -> None:
    reply = get(f"{path}?{query}")
    assert reply.status_code == 422
    assert reply["Content-Type"] == "application/problem+json"
    assert reply.json()["errors"][0]["parameter"] == query.partition("=")[0]


def test_feeds_have_an_order_of_their_own_and_the_map_that_of_the_list() -> None:
    assert get("/feed.json?sort=title").status_code == get("/feed.xml?sort=title").status_code == 422
    found = [feature["id"] for feature in get("/offers.geojson?sort=next").json()["features"]]
    assert found == [card["id"] for card in listed("sort=next") if card["place"]]


@pytest.mark.parametrize("path", FORMATS)
def test_the_tag_stays_while_nothing_changes(path: str) -> None:
    first = get(path)
    assert get(path)["ETag"] == first["ETag"]
    assert get(path, **{"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("host", [LONDERZEEL, ESSEN])
@pytest.mark.parametrize("query", FILTERS)
def test_a_map_has_every_offer_of_the_list_that_has_a_place(query: str, host: str) -> None:
    collection = get(f"/offers.geojson?{query}", host).json()
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    expected = {card["id"]: card for card in listed(query, host) if card["place"]}
    assert [feature["id"] for feature in collection["features"]] == list(expected)
    for feature in collection["features"]:
        card = expected[feature["id"]]
        assert feature["type"] == "Feature"
        assert feature["geometry"] == {"type": "Point", "coordinates": [card["place"]["lon"], card["place"]["lat"]]}
        assert feature["properties"].items() <= card.items()


@pytest.mark.parametrize("query", FILTERS)
def test_feeds_have_the_latest_of_the_list(query: str) -> None:
    expected = [card["id"] for card in listed(query, order="&sort=-updated_at")][: feeds.MOST_ENTRIES]
    body = get(f"/feed.json?{query}").json()
    assert [item["id"] for item in body["items"]] == [f"urn:uuid:{identifier}" for identifier in expected]
    parsed = feedparser.parse(get(f"/feed.xml?{query}").content)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert [entry.id for entry in parsed.entries] == [f"urn:uuid:{identifier}" for identifier in expected]


@pytest.mark.parametrize("lang", ["nl", "ar", "uk"])
def test_a_json_feed_says_what_a_reader_needs(lang: str) -> None:
    """https://www.jsonfeed.org/version/1.1/"""
    body = get(f"/feed.json?lang={lang}&pillar=leisure").json()
    assert body["version"] == "https://jsonfeed.org/version/1.1"
    assert body["language"] == lang
    assert body["feed_url"].endswith(f"/api/v1/feed.json?pillar=leisure&lang={lang}")
    home = urllib.parse.urlsplit(body["home_page_url"])
    assert (home.path, home.query) == (f"/{lang}/aanbod/", "pillar=leisure")
    for item in body["items"]:
        assert item["url"].startswith(f"http://{LONDERZEEL}")
        assert f"/{lang}/aanbod/" in item["url"]
        assert item["language"] in (lang, "nl")
        assert None not in item.values()
        content = html.fragment_fromstring(item["content_html"], create_parent=True)
        assert content.xpath("p/@lang") == [item["language"]]
        assert content.xpath("ul/@dir") == ["rtl" if lang == "ar" else "ltr"]


def test_an_atom_feed_says_in_which_language_each_text_is() -> None:
    root = etree.fromstring(get("/feed.xml?lang=ar").content)
    space, language = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/XML/1998/namespace}lang"
    assert root.get(language) == "ar"
    assert root.find(f"{space}id").text.endswith("/api/v1/feed.xml?lang=ar")
    texts = {entry.find(f"{space}title").get(language) for entry in root.iter(f"{space}entry")}
    assert texts == {"ar", "nl"}
    instants = [entry.find(f"{space}updated").text for entry in root.iter(f"{space}entry")]
    assert root.find(f"{space}updated").text == max(instants)
    assert instants == sorted(instants, reverse=True)


def test_the_address_of_a_feed_does_not_hang_on_a_header() -> None:
    by_header = feedparser.parse(get("/feed.xml", **{"accept-language": "tr"}).content).feed.id
    assert by_header == feedparser.parse(get("/feed.xml?lang=tr").content).feed.id


def test_an_empty_feed_is_a_feed() -> None:
    parsed = feedparser.parse(get("/feed.xml?partner=nobody").content)
    assert (parsed.bozo, parsed.entries) == (False, [])
    assert get("/feed.json?partner=nobody").json()["items"] == []


def test_hostile_titles_stay_text() -> None:
    offer = PublishedOffer.objects.filter(house__slug="londerzeel", withdrawn=False, facts__lat__isnull=False).first()
    document = OfferDocument.objects.get(offer=offer, locale="nl")
    kept = document.list_json
    document.list_json = dumps(json.loads(kept) | {"title": HOSTILE, "summary": HOSTILE})
    document.save()
    try:
        query = f"partner={offer.facts['partners'][0]}"
        entries = feedparser.parse(get(f"/feed.xml?{query}").content, sanitize_html=False).entries
        entry = next(entry for entry in entries if entry.id == f"urn:uuid:{offer.offer_id}")
        assert entry.title == HOSTILE.replace("\x0b", "")
        assert "<b " not in entry.content[0].value
        item = next(item for item in get(f"/feed.json?{query}").json()["items"] if item["title"] == HOSTILE)
        assert html.fragment_fromstring(item["content_html"], create_parent=True).xpath("//b") == []
        assert HOSTILE in {row["properties"]["title"] for row in get(f"/offers.geojson?{query}").json()["features"]}
    finally:
        document.list_json = kept
        document.save()


def test_the_statements_of_an_atom_feed() -> None:
    get("/feed.xml?lang=fr")
    keeper.forget()
    with CaptureQueriesContext(connection) as captured:
        get("/feed.xml?lang=fr")
    assert len(captured) == 2  # the positions of the logs, the documents of the latest


def test_the_root_leads_to_every_format() -> None:
    links = get("/").json()["links"].values()
    for path in FORMATS:
        assert any(link.endswith(path) for link in links)

"""Wrong requests, other methods, conditional requests, throttle: what every endpoint has in common."""

import gzip
import json

import pytest
from django.test import Client

from hub.gateway import throttle
from tests.example_data import LONDERZEEL

pytestmark = pytest.mark.usefixtures("example_houses")
HEADERS = {"host": LONDERZEEL}


def get(path: str, **headers: str):
    """An answer of the API."""
    return Client().get(f"/api/v1{path}", headers=HEADERS | headers)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("shoe_size=42", "shoe_size"),
        ("Category=sport", "Category"),
        ("limit=101", "limit"),
        ("limit=", "limit"),
        ("age_months=301", "age_months"),
        ("free=maybe", "free"),
        ("from=2026-13-01", "from"),
        ("from=2027-02-01&to=2027-01-01", "from"),
        ("near=91,4", "near"),
        ("radius_m=100", "radius_m"),
        ("bbox=5,50,4,51", "bbox"),
        ("category=nope", "category"),
        ("sort=distance", "sort"),
        ("facets=shoe_size", "facets"),
        ("lang=xx", "lang"),
        ("house=nowhere", "house"),
        ("cursor=garbage", "cursor"),
        ("limit=1&limit=2", "limit"),
        ("lang=nl&lang=fr", "lang"),
        ("q=" + "x" * 201, "q"),
    ],
)
def test_a_wrong_parameter_is_named(query: str, parameter: str) -> None:
    reply = get(f"/offers?{query}")
    assert reply.status_code == 422
    assert reply["Content-Type"] == "application/problem+json"
    assert parameter in [error["parameter"] for error in reply.json()["errors"]]
    assert "no-store" in reply["Cache-Control"]


@pytest.mark.parametrize(
    "text", ['"', "a\0b", "x" * 200, "%_%", "title:baby*", "‮abc", "\ud800", "((((", "e" + "\u0301" * 150]
)
def test_hostile_words_are_words(text: str) -> None:
    reply = Client().get("/api/v1/offers", {"q": text.encode("utf-8", "surrogatepass")}, headers=HEADERS)
    assert reply.status_code == 200


@pytest.mark.parametrize(
    "path", ["/offers", "/house", "/changes", "/offers/consultatiebureau-londerzeel", "/openapi.json"]
)
def test_a_known_tag_gives_304_in_either_form(path: str) -> None:
    plain, packed = get(path), get(path, **{"accept-encoding": "gzip"})
    assert gzip.decompress(packed.content) == plain.content
    assert plain["ETag"] != packed["ETag"]
    for tag in (plain["ETag"], packed["ETag"], f"W/{plain['ETag']}", f'"other", {packed["ETag"]}'):
        again = get(path, **{"if-none-match": tag})
        assert again.status_code == 304
        assert again.content == b""
    assert get(path, **{"if-none-match": '"other"'}).status_code == 200


def test_head_says_what_get_would() -> None:
    head, whole = Client().head("/api/v1/house", headers=HEADERS), get("/house")
    assert (head.status_code, head.content, head["Content-Length"]) == (200, b"", whole["Content-Length"])


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/offers"),
        ("delete", "/offers/consultatiebureau-londerzeel"),
        ("put", "/house"),
        ("post", "/openapi.json"),
    ],
)
def test_another_method_is_refused_with_those_that_work(method: str, path: str) -> None:
    reply = getattr(Client(), method)(f"/api/v1{path}", headers=HEADERS)
    assert reply.status_code == 405
    assert {"GET", "HEAD", "OPTIONS"} <= set(reply["Allow"].split(", "))


def test_a_browser_of_another_site_may_read_answers_and_errors() -> None:
    for path in ("/offers", "/nowhere", "/offers?limit=x"):
        assert get(path, origin="https://app.example")["Access-Control-Allow-Origin"] == "*"
    preflight = Client().options("/api/v1/offers", headers=HEADERS)
    assert preflight.status_code == 204
    assert "GET" in preflight["Access-Control-Allow-Methods"]


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("image/png", 406),
        ("application/xml", 406),
        ("*/*", 200),
        ("text/html,*/*;q=0.8", 200),
        ("application/*", 200),
        ("///", 200),
    ],
)
def test_accept(accept: str, status: int) -> None:
    assert get("/offers", accept=accept).status_code == status


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("fr", "fr"),
        ("de,fr;q=0.8", "fr"),
        ("ary", "ar"),
        ("prs-AF", "fa"),
        ("en;q=0.2,tr;q=0.9", "tr"),
        ("fr;q=0,en", "en"),
        ("*", "nl"),
        (";;q=a,,-", "nl"),
    ],
)
def test_the_header_decides_where_no_parameter_does(header: str, lang: str) -> None:
    reply = get("/offers?limit=1", **{"accept-language": header})
    assert reply["Content-Language"] == lang
    assert "Accept-Language" in reply["Vary"]
    asked = get("/offers?limit=1&lang=uk", **{"accept-language": header})
    assert asked["Content-Language"] == "uk"
    assert "Accept-Language" not in asked["Vary"]


def test_problems_speak_the_asked_language() -> None:
    titles = {get(f"/offers?limit=x&lang={lang}").json()["title"] for lang in ("nl", "en", "fr", "ar", "uk")}
    assert len(titles) == 5


def test_no_cookie_ever() -> None:
    for path in ("/offers", "/nowhere", "/docs", "/offers?limit=x"):
        assert not get(path).cookies


def test_the_throttle_counts_by_address_and_says_when_to_come_back(settings) -> None:
    settings.HUB_API_RATE = "2"
    throttle.used.clear()
    statuses = [Client(REMOTE_ADDR="10.0.0.1").get("/api/v1/", headers=HEADERS) for _ in range(3)]
    assert [reply.status_code for reply in statuses] == [200, 200, 429]
    assert int(statuses[-1]["Retry-After"]) > 0
    assert Client(REMOTE_ADDR="10.0.0.2").get("/api/v1/", headers=HEADERS).status_code == 200


def test_a_failure_inside_is_a_problem_without_its_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("offers.documents.read.partners", broken)
    reply = get("/partners")
    assert reply.status_code == 500
    assert b"secret" not in reply.content
    assert json.loads(reply.content)["status"] == 500


def test_a_host_that_is_not_ours_is_a_problem_too(settings) -> None:
    settings.ALLOWED_HOSTS = ["londerzeel.localhost"]
    reply = Client().get("/api/v1/house", headers={"host": "evil.example"})
    assert (reply.status_code, reply["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("path", ["/openapi.json", "/docs/app", "/hsds/v3/openapi.json", "/hsds/v3/services"])
def test_a_browser_may_ask_every_address_before_it_asks(path: str) -> None:
    reply = Client().options(f"/api/v1{path}", headers=HEADERS)
    assert (reply.status_code, reply["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")

"""The snapshot is everything at one position of the log; a cursor that is too old leads to it."""

import datetime
import gzip
import json

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from offers.documents import read
from offers.documents.log import cursor_at, prune
from offers.models import LogPosition
from tests.example_data import ESSEN, LONDERZEEL, NOW
from tests.offers.histories import api, changes_since, cursor_now, londerzeel, offer, publish

pytestmark = pytest.mark.usefixtures("example_houses")


def snapshot(query: str = "", host: str = LONDERZEEL, **headers: str):
    return Client().get(f"/api/v1/snapshot{query}", headers={"host": host, **headers})


def lines_of(reply) -> list[dict]:
    body = b"".join(reply.streaming_content)
    if reply.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    assert body.endswith(b"\n")
    return [json.loads(line) for line in body.splitlines()]


def test_the_first_line_says_where_the_log_stands_and_the_others_are_the_details() -> None:
    with time_machine.travel(NOW, tick=False):
        reply = snapshot("?lang=ar")
        assert reply["Content-Type"] == "application/x-ndjson"
        assert reply["Content-Language"] == "ar"
        meta, *offers = lines_of(reply)
        assert meta == {
            "type": "meta",
            "cursor": cursor_now(),
            "house": "londerzeel",
            "lang": "ar",
            "total": 75,
            "at": "2026-11-25T10:00:00Z",
        }
        assert len({each["id"] for each in offers}) == len(offers) == 75
        for each in offers[::9]:
            assert each == {key: value for key, value in api(f"/offers/{each['id']}", lang="ar").items() if key in each}


def test_every_language_and_every_house_has_its_own() -> None:
    french = {each["id"]: each["title"] for each in lines_of(snapshot("?lang=fr"))[1:]}
    assert french == {
        item["id"]: item["title"] for item in api("/offers", lang="fr", limit=100, audience="all")["items"]
    }
    assert lines_of(snapshot("?house=essen"))[0] | {"at": None, "cursor": "", "total": 0} == {
        "type": "meta",
        "cursor": "",
        "house": "essen",
        "lang": "nl",
        "total": 0,
        "at": None,
    }
    essen = {each["id"] for each in lines_of(snapshot(host=ESSEN))[1:]}
    assert not essen & set(french)


def test_what_is_read_after_the_answer_began_has_the_asked_language() -> None:
    reply = snapshot("?lang=tr")
    with translation.override("nl"):
        late = lines_of(reply)
    assert late == lines_of(snapshot("?lang=tr"))


def test_a_part_is_one_statement_and_parts_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = lines_of(snapshot())
    for size, parts in ((75, 2), (20, 4), (500, 1)):
        monkeypatch.setattr(read, "OFFERS_A_PART", size)
        with CaptureQueriesContext(connection) as captured:
            assert lines_of(snapshot()) == whole
        assert len(captured) == 3 + parts


def test_what_is_published_meanwhile_comes_once_and_again_in_the_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "OFFERS_A_PART", 10)
    parts = iter(snapshot().streaming_content)
    received = [next(parts), next(parts)]
    page = offer()
    page.title = "Intussen veranderd"
    publish(page)
    offer("slaaplijn-londerzeel").unpublish()
    meta, *offers = [json.loads(line) for line in b"".join([*received, *parts]).splitlines()]
    assert len({each["id"] for each in offers}) == len(offers) >= 74
    changed = {change["id"]: change["op"] for change in changes_since(meta["cursor"]) if change["type"] == "offer"}
    assert changed[str(page.translation_key)] == "upsert"
    assert "delete" in changed.values()


def test_who_has_it_already_gets_304_without_a_look_at_the_offers() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        reply = snapshot(**{"accept-encoding": "gzip"})
        tag = reply["ETag"]
        assert (tag[-4:], reply["Content-Encoding"]) == ('-gz"', "gzip")
        assert len(lines_of(reply)) == 76
        with CaptureQueriesContext(connection) as captured:
            assert snapshot(**{"if-none-match": tag}).status_code == 304
        assert len(captured) == 1
        assert snapshot("?lang=fr", **{"if-none-match": tag}).status_code == 200
        clock.shift(60)
        assert snapshot(**{"if-none-match": tag}).status_code == 200
        tag = snapshot()["ETag"]
        publish_again = offer()
        publish_again.summary = "Anders"
        publish(publish_again)
        assert snapshot(**{"if-none-match": tag}).status_code == 200


def test_head_and_wrong_parameters() -> None:
    head = Client().head("/api/v1/snapshot", headers={"host": LONDERZEEL})
    assert (head.status_code, head.content, bool(head["ETag"])) == (200, b"", True)
    for query in ("?fallback=none", "?limit=1", "?lang=xx", "?house=nowhere"):
        assert snapshot(query).status_code == 422


def test_an_old_cursor_leads_to_the_snapshot() -> None:
    before = cursor_now()
    offer().unpublish()
    prune(londerzeel(), timezone.now() + datetime.timedelta(days=91))
    for lang in londerzeel().languages:
        body = api("/changes", cursor=before, lang=lang)
        assert (body["http_status"], body["status"]) == (410, 410)
        assert body["snapshot"] == f"http://{LONDERZEEL}/api/v1/snapshot?lang={lang}"
        assert body["snapshot"] in body["detail"]
    fresh = lines_of(snapshot())[0]["cursor"]
    assert api("/changes", cursor=fresh)["items"] == []


def test_a_cursor_of_a_log_that_was_longer_leads_to_the_snapshot() -> None:
    ahead = cursor_at("londerzeel", LogPosition.objects.get(house=londerzeel()).position + 1)
    assert api("/changes", cursor=ahead)["http_status"] == 410


@pytest.mark.parametrize("cursor", ["", "0", "garbage", "AAAA", "x" * 5000])
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    body = api("/changes", cursor=cursor)
    assert (body["http_status"], body["errors"][0]["parameter"]) == (422, "cursor")


def test_a_cursor_of_another_house_is_none() -> None:
    assert api("/changes", cursor=cursor_now(), house="essen")["http_status"] == 422

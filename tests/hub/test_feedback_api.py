"""What the API takes in: feedback and questions, refused clearly, kept without anything personal, forgotten in time."""

import datetime
import json
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from offers.documents.read import house_by_slug
from search import voices
from search.models import Demand, Feedback, Question
from search.voices import NUMBER, PHONE, close_question, without_contact_data
from tests.example_data import ESSEN, LONDERZEEL

pytestmark = pytest.mark.usefixtures("example_houses")
CLINIC = "consultatiebureau-londerzeel"
TODAY = datetime.date(2026, 11, 25)


@pytest.fixture(autouse=True)
def nobody_has_written_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    voices.a_minute.used.clear()
    voices.a_day.used.clear()
    monkeypatch.setattr(voices, "this_day", lambda: TODAY)


def post(path: str, body: Any, host: str = LONDERZEEL, kind: str = "application/json", **headers: str):
    content = body if isinstance(body, (bytes, str)) else json.dumps(body)
    return Client().post(f"/api/v1{path}", content, content_type=kind, headers={"host": host, **headers})


def rows() -> list[tuple]:
    fields = ("kind", "rating", "words", "comment", "locale", "day", "amount")
    return list(Feedback.objects.order_by("pk").values_list(*fields))


def test_feedback_is_counted_by_day_and_comments_stand_alone() -> None:
    for _time in range(2):
        reply = post("/feedback", {"kind": "offer", "offer": CLINIC, "rating": "up", "lang": "fr"})
        assert (reply.status_code, reply.json()) == (202, {"received": True})
    post("/feedback", {"kind": "offer", "offer": CLINIC, "rating": "down", "comment": "Te ver"})
    post("/feedback", {"kind": "search", "q": "Schaatsen!", "rating": "down"})
    assert rows() == [
        ("offer", "up", "", "", "fr", TODAY, 2),
        ("offer", "down", "", "Te ver", "nl", TODAY, 1),
        ("search", "down", "schaatsen", "", "nl", TODAY, 1),
    ]
    assert Feedback.objects.first().offer == Feedback.objects.all()[1].offer is not None


def test_what_is_missing_is_counted_with_the_demand() -> None:
    assert post("/feedback", {"kind": "missing", "q": "paardrijden"}).status_code == 202
    assert post("/feedback", {"kind": "missing", "comment": "Er is geen paardrijden."}).status_code == 202
    assert list(Demand.objects.order_by("pk").values_list("words", "amount")) == [
        ("paardrijden", 1),
        ("er is geen paardrijden", 1),
    ]
    assert [row[3] for row in rows()] == ["Er is geen paardrijden."]


def test_nothing_personal_is_kept() -> None:
    fields = {field.name for model in (Feedback, Question) for field in model._meta.get_fields()}
    assert not {name for name in fields if re.search("address|agent|ip|time|user|created", name)}
    comment = "Mail jan.peeters@example.org of bel 0475/12 34 56 of ٠٤٧٥١٢٣٤٥٦"
    post("/feedback", {"kind": "offer", "offer": CLINIC, "comment": comment}, **{"user-agent": "Zwaluw"})
    assert rows()[0][3] == "Mail […] of bel […] of […]"
    assert b"example.org" not in b"".join(voices.a_minute.used)
    assert set(map(len, voices.a_minute.used)) == {8}


@pytest.mark.parametrize("text", ["6 tot 12 jaar", "om 14.30 uur", "1840 Londerzeel", "12-18 maanden"])
def test_small_numbers_stay_in_a_comment(text: str) -> None:
    assert without_contact_data(text) == text
    assert not PHONE.search(text)


def test_a_filled_trap_looks_like_success_and_keeps_nothing() -> None:
    assert post("/feedback", {"kind": "search", "q": "x", "rating": "up", "website": "http://x"}).status_code == 202
    reply = post("/questions", {"text": "Koop nu", "website": "http://x"})
    assert reply.status_code == 202
    assert NUMBER.fullmatch(reply.json()["number"])
    assert not Feedback.objects.exists()
    assert not Question.objects.exists()


REFUSED = [
    ("/feedback", {"kind": "party", "rating": "up"}, "/kind"),
    ("/feedback", {}, "/kind"),
    ("/feedback", {"kind": "offer", "rating": "up"}, "/offer"),
    ("/feedback", {"kind": "offer", "offer": "loket-kinderopvang-essen", "rating": "up"}, "/offer"),
    ("/feedback", {"kind": "offer", "offer": CLINIC}, "/rating"),
    ("/feedback", {"kind": "offer", "offer": CLINIC, "rating": "five"}, "/rating"),
    ("/feedback", {"kind": "missing", "rating": "up"}, "/q"),
    ("/feedback", {"kind": "missing", "q": "x" * 201}, "/q"),
    ("/feedback", {"kind": "missing", "comment": "x" * 1001}, "/comment"),
    ("/feedback", {"kind": "missing", "q": "x", "lang": "xx"}, "/lang"),
    ("/feedback", {"kind": "missing", "q": "x", "e/mail": "x"}, "/e~1mail"),
    ("/feedback", '{"kind": "missing", "q": "x", "q": "y"}', "/q"),
    ("/feedback", [1, 2], ""),
    ("/feedback", "null", ""),
    ("/questions", {"topic": "x", "text": ""}, "/text"),
    ("/questions", {"topic": "x", "text": 5}, "/text"),
    ("/questions", {"text": "x" * 2001}, "/text"),
    ("/questions", {"topic": "x" * 61, "text": "y"}, "/topic"),
    ("/questions", {"text": "y", "reply_to": {"a": 1}}, "/reply_to"),
    ("/questions", {"text": "y", "reply_to": "bij mij thuis"}, "/reply_to"),
]


@pytest.mark.parametrize(("path", "body", "pointer"), REFUSED)
def test_a_refusal_points_at_what_is_wrong(path: str, body: Any, pointer: str) -> None:
    reply = post(path, body)
    assert reply.status_code == 422
    assert reply["Content-Type"] == "application/problem+json"
    assert [error["pointer"] for error in reply.json()["errors"]] == [pointer]
    assert not Feedback.objects.exists()
    assert not Question.objects.exists()


@pytest.mark.parametrize("body", ['{"kind": ', " ", b"\xff\xfe\x00", "[" * 8000, '{"kind": ' + "9" * 6000 + "}"])
@pytest.mark.parametrize("path", ["/feedback", "/questions"])
def test_what_cannot_be_read_is_refused(path: str, body: str) -> None:
    assert post(path, body).status_code == 422


@pytest.mark.parametrize("path", ["/feedback", "/questions"])
def test_other_formats_sizes_and_methods_are_refused(path: str) -> None:
    assert post(path, "kind=offer", kind="application/x-www-form-urlencoded").status_code == 415
    assert post(path, {"text": "y" * 9000}).status_code == 413
    assert post(path, {"text": "y" * 3_000_000}).status_code == 413
    reply = Client().get(f"/api/v1{path}", headers={"host": LONDERZEEL})
    assert (reply.status_code, reply["Allow"]) == (405, "OPTIONS, POST")
    reply = Client().options(f"/api/v1{path}", headers={"host": LONDERZEEL})
    assert "POST" in reply["Access-Control-Allow-Methods"]
    assert "Content-Type" in reply["Access-Control-Allow-Headers"]


def test_a_refusal_is_in_the_asked_language() -> None:
    reply = post("/feedback?lang=fr", {})
    assert reply["Content-Language"] == "fr"


def test_an_answer_is_in_no_cache_and_sets_no_cookie() -> None:
    for reply in (post("/feedback", {"kind": "missing", "q": "x"}), post("/questions", {"text": "x"})):
        assert reply["Cache-Control"] == "no-store"
        assert reply["Access-Control-Allow-Origin"] == "*"
        assert "ETag" not in reply
        assert not reply.cookies


def test_a_client_may_write_ten_times_a_minute() -> None:
    body = {"kind": "missing", "q": "judo"}
    assert [post("/feedback", body).status_code for _time in range(voices.MOST_A_MINUTE)] == [202] * 10
    reply = post("/questions", {"text": "x"})
    assert reply.status_code == 429
    assert 0 < int(reply["Retry-After"]) <= 60
    voices.a_minute.used.clear()
    for _time in range(voices.MOST_A_DAY):
        voices.a_day.take("127.0.0.1")
    reply = post("/feedback", body)
    assert (reply.status_code, int(reply["Retry-After"]) > 0) == (429, True)


def test_a_question_gets_a_number_of_its_own_and_its_house() -> None:
    numbers = set()
    for _time in range(5):
        reply = post(
            "/questions", {"topic": "opvang", "text": "Is er plaats?", "lang": "fr", "reply_to": "٠٤٧٠ 12 34 56"}
        )
        assert reply.status_code == 202
        assert reply["Content-Language"] == "fr"
        assert set(reply.json()) == {"number", "next"}
        assert "0470" not in reply.content.decode()
        numbers.add(reply.json()["number"])
    assert len(numbers) == 5
    post("/questions", {"topic": "grootouders", "text": "x"}, host=ESSEN)
    first, last = Question.objects.first(), Question.objects.last()
    assert (first.topic, first.text, first.reply_to, first.locale) == (
        "childcare",
        "Is er plaats?",
        "0470 12 34 56",
        "fr",
    )
    assert (first.house_id, first.day) == (house_by_slug("londerzeel").id, TODAY)
    assert (last.topic, last.house_id, last.reply_to) == ("grootouders", house_by_slug("essen").id, "")


def test_hostile_text_is_kept_as_text() -> None:
    post("/questions", '{"text": "a\\u0000b \\u202e \\ud800 <b>x</b>\\r\\nregel"}')
    assert Question.objects.get().text == "a b     <b>x</b>\nregel"


def test_an_answered_question_loses_its_text_and_the_way_to_the_asker() -> None:
    post("/questions", {"text": "Is er plaats?", "reply_to": "jan@example.org"})
    close_question(Question.objects.get())
    question = Question.objects.get()
    assert (question.text, question.reply_to, question.answered_on) == ("", "", TODAY)


def test_everything_is_forgotten_in_time(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HUB_QUESTIONS_DAYS = 90
    post("/questions", {"text": "Is er plaats?", "reply_to": "jan@example.org"})
    post("/feedback", {"kind": "offer", "offer": CLINIC, "rating": "up"})
    seen = []
    for days in (30, 31, 90, 91, 400, 401):
        monkeypatch.setattr("search.voices.this_day", lambda days=days: TODAY + datetime.timedelta(days))
        monkeypatch.setattr(
            "search.management.commands.prune_voices.this_day", lambda days=days: TODAY + datetime.timedelta(days)
        )
        call_command("prune_voices", verbosity=0)
        questions = list(Question.objects.values_list("text", "reply_to"))
        seen.append((questions, Feedback.objects.count()))
    text, way = "Is er plaats?", "jan@example.org"
    assert seen == [([(text, way)], 1), ([(text, "")], 1), ([(text, "")], 1), ([], 1), ([], 1), ([], 0)]


def test_no_house_is_flooded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "MOST_QUESTIONS_A_DAY", 1)
    monkeypatch.setattr(voices, "MOST_COMMENTS_A_DAY", 1)
    assert post("/questions", {"text": "x"}).status_code == 202
    assert post("/questions", {"text": "x"}).status_code == 503
    for _time in range(3):
        post("/feedback", {"kind": "search", "q": "judo", "rating": "up", "comment": "Goed"})
    assert [(row[2], row[3], row[6]) for row in rows()] == [("judo", "Goed", 1), ("", "", 2)]

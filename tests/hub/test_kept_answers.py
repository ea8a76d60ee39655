"""The same question is not worked out twice, and nobody gets an answer that no longer holds."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hub.gateway import keeper
from hub.kept_answers import MOST_BYTES_OF_ONE, KeptAnswer, KeptAnswers
from offers.models import OfferPage
from tests.example_data import ESSEN, LONDERZEEL, NOW

pytestmark = pytest.mark.usefixtures("example_houses")

CLINIC = "/offers/consultatiebureau-londerzeel"


def get(path: str, host: str = LONDERZEEL, **headers: str):
    """An answer of the API."""
    return Client().get(f"/api/v1{path}", headers={"host": host, **headers})


@pytest.mark.parametrize(
    "path", ["/offers", "/offers?q=baby&facets=all", CLINIC, "/suggest?q=sp", "/changes", "/partners"]
)
def test_the_same_question_again_costs_one_look_at_the_logs(path: str) -> None:
    first = get(path)
    with CaptureQueriesContext(connection) as captured:
        again = get(path)
    assert (again.content, again["ETag"], again["Link"]) == (first.content, first["ETag"], first["Link"])
    assert len(captured) == 1, [query["sql"][:120] for query in captured.captured_queries]


def test_what_the_client_is_and_takes_belongs_to_the_question() -> None:
    dutch, arabic = get("/offers"), get("/offers", **{"accept-language": "ar"})
    assert (dutch["Content-Language"], arabic["Content-Language"]) == ("nl", "ar")
    assert get("/offers", host=ESSEN).content != dutch.content
    assert "Content-Encoding" not in get("/offers")
    packed = get("/offers", **{"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert get("/offers", **{"accept-encoding": "gzip"}).content == packed.content
    assert get("/offers", accept="text/html").status_code == 406
    assert get("/offers", **{"if-none-match": packed["ETag"]}).status_code == 304


def test_a_published_change_is_seen_at_once() -> None:
    before = get(CLINIC).json()
    page = OfferPage.objects.get(slug="consultatiebureau-londerzeel", locale__language_code="nl")
    page.title = "Het nieuwe consultatiebureau"
    page.save_revision().publish()
    after = get(CLINIC).json()
    assert (before["title"], after["title"]) == (
        "Consultatiebureau: je baby en peuter op controle",
        "Het nieuwe consultatiebureau",
    )
    assert after["version"] > before["version"]


def test_an_answer_with_dates_follows_the_clock() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        items = get("/offers?sort=next&limit=100").json()["items"]
        first = next(item for item in items if item["next_occurrence"])
        clock.move_to(datetime.datetime.fromisoformat(first["next_occurrence"]["end"]))
        later = get("/offers?sort=next&limit=100").json()["items"]
    mine = next(item for item in later if item["id"] == first["id"])
    assert mine["next_occurrence"] != first["next_occurrence"]


def test_the_throttle_counts_what_is_kept(settings) -> None:
    settings.HUB_API_RATE = "1000"
    left = [int(get("/house")["RateLimit"].split("r=")[1].split(";")[0]) for _ in range(3)]
    assert left == [left[0], left[0] - 1, left[0] - 2]


def test_a_problem_is_not_kept() -> None:
    assert get("/offers?limit=x").status_code == 422
    assert not keeper.current.answers


def test_what_is_kept_has_a_limit() -> None:
    answers = KeptAnswers()
    answers.keep(("large",), KeptAnswer({}, b"x" * (MOST_BYTES_OF_ONE + 1), "1"))
    for number in range(100):
        answers.keep((str(number),), KeptAnswer({}, b"x" * MOST_BYTES_OF_ONE, "1"))
    assert ("large",) not in answers.answers
    assert 0 < len(answers.answers) < 100

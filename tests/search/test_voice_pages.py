"""The form for a question and the one-tap opinion: without script, without cookie, in short words."""

import pytest
from django.test import Client

from offers.documents.read import house_by_slug, offer_id
from search import voices
from search.models import Feedback, Question
from search.voices import NUMBER
from tests.pages import Page, visit

pytestmark = pytest.mark.usefixtures("example_houses")
CLINIC = "consultatiebureau-londerzeel"


@pytest.fixture(autouse=True)
def nobody_has_written_yet():
    voices.a_minute.used.clear()
    voices.a_day.used.clear()


def send(path, values, **headers):
    return Client().post(path, values, headers={"host": "londerzeel.localhost:8000", **headers})


def test_a_question_is_sent_and_its_number_shown(client):
    page = visit(client, "/fr/vraag/")
    form = page.find("//main//form")[0]
    assert {"text", "topic", "reply_to", "website"} == set(form.fields.keys())
    reply = send(
        form.get("action"), {"text": "Y a-t-il de la place?", "topic": "childcare", "reply_to": "0470 12 34 56"}
    )
    assert reply.status_code == 303
    assert not reply.cookies
    question = Question.objects.get()
    assert (question.text, question.topic, question.locale) == ("Y a-t-il de la place?", "childcare", "fr")
    after = visit(client, reply["Location"])
    assert NUMBER.search(after.main)[0] == question.number
    assert "0470" not in after.source
    assert after.response["Cache-Control"] == "no-store"


def test_a_page_of_another_house_does_not_show_the_number(client):
    address = send("/nl/vraag/", {"text": "Is er plaats?"})["Location"]
    assert not NUMBER.search(visit(client, address, house="essen").main)
    assert not NUMBER.search(visit(client, "/nl/vraag/?sent=CDF-33333").main)


def test_what_is_wrong_is_said_and_nothing_typed_is_lost():
    reply = send("/nl/vraag/", {"text": "", "reply_to": "bij mij thuis", "topic": "money"})
    page = Page(reply)
    assert reply["Cache-Control"] == "no-store"
    assert page.find("//input[@name='reply_to']/@value") == ["bij mij thuis"]
    assert page.find("//option[@selected]/@value") == ["money"]
    assert len(page.find("//*[@aria-invalid]")) == 2
    assert not Question.objects.exists()


def test_machines_and_other_sites_leave_nothing_behind():
    assert send("/nl/vraag/", {"text": "Koop nu", "website": "http://x"}).status_code == 303
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}, {"origin": "null"}):
        assert send("/nl/vraag/", {"text": "Koop nu"}, **headers).status_code == 200
        send("/nl/mening/", {"offer": CLINIC, "rating": "up"}, **headers)
    assert not Question.objects.exists()
    assert not Feedback.objects.exists()
    assert send("/nl/vraag/", {"text": "x"}, origin="http://londerzeel.localhost:8000").status_code == 303


def test_who_sends_too_much_is_told_so_and_keeps_the_text():
    for _time in range(voices.MOST_A_MINUTE):
        assert send("/nl/vraag/", {"text": "x"}).status_code == 303
    page = Page(send("/nl/vraag/", {"text": "Nog een vraag"}))
    assert "Nog een vraag" in page.main
    assert page.find("//*[@role='alert']")


def test_a_question_about_violence_shows_help_lines_at_once(client):
    page = visit(client, send("/nl/vraag/", {"text": "Mijn man slaat mij"})["Location"])
    assert page.find("//section[@class='care']")
    assert page.response["Cache-Control"] == "no-store"


def test_one_tap_says_whether_an_offer_was_useful(client):
    page = visit(client, f"/ar/aanbod/{CLINIC}/")
    form = page.find("//section[@id='useful']//form")[0]
    assert form.xpath(".//button/@value") == ["up", "middle", "down"]
    reply = send(form.get("action"), {**dict(form.form_values()), "rating": "middle"})
    assert reply.status_code == 303
    assert not reply.cookies
    assert Feedback.objects.values_list("offer", "rating", "locale", "amount").get() == (
        offer_id(house_by_slug("londerzeel"), CLINIC),
        "middle",
        "ar",
        1,
    )
    after = visit(client, reply["Location"].partition("#")[0])
    assert after.find("//section[@id='useful']//*[@role='status']")
    assert not after.find("//section[@id='useful']//form")
    assert send("/nl/mening/", {"offer": CLINIC, "rating": "five"}).status_code == 404
    assert send("/nl/mening/", {"offer": "loket-kinderopvang-essen", "rating": "up"}).status_code == 404


def test_the_form_is_one_step_away(client):
    for path in ("/nl/", f"/nl/aanbod/{CLINIC}/", "/nl/aanbod/?q=qwertzuiop"):
        assert "/nl/vraag/" in visit(client, path).find("//a/@href")
    assert "/nl/vraag/" in visit(client, "/nl/aanbod/?q=qwertzuiop").find("//main//a/@href")


def test_pages_with_a_quick_exit_ask_for_no_opinion(client):
    pages = [
        visit(client, f"/nl/aanbod/{slug}/") for slug in visit(client, "/nl/aanbod/?category=safety-violence").offers()
    ]
    assert pages
    assert not [page for page in pages if page.find("//section[@id='useful']")]

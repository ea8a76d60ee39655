"""The admin of questions and feedback: for the coordinators of the House, and for nobody else."""

import pytest
from django.test import Client

from offers.documents.read import house_by_slug, offer_id
from search.models import Feedback, Question
from search.voices import Said, ask_question, keep_feedback
from tests.admin import logged_in
from tests.factories import make_house, make_offer, make_partner, make_user

pytestmark = pytest.mark.django_db
LISTS = ("/admin/questions/", "/admin/questions/results/", "/admin/comments/", "/admin/feedback/")


@pytest.fixture
def world():
    """Two Houses with a question and a comment each, and their people."""
    pages = {slug: make_house(slug) for slug in ("londerzeel", "essen")}
    partner = make_partner(pages["londerzeel"])
    make_offer(partner, title="Zwaluwuurtje")
    house, other = house_by_slug("londerzeel"), house_by_slug("essen")
    offer = offer_id(house, "speeluurtje")
    ask_question(house, "fr", "childcare", "Kwartelvraag <b>", "0470 12 34 56")
    ask_question(other, "nl", "", "Meesvraag", "")
    keep_feedback(house, Said("offer", "nl", offer, "up"))
    keep_feedback(house, Said("offer", "nl", offer, "up"))
    keep_feedback(house, Said("offer", "nl", offer, "down", comment="Kwartelwoord"))
    keep_feedback(house, Said("search", "nl", rating="middle", words="judo"))
    keep_feedback(other, Said("search", "nl", rating="down", words="schaken", comment="Meeswoord"))
    return {
        "coordinator": logged_in(make_user("one", pages["londerzeel"])),
        "other": logged_in(make_user("two", pages["essen"])),
        "partner": logged_in(make_user("three", partner)),
        "administrator": logged_in(make_user("four", is_superuser=True)),
        "nobody": Client(),
    }


def text_of(client, address):
    return client.get(address).content.decode()


def detail(row):
    kind = "questions" if isinstance(row, Question) else "comments"
    return f"/admin/{kind}/{row.pk}/"


def theirs():
    """The question and the comment of Londerzeel."""
    return [Question.objects.get(text__startswith="Kwartel"), Feedback.objects.get(comment="Kwartelwoord")]


def test_a_coordinator_reads_answers_and_deletes_a_question(world):
    client, question = world["coordinator"], theirs()[0]
    listed = text_of(client, "/admin/questions/")
    assert question.number in listed
    assert "Kwartelvraag" not in listed
    page = text_of(client, detail(question))
    assert "Kwartelvraag &lt;b&gt;" in page
    assert "0470 12 34 56" in page
    assert "no-store" in client.get(detail(question))["Cache-Control"]
    assert client.post(detail(question), {"action": "answered"}).status_code == 302
    question.refresh_from_db()
    assert (question.text, question.reply_to, bool(question.answered_on)) == ("", "", True)
    assert question.number in text_of(client, "/admin/questions/?state=answered")
    assert question.number not in text_of(client, "/admin/questions/?state=new")
    assert client.post(detail(question), {"action": "delete"}).status_code == 302
    assert not Question.objects.filter(pk=question.pk).exists()


def test_a_coordinator_sees_counts_and_deletes_a_comment(world):
    client = world["coordinator"]
    rows = {row["words"]: row for row in client.get("/admin/feedback/").context["object_list"]}
    assert {name: rows[""][name] for name in ("up", "middle", "down", "comments")} == {
        "up": 2,
        "middle": 0,
        "down": 1,
        "comments": 1,
    }
    assert rows["judo"]["middle"] == 1
    assert "Zwaluwuurtje" in text_of(client, "/admin/feedback/")
    assert "Kwartelwoord" in text_of(client, "/admin/comments/")
    comment = theirs()[1]
    assert client.post(detail(comment)).status_code == 302
    assert not Feedback.objects.filter(pk=comment.pk).exists()


def test_another_house_is_not_even_named(world):
    for address in LISTS:
        text = text_of(world["other"], address)
        assert not [secret for secret in ("Kwartel", "judo", "Zwaluw", theirs()[0].number) if secret in text], address
        chosen = text_of(world["other"], f"{address}?house={house_by_slug('londerzeel').id}")
        assert "Kwartel" not in chosen
        assert theirs()[0].number not in chosen
    for row in theirs():
        assert world["other"].get(detail(row)).status_code == 404
        assert world["other"].post(detail(row), {"action": "answered"}).status_code == 404
    assert theirs()[0].reply_to


@pytest.mark.parametrize("person", ["partner", "nobody"])
def test_neither_partners_nor_strangers_see_any_of_it(world, person):
    client = world[person]
    for address in LISTS:
        assert client.get(address).status_code == 302, address
    for row in theirs():
        assert client.get(detail(row)).status_code == 302
        assert client.post(detail(row), {"action": "delete"}).status_code == 302
    assert len(theirs()) == 2
    menu = client.get("/admin/", follow=True).content.decode()
    assert not [name for name in ("/admin/questions/", "/admin/feedback/", "/admin/comments/") if name in menu]


def test_an_administrator_chooses_the_house(world):
    client = world["administrator"]
    assert "Meeswoord" in text_of(client, "/admin/comments/")
    assert "Meeswoord" not in text_of(client, f"/admin/comments/?house={house_by_slug('londerzeel').id}")
    assert "schaken" in text_of(client, "/admin/feedback/")
    assert "/admin/questions/" in text_of(client, "/admin/")

"""The button "this is missing": counted by week and words, never by who pressed it."""

import datetime
import io

import pytest
from django.core.management import call_command

from offers.documents.read import house_by_slug
from search import missing
from search.demand import KEPT_DAYS, MOST_WORDINGS_A_WEEK, count_missing, forget_old_demand, words_to_keep
from search.models import Demand
from tests.pages import visit

MONDAY, SUNDAY = datetime.date(2026, 11, 23), datetime.date(2026, 11, 29)


@pytest.fixture(autouse=True)
def nobody_has_pressed_yet():
    missing.throttle.used.clear()


@pytest.fixture
def house(example_houses):
    return house_by_slug("londerzeel")


def rows():
    return list(Demand.objects.order_by("pk").values_list("week", "locale", "words", "category", "amount"))


def press(client, page, **headers):
    form = page.find("//main//form[@method='post'][.//input[@name='question']]")[0]
    question = form.xpath(".//input[@name='question']/@value")[0]
    return client.post(form.get("action"), {"question": question}, headers={"host": "londerzeel.localhost", **headers})


def test_the_same_words_in_one_week_are_one_row(house):
    count_missing(house, "nl", "Paardrijden!", "", today=MONDAY)
    count_missing(house, "nl", " paardrijden ", "", today=SUNDAY)
    count_missing(house, "nl", "paardrijden", "", today=SUNDAY + datetime.timedelta(1))
    count_missing(house, "fr", "équitation", "sport", today=MONDAY)
    assert rows() == [
        (MONDAY, "nl", "paardrijden", "", 2),
        (MONDAY + datetime.timedelta(7), "nl", "paardrijden", "", 1),
        (MONDAY, "fr", "équitation", "sport", 1),
    ]


def test_what_is_stored_has_no_more_fields_than_these():
    names = {field.name for field in Demand._meta.get_fields()}
    assert names == {"id", "house", "week", "locale", "words", "category", "amount"}


@pytest.mark.parametrize(
    "text",
    [
        "mail jan.peeters@example.org",
        "bel 0475 12 34 56",
        "bel 04 75 12 34 56",
        "opvang 1840",
        "rijksregister 91.02.03",
        "zie www.voorbeeld.be",
        "wij wonen in de Kerkstraat en zoeken opvang voor Noor",
        "hottentottententententoonstelling achtervolgingswaanzinwoorden",
        "mijn man slaat mij",
        "ik wil dood",
    ],
)
def test_words_that_might_say_who_asked_are_not_kept(house, text):
    count_missing(house, "nl", text, "sport", today=MONDAY)
    assert rows() == [(MONDAY, "nl", "", "sport", 1)]


def test_short_words_are_kept_with_a_small_number():
    assert words_to_keep("Zwemmen 6 tot 12 jaar", "nl") == "zwemmen 6 tot 12 jaar"
    assert words_to_keep("ركوب الخيل", "ar") == "ركوب الخيل"


def test_an_unknown_category_and_too_many_wordings_are_counted_without(house, monkeypatch):
    monkeypatch.setattr("search.demand.MOST_WORDINGS_A_WEEK", 1)
    assert MOST_WORDINGS_A_WEEK > 100
    for text in ("judo", "yoga", "yoga", "judo"):
        count_missing(house, "nl", text, "nergens", today=MONDAY)
    assert rows() == [(MONDAY, "nl", "judo", "", 2), (MONDAY, "nl", "", "", 2)]


def test_what_is_old_is_forgotten(house):
    today = MONDAY + datetime.timedelta(days=KEPT_DAYS)
    for age in (-1, 0, 1):
        count_missing(house, "nl", "judo", "", today=today - datetime.timedelta(days=KEPT_DAYS + 7 * age))
    assert forget_old_demand(today) == 1
    assert len(rows()) == 2
    said = io.StringIO()
    call_command("prune_demand", stdout=said)
    assert "forgotten" in said.getvalue()


@pytest.mark.parametrize("locale", ["nl", "ar"])
def test_one_tap_counts_and_says_thank_you(families, locale):
    page = visit(families, f"/{locale}/aanbod/?q=qwertzuiop&category=sport&free=true")
    response = press(families, page)
    assert response.status_code == 302
    assert response["Location"] == f"/{locale}/aanbod/?q=qwertzuiop&category=sport&free=true&missing=counted#missing"
    assert not response.cookies
    assert [row[1:] for row in rows()] == [(locale, "qwertzuiop", "sport", 1)]
    thanks = visit(families, response["Location"].partition("#")[0])
    assert thanks.find("//*[@role='status']")
    assert not thanks.find("//main//form[@method='post'][.//input[@name='question']]")


def test_a_question_that_is_not_from_a_page_of_this_house_counts_nothing(families):
    page = visit(families, "/nl/aanbod/?q=qwertzuiop", "essen")
    assert press(families, page)["Location"] == "/nl/aanbod/"
    for question in ("", "x", "qwertzuiop:1:2"):
        response = families.post("/nl/ontbreekt/", {"question": question}, headers={"host": "londerzeel.localhost"})
        assert response["Location"] == "/nl/aanbod/"
    assert families.get("/nl/ontbreekt/", headers={"host": "londerzeel.localhost"}).status_code == 405
    assert rows() == []


def test_nobody_counts_without_end(families):
    page = visit(families, "/nl/aanbod/?q=qwertzuiop")
    outcomes = [press(families, page)["Location"] for _number in range(missing.MOST_A_MINUTE + 2)]
    assert sum("counted" in outcome for outcome in outcomes) == missing.MOST_A_MINUTE
    assert "not_now" in outcomes[-1]
    assert rows()[0][-1] == missing.MOST_A_MINUTE
    assert visit(families, outcomes[-1].partition("#")[0]).find("//main//form//*[@role='status']")

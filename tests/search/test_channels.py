"""Channels without a programmer: a list in another website, on paper, in a calendar or a reader of feeds."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from offers.documents.differences import dumps
from offers.models import OfferDocument
from search import channels
from tests.pages import visit

FILTERS = [
    "",
    "?category=play-and-meet&free=true",
    "?locality=malderen",
    "?q=baby",
    "?fallback=none",
    "?free=maybe&x=1",
]
OTHERS = ["/nl/", "/nl/aanbod/", "/nl/aanbod/print/", "/nl/aanbod/speelbos-vossenhol/", "/nl/partners/"]
HOSTILE = '"><img src=x onerror=alert(1)></script>'


def listed(client, locale, query):
    """The offers of the catalogue for the same address, all its pages, in order."""
    found = []
    for page in range(1, 9):
        joint = "&" if query else "?"
        asked = f"/{locale}/aanbod/{query}{joint}page={page}" if page > 1 else f"/{locale}/aanbod/{query}"
        slugs = [slug for slug in visit(client, asked).find("//ul[@class='cards']//h3/a/@href") if slug not in found]
        if not slugs:
            break
        found += slugs
    return found


@pytest.mark.parametrize("query", FILTERS)
@pytest.mark.parametrize("locale", ["nl", "ar"])
def test_a_list_elsewhere_has_the_offers_of_the_catalogue(families, locale, query):
    expected = listed(families, locale, query)
    embedded = visit(families, f"/{locale}/aanbod/embed/{query}")
    assert embedded.find("//h2/a/@href") == expected[: channels.OFFERS_IN_A_FRAME]
    printed = visit(families, f"/{locale}/aanbod/print/{query}")
    assert printed.find("//main//h2/a/@href") == expected[: channels.OFFERS_ON_PAPER]


def test_only_the_embedded_list_may_stand_in_a_frame_of_others(families):
    response = visit(families, "/ar/aanbod/embed/?category=sport").response
    assert "X-Frame-Options" not in response
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "'unsafe" not in policy
    assert not response.cookies
    for path in OTHERS:
        response = visit(families, path).response
        assert response["X-Frame-Options"] == "SAMEORIGIN", path
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"], path
        assert not response.cookies


@pytest.mark.parametrize(("locale", "direction"), [("nl", "ltr"), ("ar", "rtl"), ("fa", "rtl")])
def test_the_embedded_list_is_a_page_in_its_language(families, locale, direction):
    page = visit(families, f"/{locale}/aanbod/embed/?pillar=leisure")
    assert page.find("/html/@lang") == [locale]
    assert page.find("/html/@dir") == [direction]
    assert "Huis van het Kind Londerzeel" in page.texts("//title")[0]
    assert set(page.find("//a/@target")) == {"_blank"}
    assert len(page.find("//a[not(@target)]")) == 0
    assert page.find("//link[@rel='canonical']/@href")[0].endswith(f"/{locale}/aanbod/")
    for heading in page.find("//h2"):
        assert heading.get("lang", locale) in (locale, "nl")


def test_an_embedded_list_without_an_offer_leads_on(families):
    page = visit(families, "/nl/aanbod/embed/?partner=nobody")
    assert page.status == 200
    assert page.find("//main//a[@class='button']/@href") == ["/nl/aanbod/?partner=nobody"]


@pytest.mark.parametrize("path", ["/nl/aanbod/embed/", "/nl/aanbod/print/"])
def test_a_list_near_somebody_is_for_one_reader(families, path):
    assert "private" in visit(families, f"{path}?near=51.005,4.303").response["Cache-Control"]
    assert visit(families, path).response["Cache-Control"].startswith("public")


@pytest.mark.parametrize("path", ["embed/", "print/"])
def test_the_statements_of_a_list_elsewhere(families, path):
    for query in ("?category=sport", "?pillar=leisure"):
        visit(families, f"/fr/aanbod/{path}{query}")
        with CaptureQueriesContext(connection) as captured:
            visit(families, f"/fr/aanbod/{path}{query}")
        assert len(captured) == 2  # the positions of the logs, the documents of the list


def test_the_paper_has_telephone_times_place_and_code(families):
    page = visit(families, "/nl/aanbod/print/?category=play-and-meet&free=true")
    row = next(words for words in page.texts("//main//li") if "Spelpunt Malderen" in words)
    assert "Woensdag" in row
    assert "9.00 – 11.30" in row
    assert "Korenbloemhof 1, Malderen" in row
    assert "052 55 01 14" in row
    assert page.texts("//figure/*[name()='svg']/*[name()='title']") == [
        "http://londerzeel.localhost:8000/nl/aanbod/?category=play-and-meet&free=true"
    ]
    assert "Gratis" in page.texts("//header[@class='sheet__head']")[0]


def test_the_paper_says_when_there_are_more(families, monkeypatch):
    monkeypatch.setattr(channels, "OFFERS_ON_PAPER", 5)
    page = visit(families, "/en/aanbod/print/")
    assert len(page.find("//main//h2")) == 5
    assert "These are the first 5." in page.main


def test_a_very_long_question_still_has_a_code(families):
    page = visit(
        families, "/nl/aanbod/print/?" + "&".join(f"partner=p{number:04}" for number in range(190)) + "&x=" + "y" * 900
    )
    assert page.status == 200
    assert len(page.find("//figure/*[name()='svg']")) == 1


def test_the_catalogue_names_its_list_in_other_forms(families):
    page = visit(families, "/ar/aanbod/?category=sport&free=true&sort=next&page=1")
    asked = {"category": ["sport"], "free": ["true"], "lang": ["ar"]}
    feed = urlsplit(page.find("//link[@type='application/atom+xml']/@href")[0])
    assert (feed.path, parse_qs(feed.query)) == ("/api/v1/feed.xml", asked)
    assert Client().get(f"{feed.path}?{feed.query}", headers={"host": feed.netloc}).status_code == 200
    calendar = urlsplit(page.find("//a[starts-with(@href, 'webcal:')]/@href")[0])
    assert (calendar.netloc, calendar.path) == ("londerzeel.localhost:8000", "/api/v1/offers.ics")
    assert parse_qs(calendar.query) == asked
    address = page.find("//textarea[@id='calendar-address']")[0].text
    assert address == f"http://{calendar.netloc}{calendar.path}?{calendar.query}"


def test_the_code_to_embed_is_html_that_leads_to_the_same_list(families):
    page = visit(families, "/ar/aanbod/?category=sport,library-reading&q=%22%3E%3Cscript%3Esport")
    (field,) = page.find("//textarea[@id='embed-code']")
    assert len(field) == 0
    (script,) = html.fragment_fromstring(field.text, create_parent=True).xpath("script")
    assert script.get("data-lang") == "ar"
    assert urlsplit(script.get("src")).path == "/static/search/js/embed.js"
    assert parse_qs(script.get("data-query")) == {"category": ["sport", "library-reading"], "q": ['"><script>sport']}
    (frame,) = html.fragment_fromstring(field.text, create_parent=True).xpath("noscript/iframe")
    assert visit(families, frame.get("src").partition("8000")[2]).status == 200
    assert frame.get("title") == script.get("data-title")


def test_the_scripts_of_a_frame_ask_nobody_and_keep_nothing():
    for name in ("embed", "embed-frame"):
        with open(finders.find(f"search/js/{name}.js")) as file:
            text = file.read()
        assert not re.search(r"cookie|localStorage|sessionStorage|fetch\(|innerHTML|eval", text)


@pytest.mark.parametrize("path", ["embed/", "print/", ""])
def test_hostile_titles_stay_text(families, path):
    document = OfferDocument.objects.get(offer__slug="speelbos-vossenhol", locale="nl")
    document.list_json = dumps(json.loads(document.list_json) | {"title": HOSTILE, "summary": HOSTILE})
    document.save()
    page = visit(families, f"/nl/aanbod/{path}?q=speelbos")
    assert HOSTILE in page.main
    assert page.find("//img[@onerror]") == []


def test_a_dangerous_search_is_not_taken_along(families):
    page = visit(families, "/nl/aanbod/?q=mijn+man+slaat+mij")
    assert page.response["Cache-Control"] == "no-store"
    assert page.find("//link[@type='application/atom+xml']") == []
    assert page.find("//textarea") == []

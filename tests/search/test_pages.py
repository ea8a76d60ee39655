"""The families' pages that search: home, catalogue, a partner with its offers."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from offers.documents import read
from search import presentation
from search.query import parse_lenient, run
from tests.pages import visit

LIFE_STAGES = 10


def catalogue(client, locale="nl", house="londerzeel", **asked):
    query = urlencode(asked, doseq=True)
    return visit(client, f"/{locale}/aanbod/?{query}", house)


def expected(house="londerzeel", locale="nl", **asked):
    """The slugs that the catalogue itself finds."""
    found = read.house_by_slug(house)
    query, problems = parse_lenient(list(asked.items()), found, locale)
    assert not problems
    with translation.override(locale):
        return [card["slug"] for card in read.cards(found, run(found, locale, query, limit=100).ids, locale)]


def chips(page):
    return dict(zip(page.texts("//a[@class='chip']/bdi"), page.find("//a[@class='chip']/@href"), strict=True))


def asked_by(address):
    return parse_qsl(urlsplit(address).query)


def test_every_offer_is_on_exactly_one_page_of_the_list(families):
    found, address, pages = [], "/nl/aanbod/", 0
    while address:
        page = visit(families, address)
        assert len(page.offers()) <= 24
        found += page.offers()
        pages += 1
        address = next(iter(page.find("//a[@rel='next']/@href")), None)
    assert found == expected()
    assert len(found) == len(set(found))
    assert pages == -(-len(found) // 24)
    assert f"{len(found)} " in visit(families, "/nl/aanbod/").texts("//h2[@id='count']")[0]


@pytest.mark.parametrize(
    ("house", "locale", "asked"),
    [
        ("londerzeel", "uk", {"category": "sport"}),
        ("essen", "nl", {"age_months": "30"}),
        ("essen", "fr", {"spoken_lang": "ar,uk"}),
        ("londerzeel", "ar", {"life_stage": "0-1", "free": "true"}),
        ("londerzeel", "nl", {"q": "baby"}),
        ("londerzeel", "nl", {"day": "sat", "sort": "next"}),
        ("londerzeel", "nl", {"near": "51.005,4.303", "radius_m": "2000", "sort": "distance"}),
    ],
)
def test_the_page_shows_what_the_catalogue_finds(families, house, locale, asked):
    page = catalogue(families, locale, house, **asked)
    wanted = expected(house, locale, **asked)
    assert wanted
    assert page.offers(locale) == wanted[:24]
    assert str(len(wanted)) in page.texts("//h2[@id='count']")[0]


def test_chosen_filters_are_chips_that_can_be_taken_off(families):
    page = catalogue(families, life_stage=["0-1", "1-3"], free="true", q="baby")
    assert len(chips(page)) == 3
    for address in chips(page).values():
        assert len(asked_by(address)) == 3
        assert ("q", "baby") in asked_by(address)
    assert asked_by(page.find("//a[@class='chips__all']/@href")[0]) == [("q", "baby")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("age_months", "30"),
        ("from", "2026-12-01"),
        ("to", "2030-12-24"),
        ("uitpas", "true"),
        ("low_digital", "true"),
        ("residents_only", "false"),
        ("weekend", "true"),
        ("from_time", "12:00"),
        ("to_time", "18:00"),
        ("universality", "everyone"),
        ("booking_status", "few"),
        ("near", "51.0,4.3"),
        ("bbox", "4.2,50.9,4.4,51.1"),
        ("fallback", "none"),
        ("audience", "all"),
        ("audience", "professionals"),
    ],
)
@pytest.mark.parametrize("locale", ["nl", "ar"])
def test_every_filter_has_words_and_a_way_off(families, locale, name, value):
    page = catalogue(families, locale, **{name: value})
    assert page.status == 200
    assert list(chips(page).values()) == [f"/{locale}/aanbod/"]
    assert all(label not in ("", name, value) for label in chips(page))


def test_a_distance_goes_with_its_point(families):
    page = catalogue(families, near="51.005,4.303", radius_m="2000", sort="distance", day="sat")
    without_point = next(address for address in chips(page).values() if "near" not in address)
    assert asked_by(without_point) == [("day", "sat")]


def test_counts_are_those_of_the_facets(families):
    page = catalogue(families, free="true")
    house = read.house_by_slug("londerzeel")
    query, _problems = parse_lenient([("free", "true")], house, "nl")
    for bucket in run(house, "nl", query, facets=["life_stage"]).facets["life_stage"]:
        row = page.find(
            f"//input[@name='life_stage'][@value='{bucket['value']}']/..//span[@class='choice__count']/text()"
        )
        assert row[0].strip() == str(bucket["count"])


def test_the_form_keeps_what_it_does_not_show(families):
    page = catalogue(families, q="baby", sort="next", near="51.0,4.3", life_stage="0-1")
    hidden = dict(
        zip(
            page.find("//form[@id='filters']/input[@type='hidden']/@name"),
            page.find("//form[@id='filters']/input[@type='hidden']/@value"),
            strict=True,
        )
    )
    assert hidden == {"q": "baby", "sort": "next", "near": "51.0,4.3"}
    assert page.find("//input[@name='life_stage'][@checked]/@value") == ["0-1"]
    assert page.find("//input[@id='q']/@value") == ["baby"]
    assert "life_stage" in page.find("//form[@role='search']/input[@type='hidden']/@name")


def test_empty_fields_of_the_form_ask_nothing(families):
    page = visit(families, "/nl/aanbod/?age_months=&from=&to=&q=")
    assert not page.find("//div[@class='notice']")
    assert page.offers() == visit(families, "/nl/aanbod/").offers()


def test_what_means_nothing_here_is_ignored(families):
    page = visit(families, "/nl/aanbod/?utm_source=flyer&foo=bar&category=sport")
    assert page.status == 200
    assert not page.find("//div[@class='notice']")
    assert "utm_source" not in page.find("//a[@class='chip']/@href")[0]


@pytest.mark.parametrize(
    "bad",
    [
        "category=nonsense",
        "age_months=-1",
        "free=maybe",
        "sort=upwards",
        "from=soon",
        "day=mon,someday",
        "page=0",
        "page=x",
        "page=99",
    ],
)
def test_a_bad_value_is_ignored_and_said(families, bad):
    page = visit(families, f"/nl/aanbod/?{bad}")
    assert page.status == 200
    assert page.offers()
    assert page.find("//div[@class='notice']//li")


def test_of_alternatives_the_good_ones_stay(families):
    page = visit(families, "/nl/aanbod/?category=sport,nonsense")
    assert page.offers() == expected(category="sport")
    assert len(chips(page)) == 1


@pytest.mark.parametrize("text", ['<script>alert("x")</script>', "\x00'\";--", "%(total)s {{ 7 }}", "x" * 300])
def test_hostile_words_stay_words(families, text):
    page = catalogue(families, q=text)
    assert page.status == 200
    assert not page.find("//script[not(@src)]")
    assert "49" not in page.texts("//title")[0]


@pytest.mark.parametrize("locale", ["nl", "ar", "uk"])
def test_no_search_ends_in_nothing(families, locale):
    page = catalogue(families, locale, q="qwertzuiop")
    ways = [
        dict(asked_by(address)) for address in page.find("//main//a/@href") if address.startswith(f"/{locale}/aanbod/?")
    ]
    assert any("category" in way for way in ways)
    assert page.find("//main//a[@href='tel:+3252550101']")
    assert page.find("//main//form[@method='post']//button")
    assert "" not in page.find("//a/@href")
    assert page.find("//input[@name='q']/@value") == ["qwertzuiop"]
    assert "qwertzuiop" in page.texts("//h2[@id='count']")[0]


def test_filters_that_leave_nothing_can_be_taken_off(families):
    page = catalogue(families, category="sport", age_months="3", weekend="true", free="true")
    assert not page.offers()
    assert len(chips(page)) == 4
    assert any(dict(asked_by(address)).get("category") == "play-space" for address in page.find("//main//a/@href"))


@pytest.mark.parametrize(
    ("locale", "asked", "less"),
    [
        ("nl", {"category": "sport", "life_stage": "expecting"}, 2),
        ("nl", {"q": "qwertzuiop", "free": "true", "day": "sat"}, 1),
        ("ar", {"category": "vaccination", "near": "40.0,1.0", "radius_m": "500", "sort": "distance"}, 1),
        ("bg", {"category": "vaccination", "fallback": "none"}, 2),
    ],
)
def test_an_empty_answer_counts_what_one_choice_less_would_give(families, locale, asked, less):
    page = catalogue(families, locale, **asked)
    assert not page.offers(locale)
    ways = page.find("//ul[@class='tip__ways']//a")
    assert len(ways) == less
    for way in ways:
        asked = dict(asked_by(way.get("href")))
        assert f" {len(expected(locale=locale, **asked))} " in f" {' '.join(way.itertext())} "


def test_neighbours_say_how_many_offers_they_have(families):
    page = catalogue(families, q="qwertzuiop")
    for link in page.find("//ul[@class='neighbours']//a"):
        assert f"({len(expected(**dict(asked_by(link.get('href')))))})" in "".join(link.itertext())


def test_an_empty_answer_costs_no_statement_a_filter(families):
    def statements(**asked):
        catalogue(families, **asked)
        with CaptureQueriesContext(connection) as captured:
            assert not catalogue(families, **asked).offers()
        return len(captured)

    one = statements(q="qwertzuiop", free="true")
    assert statements(q="qwertzuiop", free="true", category="sport", day="sat", life_stage="0-1") == one


def test_the_order_can_be_chosen(families):
    assert "relevance" not in "".join(visit(families, "/nl/aanbod/").find("//nav[@class='sorts']//a/@href"))
    page = catalogue(families, q="baby", sort="title")
    current = page.find("//nav[@class='sorts']//a[@aria-current]/@href")
    assert [dict(asked_by(address))["sort"] for address in current] == ["title"]
    assert len(page.find("//nav[@class='sorts']//a")) == 4


def test_pages_keep_the_choices():
    pager = presentation.pager("/nl/aanbod/", [("q", "baby")], 3, 9)
    assert [row["number"] for row in pager["numbers"]] == [1, 2, 3, 4, 9]
    assert [row["number"] for row in pager["numbers"] if row["gap"]] == [9]
    assert pager["previous"] == "/nl/aanbod/?q=baby&page=2"
    assert pager["numbers"][0]["href"] == "/nl/aanbod/?q=baby"
    assert presentation.pager("/nl/aanbod/", [], 1, 1) is None


def test_dutch_titles_in_a_list_of_another_language_are_marked(families):
    page = catalogue(families, "ar", sort="next")
    titles = page.find("//h3[@class='card__title']")
    assert any(title.get("lang") == "nl" and title.get("dir") == "ltr" for title in titles)
    assert any(title.get("lang") is None for title in titles)
    assert len(page.find("//span[@class='label']")) >= sum(title.get("lang") == "nl" for title in titles)


def test_numbers_are_western_everywhere(families):
    for path in ("/fa/", "/fa/aanbod/", "/ar/aanbod/?q=بيبي"):
        assert not re.search("[٠-٩۰-۹]", visit(families, path).text)


@pytest.mark.parametrize("locale", ["nl", "ar", "fa", "tr", "fr"])
def test_ages_to_choose_from_have_words(locale):
    with translation.override(locale):
        rows = presentation.ages([("age_months", "7")])
    assert [row["value"] for row in rows if row["selected"]] == ["7"]
    assert not [row["label"] for row in rows if "duration" in row["label"]]


def test_a_partner_with_its_offers(families):
    slug = next(
        partner["slug"]
        for partner in read.partners(read.house_by_slug("londerzeel"), "nl")
        if partner["name"] == "De Warme Deur vzw"
    )
    page = visit(families, f"/nl/partners/{slug}/")
    assert page.status == 200
    assert sorted(page.offers()) == sorted(expected(partner=slug))
    assert page.find("//h1/@lang") == ["nl"]


def test_a_list_of_two_asks_the_database_as_often_as_a_list_of_24(families):
    def queries(path):
        visit(families, path)
        with CaptureQueriesContext(connection) as captured:
            page = visit(families, path)
        return len(page.offers()), len(captured)

    short, few = queries("/nl/aanbod/?category=vaccination")
    full, many = queries("/nl/aanbod/")
    assert short < full == 24
    # Whether the log has moved, and the cards.
    assert few == many <= 4

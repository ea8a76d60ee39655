"""From a query string to a question: every filter, every mistake, and the place in a list."""

import random
import re

import pytest
from django.utils import translation

from offers.choices import WEEKDAYS
from search.filters import FACETS, FILTERS, PARAMETERS, openapi_parameters
from search.parsing import InvalidQuery, parse, parse_lenient
from tests.search.demo_rows import TODAY, index_of, offers, partner_id, passes, random_state, vocabulary

KNOWN = vocabulary()


def ask(*pairs):
    return parse(pairs, KNOWN)


def wrong(*pairs):
    """The parameters that are wrong."""
    with pytest.raises(InvalidQuery) as caught:
        parse(pairs, KNOWN)
    return [problem.parameter for problem in caught.value.problems]


def passing(index, query):
    bits = index.everything
    for one in FILTERS:
        if one.is_active(query.values):
            bits &= one.passing(index, query.values, TODAY)
    return {index.pks[number] for number in range(len(index.pks)) if bits >> number & 1}


@pytest.mark.parametrize("house", ["londerzeel", "essen"])
def test_every_filter_alone_and_in_combinations_passes_what_a_plain_reading_passes(house):
    index, chance = index_of(house), random.Random(5)
    for _ in range(120):
        asked = random_state(chance, house)
        query = parse(asked.items(), vocabulary(house))
        expected = {pk for pk, offer in enumerate(offers(house), start=1) if passes(offer, asked)}
        assert passing(index, query) == expected, asked


def test_values_by_comma_and_by_repetition_are_the_same():
    one = ask(("category", "sport,library-reading"))
    other = ask(("category", "sport"), ("category", "library-reading"))
    assert one.values == other.values == {"category": ("sport", "library-reading")}
    assert one.pairs() == [("category", "sport"), ("category", "library-reading")]


def test_a_partner_by_its_id_is_the_partner_by_its_slug():
    index, slug = index_of(), offers()[0]["partner"]
    by_id = passing(index, ask(("partner", partner_id(slug).upper())))
    assert by_id == passing(index, ask(("partner", slug)))
    assert by_id


def test_what_nobody_has_finds_nothing_beside_what_somebody_has():
    index = index_of()
    for name, value in (("partner", "nope"), ("locality", "nope"), ("spoken_lang", "tlh"), ("content_lang", "tlh")):
        assert passing(index, ask((name, value))) == set()
    both = passing(index, ask(("locality", "malderen,nope")))
    assert both == passing(index, ask(("locality", "malderen")))
    assert both


def test_open_ends_of_a_period():
    index = index_of()
    from_today = passing(index, ask(("from", str(TODAY))))
    assert from_today == {pk for pk, offer in enumerate(offers(), start=1) if passes(offer, {"from": str(TODAY)})}
    until = passing(index, ask(("to", "2026-12-06")))
    assert until == passing(index, ask(("from", str(TODAY)), ("to", "2026-12-06")))
    assert passing(index, ask(("from", "9999-12-31")))  # only standing help, and no error
    assert passing(index, ask(("from", "0001-01-01"), ("to", "9999-12-31"))) >= from_today


def test_only_a_time_means_any_day():
    index = index_of()
    evening = passing(index, ask(("from_time", "20:00")))
    by_day = [passing(index, ask(("day", day), ("from_time", "20:00"))) for day in WEEKDAYS]
    assert evening == set().union(*by_day)
    assert evening < passing(index, ask())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("limit", bad) for bad in ("101", "-1", "abc", "1.5", "", "99999999999999999999", "+5", " 5", "1e1")],
        *[("cursor", bad) for bad in ("garbage", "\x00", "AAAA", "", "é", "AAAAAAAAAAAAAAAAAA")],
        *[("age_months", bad) for bad in ("301", "-1", "two", "")],
        *[("free", "maybe"), ("uitpas", "1x"), ("low_digital", "yes please"), ("residents_only", ""), ("weekend", "x")],
        *[("day", "someday"), ("day", "7x"), ("day", ""), ("day", "mon,")],
        *[("from", bad) for bad in ("2026-13-01", "tomorrow", "2026-1-1", "20260101", "0000-01-01")],
        *[("to", "2026-02-30"), ("from_time", "25:00"), ("to_time", "noon"), ("to_time", "24:00")],
        *[("near", bad) for bad in ("abc", "91,4", "51", "51,181", "51,4,3", "nan,nan", "inf,4", "51, 4", "")],
        *[("bbox", bad) for bad in ("4,50,5", "a,b,c,d", "4,50,5,inf", "5,50,4,51", "4,52,5,51")],
        *[("audience", "kids"), ("sort", "random"), ("sort", "-title;drop"), ("sort", "distance"), ("radius_m", "100")],
        *[("facets", "shoe_size"), ("fallback", "fr"), ("house", "nowhere")],
        *[("lang", bad) for bad in ("xx", "klingon", "../nl", "", "nl\x00")],
        *[(name, "nope") for name in ("pillar", "category", "life_stage", "target_group", "facility")],
        *[(name, "nope") for name in ("kind", "access", "delivery_mode", "universality", "booking_status")],
        *[("spoken_lang", "x"), ("content_lang", "not a code"), ("partner", ""), ("locality", "")],
        *[("q", "x" * 201), ("Category", "sport"), ("no_such_parameter", "1"), ("limit\x00", "1"), ("", "")],
    ],
)
def test_a_bad_value_is_named(name, value):
    assert wrong((name, value)) == [name.replace("\x00", " ")]


def test_everything_wrong_is_named_at_once():
    assert wrong(("limit", "x"), ("colour", "red"), ("day", "mon"), ("day", "someday")) == ["limit", "colour", "day"]


@pytest.mark.parametrize(
    "pairs",
    [
        [("from", "2027-02-01"), ("to", "2027-01-01")],
        [("from_time", "12:00"), ("to_time", "09:00")],
        [("from_time", "12:00"), ("to_time", "12:00")],
    ],
)
def test_bounds_that_contradict_each_other(pairs):
    assert wrong(*pairs) == [pairs[0][0]]


def test_a_bad_point_is_one_mistake():
    assert wrong(("near", "here"), ("radius_m", "100"), ("sort", "distance")) == ["near"]


@pytest.mark.parametrize("name", [name for name, parameter in PARAMETERS.items() if not parameter.several])
def test_a_single_value_given_twice(name):
    value = {"near": "51.0,4.3", "bbox": "4,50,5,52", "from": "2026-12-01", "to": "2027-01-01"}.get(name, "1")
    assert name in wrong((name, value), (name, value))


def test_words_are_cleaned():
    assert ask(("q", "  speel\x00en\tbuiten ")).text == "speel en buiten"
    assert ask(("q", "e\u0301e\u0301n")).text == "één"
    assert ask(("q", "\ud800 baby")).text == "baby"
    assert ask(("q", " " * 300 + "x" * 200)).text == "x" * 200
    for nothing in ("", "   ", "\t", '"', "🤱", "%_*", "\u202e\u200b"):
        assert ask(("q", nothing)).text == ""


def test_the_order_that_holds():
    assert ask().order == "title"
    assert ask(("q", "baby")).order == "relevance"
    assert ask(("sort", "relevance")).order == "title"
    assert ask(("q", "baby"), ("sort", "next")).order == "next"
    assert ask(("q", "?"), ("sort", "relevance")).order == "title"


def test_languages_and_their_relatives():
    assert ask(("lang", "prs")).lang == "fa"
    assert ask(("lang", "ary")).lang == "ar"
    assert ask(("lang", "fr-BE")).lang == "fr"


def test_a_cursor_fits_its_own_question_only():
    asked = (("category", "sport"), ("free", "true"), ("lang", "fr"))
    cursor = ask(*asked).cursor(40)
    assert re.fullmatch(r"[A-Za-z0-9_-]+", cursor)
    assert ask(*asked, ("cursor", cursor)).offset == 40
    assert ask(*reversed(asked), ("cursor", cursor), ("limit", "7"), ("facets", "all")).offset == 40
    assert wrong(("category", "sport"), ("cursor", cursor)) == ["cursor"]
    assert wrong(*asked, ("q", "bal"), ("cursor", cursor)) == ["cursor"]
    assert wrong(*asked, ("cursor", cursor[:-2] + "AA")) == ["cursor"]
    with pytest.raises(InvalidQuery):
        parse((*asked, ("cursor", cursor)), KNOWN, scope="occurrences")
    with pytest.raises(InvalidQuery):
        parse((*asked, ("cursor", cursor)), vocabulary("essen"))


def test_an_address_may_know_fewer_parameters():
    with pytest.raises(InvalidQuery) as caught:
        parse([("limit", "5"), ("category", "sport")], KNOWN, without=("limit", "cursor"))
    assert [problem.parameter for problem in caught.value.problems] == ["limit"]


def test_pages_leave_out_what_they_do_not_understand_and_say_so():
    with translation.override("en"):
        query, problems = parse_lenient(
            [
                ("q", ""),
                ("page", "2"),
                ("utm_source", "mail"),
                ("category", "sport"),
                ("category", "nope"),
                ("age_months", "999"),
                ("free", ""),
                ("from", "2027-02-01"),
                ("to", "2027-01-01"),
                ("cursor", "garbage"),
            ],
            KNOWN,
        )
    assert query.values == {"category": ("sport",), "to": query.values["to"]}
    assert [problem.parameter for problem in problems] == ["category", "age_months", "from"]
    assert problems[1].detail == "Age in months: This must be a whole number from 0 to 300."
    assert query.pairs("to") == [("category", "sport")]


def test_details_hold_nothing_that_cannot_be_sent():
    for text in ("\ud800", "x" * 5000, "a\x00b", "\r\n"):
        with pytest.raises(InvalidQuery) as caught:
            parse([(text, text), ("category", text), ("partner", "x")], KNOWN)
        for problem in caught.value.problems:
            said = problem.detail + problem.parameter
            assert said.encode()
            assert len(said) < 200
            assert said.isprintable()


def test_openapi_describes_every_parameter():
    described = {parameter["name"]: parameter for parameter in openapi_parameters()}
    assert set(described) == set(PARAMETERS)
    assert described["category"]["schema"]["type"] == "array"
    assert described["category"]["explode"] is False
    assert described["free"]["schema"] == {"type": "boolean"}
    assert described["limit"]["schema"] == {"type": "integer", "minimum": 0, "maximum": 100, "default": 20}
    assert described["facets"]["schema"]["items"]["enum"] == [*FACETS, "all"]
    assert all(parameter["description"] for parameter in described.values())
    assert [parameter["name"] for parameter in openapi_parameters("lang", "house")] == ["lang", "house"]


def test_patterns_of_openapi_hold_the_values_that_are_read():
    examples = {
        "near": "51.0,4.3",
        "bbox": "4.2,50.9,4.4,51.1",
        "from_time": "09:05",
        "lang": "nl",
        "house": "essen",
        "cursor": ask().cursor(20),
    }
    for parameter in openapi_parameters(*examples):
        name = parameter["name"]
        assert re.search(parameter["schema"]["pattern"], examples[name])
        ask((name, examples[name]))

"""Near me, by what a family types or by where its browser is: an address that can be shared and gives nobody away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from offers.documents import read
from search import submission
from search.gazetteer import gazetteers
from search.nearby import coarse
from tests.pages import Page, visit
from tests.search.test_pages import asked_by, catalogue, chips, expected

HOST = {"host": "londerzeel.localhost:8000"}


def send(client, locale="nl", **fields):
    """The filter form as a browser sends it."""
    return client.post(f"/{locale}/aanbod/", fields, headers=HOST)


def address_after(client, locale="nl", **fields):
    """The choices of the address to which the form leads."""
    response = send(client, locale, **fields)
    assert response.status_code == 303, Page(response).main[:600]
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    return dict(asked_by(response["Location"]))


def found(text, house="londerzeel"):
    spots, _is_explained = gazetteers.of(read.house_by_slug(house)).find(text)
    return [spot.label for spot in spots]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Malderen", "Malderen"),
        ("  malderen ", "Malderen"),
        ("Maldern", "Malderen"),
        ("1840", "1840"),
        ("1840 Malderen", "Malderen"),
        ("Dorpsstraat 5, Malderen", "Malderen"),
        ("Lantaarnstraat", "Lantaarnstraat, Londerzeel"),
        ("lantaarn straat 3 bus 2, 1840 Londerzeel", "Lantaarnstraat, Londerzeel"),
        ("Lantaarnstr. 3", "Lantaarnstraat, Londerzeel"),
        ("Lantarnstraat 3", "Lantaarnstraat, Londerzeel"),
        ("in de bibliotheek", "Bibliotheek Londerzeel"),
        ("Huis van het Kind", "Huis van het Kind Londerzeel"),
        ("zaal de kuip", "Zaal De Kuip, Steenhuffel"),
    ],
)
def test_what_people_type_is_understood(families, typed, label):
    assert found(typed) == [label]


@pytest.mark.parametrize("typed", ["Dorpsstraat 5", "Brussel", "9000", "in de", "...", "5", "ул. Школьная", "x" * 900])
def test_what_is_unknown_stays_unknown(families, typed):
    assert found(typed) == []


def test_a_name_of_several_places_is_a_question(families):
    schools = found("basisschool", "essen")
    assert len(schools) == 2
    assert found("basisschool Hoek", "essen") == ["Basisschool De Hoge Linde, Hoek"]


def test_a_house_knows_its_own_places_only(families):
    assert found("Lantaarnstraat", "essen") == []
    assert found("Wildert", "essen") == ["Wildert"]


def test_a_typed_street_becomes_a_list_by_distance(families):
    asked = address_after(families, q="baby", where="Lantaarnstraat 27", radius_m="2000", free="true")
    assert asked == {"q": "baby", "free": "true", "near": "51.006,4.300", "radius_m": "2000", "sort": "distance"}
    page = catalogue(families, **asked)
    assert page.offers() == expected(**asked)[:24]
    assert any("Lantaarnstraat, Londerzeel" in label and "2" in label for label in chips(page))
    assert all("m" in where.split("·")[1] for where in page.texts("//article//li[3]"))
    current = page.find("//nav[@class='sorts']//a[@aria-current]/@href")
    assert [dict(asked_by(address))["sort"] for address in current] == ["distance"]


def test_the_distance_can_be_changed_by_one_tap(families):
    page = catalogue(families, near="51.006,4.300", sort="distance", radius_m="5000", day="sat")
    ways = [dict(asked_by(address)) for address in page.find("//nav[@class='radii']//a/@href")]
    assert [way["radius_m"] for way in ways] == ["2000", "5000", "10000", "20000"]
    assert all(way["near"] == "51.006,4.300" and way["day"] == "sat" for way in ways)


def test_a_position_is_rounded_to_half_a_kilometre_and_kept_nowhere(families, caplog):
    asked = address_after(families, here="51.0187423,4.2375811", where="Malderen")
    assert asked["near"] == "51.020,4.240"
    assert coarse((51.0187423, 4.2375811)) == pytest.approx((51.02, 4.24))
    page = catalogue(families, **asked)
    assert page.response["Cache-Control"].startswith("private")
    assert "51.0187" not in page.source
    assert not caplog.records
    assert not page.response.cookies


def test_only_the_list_may_ask_where_a_reader_is(families):
    assert "geolocation=(self)" in visit(families, "/nl/aanbod/").response["Permissions-Policy"]
    assert "geolocation=()" in visit(families, "/nl/").response["Permissions-Policy"]


def test_an_address_that_the_house_does_not_know_goes_to_the_geocoder(families, monkeypatch):
    monkeypatch.setattr(submission.geocoder, "point_of", lambda text, *_more: (51.0187423, 4.2375811))
    assert address_after(families, where="Dorpsstraat 5")["near"] == "51.020,4.240"
    assert address_after(families, where="Malderen")["near"] != "51.020,4.240"


@pytest.mark.parametrize("locale", ["nl", "ar"])
def test_an_unknown_place_is_said_at_its_field_and_nothing_is_lost(families, locale):
    response = send(
        families, locale, q="baby", where="Dorpsstraat 5", free="true", sort="next", born="", radius_m="2000"
    )
    page = Page(response)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    field = page.find("//input[@name='where']")[0]
    assert field.get("value") == "Dorpsstraat 5"
    assert page.texts(f"//*[@id='{field.get('aria-describedby')}']")[0]
    assert page.find("//details[@open]//input[@name='where']")
    assert page.find("//input[@name='free'][@checked]")
    assert page.find("//form[@id='filters']/input[@type='hidden'][@name='q']/@value") == ["baby"]
    ways = [dict(asked_by(address.split("#")[0])) for address in page.find("//ul[@class='pick__ways']//a/@href")]
    assert len(ways) == 3
    assert all(
        way.items() >= {"q": "baby", "free": "true", "radius_m": "2000", "sort": "distance"}.items() for way in ways
    )
    assert page.find("//select[@name='radius_m']/option[@selected]/@value") == ["2000"]
    assert not [address for address in page.find("//a/@href") if "Dorpsstraat" in address]


def test_several_places_of_one_name_are_offered(families):
    page = Page(send(families, where="basisschool"))
    assert len(page.find("//ul[@class='pick__ways']//a")) == 3


@pytest.mark.parametrize(
    ("born", "months"),
    [("2024-05-25", "30"), ("2024-05-26", "29"), ("25/05/2024", "30"), ("25.5.2024", "30"), ("2026-11-25", "0")],
)
def test_a_date_of_birth_becomes_an_age_and_stands_in_no_address(families, born, months):
    assert address_after(families, born=born, age_months="3", free="true") == {"age_months": months, "free": "true"}


@pytest.mark.parametrize("born", ["2026-11-26", "1999-01-01", "2024-02-30", "yesterday", "0000-00-00", "٢٠٢٤-٠٥-٢٥x"])
def test_a_bad_date_of_birth_is_said_at_its_field(families, born):
    response = send(families, born=born, free="true")
    page = Page(response)
    assert response.status_code == 200
    field = page.find("//input[@name='born']")[0]
    assert field.get("value") == born
    assert page.texts(f"//*[@id='{field.get('aria-describedby')}']")[0]
    assert page.find("//input[@name='free'][@checked]")
    assert not [address for address in page.find("//a/@href") if born in address]


def test_what_is_wrong_in_an_address_is_said_at_its_field(families):
    page = catalogue(families, **{"from": "2026-12-24", "to": "2026-12-01"})
    field = page.find("//input[@name='from']")[0]
    assert field.get("value") == "2026-12-24"
    assert page.texts(f"//*[@id='{field.get('aria-describedby')}']")[0]
    assert page.find("//details[@open]//input[@name='from']")


@pytest.mark.parametrize(
    ("times", "choices"),
    [
        ("-12:00", {"to_time": "12:00"}),
        ("12:00-18:00", {"from_time": "12:00", "to_time": "18:00"}),
        ("18:00-", {"from_time": "18:00"}),
        ("", {}),
    ],
)
def test_a_part_of_the_day_is_one_tap(families, times, choices):
    asked = address_after(families, day="wed", times=times)
    assert asked == {"day": "wed", **choices}
    page = catalogue(families, **asked)
    assert page.find("//input[@name='times'][@checked]/@value")[-1] == times
    assert len(chips(page)) == (2 if choices else 1)
    assert f"({len(chips(page))})" in page.texts("//summary[contains(., 'Wanneer')]")[0]


def test_taps_say_how_much_they_leave(families):
    page = catalogue(families, "ar", q="")
    taps = {tuple(asked_by(tap.get("href"))): tap for tap in page.find("//a[@class='tap']")}
    for pair in (("free", "true"), ("spoken_lang", "ar")):
        count = page.find(f"//input[@name='{pair[0]}'][@value='{pair[1]}']/..//span[@class='choice__count']/text()")[0]
        assert f"({count.strip()})" in "".join(taps[(pair,)].itertext())


def test_hostile_forms_are_answered(families):
    for fields in ({"here": "nowhere"}, {"here": "999,999"}, {"times": "x-y"}, {"where": "\x00<b>"}, {"category": "x"}):
        response = send(families, **fields)
        assert response.status_code == 200
        assert Page(response).find("//div[@class='notice']//li")
        assert '<b>"' not in response.content.decode()


def test_a_list_near_a_point_asks_the_database_as_often_as_another(families):
    def queries(path):
        visit(families, path)
        with CaptureQueriesContext(connection) as captured:
            visit(families, path)
        return len(captured)

    assert queries("/nl/aanbod/?near=51.006,4.300&sort=distance") == queries("/nl/aanbod/")

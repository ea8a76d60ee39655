"""The report of what families miss, for coordinators."""

import datetime

import pytest

from offers.documents.read import house_by_slug
from search.demand import count_missing
from tests.admin import logged_in
from tests.factories import make_category, make_house, make_partner, make_user

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 11, 23)


def test_coordinators_see_the_demand_of_their_own_house():
    pages = {slug: make_house(slug) for slug in ("londerzeel", "essen")}
    make_category("sport", "Sport")
    house = house_by_slug("londerzeel")
    count_missing(house, "nl", "judo", "sport", today=MONDAY)
    count_missing(house, "nl", "judo", "sport", today=MONDAY - datetime.timedelta(7))
    count_missing(house_by_slug("essen"), "nl", "schaken", today=MONDAY)
    users = {
        "londerzeel": make_user("one", pages["londerzeel"]),
        "essen": make_user("two", pages["essen"]),
        "all": make_user("three", is_superuser=True),
    }
    seen = {name: logged_in(user).get("/admin/reports/missing/?export=csv") for name, user in users.items()}
    texts = {name: b"".join(response.streaming_content).decode() for name, response in seen.items()}
    assert texts["londerzeel"].splitlines()[1:] == ["Huis van het Kind Londerzeel,judo,Sport,Nederlands,2,2026-11-23"]
    assert "schaken" in texts["essen"]
    assert "judo" not in texts["essen"]
    assert "schaken" in texts["all"]
    assert "judo" in texts["all"]
    chosen = f"/admin/reports/missing/?house={house_by_slug('essen').id}"
    assert "judo" not in logged_in(users["all"]).get(chosen).content.decode()
    assert "schaken" not in logged_in(users["londerzeel"]).get(chosen).content.decode()
    later = logged_in(users["londerzeel"]).get("/admin/reports/missing/?week_from=2026-11-23").content.decode()
    assert "23 november 2026" in later


def test_partners_have_no_report_and_no_way_to_it():
    house = make_house()
    partner = logged_in(make_user("partner", make_partner(house)))
    coordinator = logged_in(make_user("coordinator", house))
    assert partner.get("/admin/reports/missing/").status_code == 302
    assert "reports/missing" not in partner.get("/admin/").content.decode()
    assert "reports/missing" in coordinator.get("/admin/").content.decode()

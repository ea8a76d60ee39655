"""The families' pages about offers, partners and the House: language, facts, notes, closed doors."""

import json
import re
import uuid

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from offers import demo
from offers.documents import read
from offers.models import FormerSlug, PublishedOffer
from offers.presentation import actions, cost_rows, offer_context
from offers.views import server_error
from tests.pages import RIGHT_TO_LEFT, visit

SCHOOL_CARE = "opvang-voor-en-na-school-steenhuffel"
ONLY_DUTCH_IN_ARABIC = SCHOOL_CARE
IN_ARABIC = "babybabbel-londerzeel"
PATHS = (
    "/",
    "/aanbod/",
    f"/aanbod/{SCHOOL_CARE}/",
    f"/aanbod/{IN_ARABIC}/",
    "/partners/",
    "/partners/A-PARTNER/",
    "/missie/",
)
OUTDATED = (
    "This is a translation of %(date)s. The Dutch text has changed since: in case of doubt the Dutch text counts."
)
ALL_LOCALES = {"nl", "fr", "en", "ar", "tr", "pl", "ro", "bg", "uk", "ru", "es", "fa"}


def a_partner():
    return json.loads((demo.DATA / "londerzeel" / "partners.json").read_text())[0]["slug"]


def every_path():
    return [path.replace("A-PARTNER", a_partner()) for path in PATHS]


def canonical(page):
    return [
        address.removeprefix("http://londerzeel.localhost:8000")
        for address in page.find("//link[@rel='canonical']/@href")
    ]


def alternates(page):
    return dict(zip(page.find("//link[@hreflang]/@hreflang"), page.find("//link[@hreflang]/@href"), strict=True))


@pytest.mark.parametrize("locale", ["nl", "ar", "uk", "tr"])
@pytest.mark.parametrize("path", every_path())
def test_every_page_in_every_script(families, path, locale):
    page = visit(families, f"/{locale}{path}")
    assert page.status == 200
    assert page.find("/html/@lang") == [locale]
    assert page.find("/html/@dir") == ["rtl" if locale in RIGHT_TO_LEFT else "ltr"]
    assert page.response["Content-Language"] == locale
    assert page.response["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    assert not page.response.cookies
    assert len(page.find("//h1")) == 1
    assert page.texts("//title")[0]
    assert page.find("//meta[@name='description']/@content")[0]
    assert len(canonical(page)) == 1
    assert "" not in page.find("//a/@href")


@pytest.mark.parametrize("path", every_path())
def test_nothing_inline_and_nothing_from_elsewhere(families, path):
    page = visit(families, f"/nl{path}")
    assert not page.find("//@style | //style | //script[not(@src)][not(@type='application/ld+json')] | //@onclick")
    loaded = page.find(
        "//img/@src | //link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href | //script/@src"
        " | //*[local-name()='use']/@href"
    )
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)


@pytest.mark.parametrize("path", every_path())
def test_the_language_list_leads_to_the_same_page_with_the_same_query(families, path):
    page = visit(families, f"/nl{path}?day=sat&day=sun")
    links = {link.get("hreflang"): link for link in page.find("//a[@class='languages__link']")}
    assert set(links) == ALL_LOCALES
    assert links["ar"].get("href") == f"/ar{path}?day=sat&day=sun"
    assert (links["ar"].get("lang"), links["ar"].get("dir")) == ("ar", "rtl")
    assert links["nl"].get("aria-current") == "true"
    assert links["tr"].text_content() == "Türkçe"


def test_the_language_is_in_the_address_and_in_nothing_else(families):
    families.cookies["django_language"] = "ar"
    assert visit(families, "/nl/aanbod/", accept_language="ar").find("/html/@lang") == ["nl"]
    assert visit(families, "/ar/aanbod/", accept_language="nl").find("/html/@lang") == ["ar"]
    assert translation.get_language() == "nl"


def test_a_language_that_the_house_has_not_switched_on_does_not_exist(families):
    assert visit(families, "/ru/", "londerzeel").status == 200
    assert visit(families, "/ru/", "essen").status == 404


@pytest.mark.parametrize(
    ("path", "locale"),
    [("/ar/aanbod/no-such-offer/", "ar"), ("/uk/nope/", "uk"), ("/nl/partners/nobody/", "nl"), ("/xx/", "nl")],
)
def test_what_does_not_exist_is_said_in_the_language_of_the_address(families, path, locale):
    page = visit(families, path)
    assert page.status == 404
    assert page.find("/html/@lang") == [locale]
    assert page.find("//form[@role='search']")
    assert page.find("//meta[@name='robots']/@content") == ["noindex"]


def test_an_offer_begins_with_the_five_facts(families):
    page = visit(families, f"/nl/aanbod/{SCHOOL_CARE}/")
    assert len(page.find("//dl[@class='facts']/div[@class='fact']")) == 5
    first, last = page.source.index('class="facts"'), page.source.index('class="summary"')
    assert first < last
    assert "2,60" in page.texts("//dl[@class='facts']")[0]
    assert "Steenhuffel" in page.texts("//dl[@class='facts']")[0]


def test_an_offer_in_full(families):
    page = visit(families, f"/nl/aanbod/{SCHOOL_CARE}/")
    assert "tel:+3252550131" in page.find("//a/@href")
    assert "Veldleeuwerikstraat 16" in page.texts("//address")[0]
    assert "Tegenover de schoolpoort" in page.main
    assert "Wolken op de ramen" in page.main
    assert "Tweede kind" in page.main
    assert "Maandag" in page.texts("//table[@class='table']")[0]
    assert page.texts("//section[@class='host']//h2")[0].startswith("Kinderopvang De Wolkenfabriek")
    assert not page.find("//*[@class='notice']")


def test_the_social_price_is_listed_once():
    tariffs = [{"name": "Sociaal tarief", "amount": "0.90"}]
    costs = {"base": {"amount": "2.60", "unit": "hour"}, "tariffs": tariffs, "social_price": "0.90"}
    assert [row["kind"] for row in cost_rows(costs)] == ["base", "tariff"]
    assert [row["kind"] for row in cost_rows(costs | {"tariffs": []})] == ["base", "social"]


def test_an_offer_without_translation_says_so_and_points_to_the_dutch_page(families):
    page = visit(families, f"/ar/aanbod/{ONLY_DUTCH_IN_ARABIC}/")
    assert canonical(page) == [f"/nl/aanbod/{ONLY_DUTCH_IN_ARABIC}/"]
    assert "ar" not in alternates(page)
    assert alternates(page)["fr"].endswith(f"/fr/aanbod/{ONLY_DUTCH_IN_ARABIC}/")
    assert page.find(f"//div[@class='notice']//a[@href='/nl/aanbod/{ONLY_DUTCH_IN_ARABIC}/']")
    title = page.find("//h1")[0]
    assert (title.get("lang"), title.get("dir")) == ("nl", "ltr")
    assert page.find("//*[@lang='nl' and @dir='ltr']//p[@class='summary']")
    assert page.find("//title/@lang") == ["nl"]
    assert page.find("//meta[@name='description']/@lang") == ["nl"]


def test_a_translation_names_itself_and_the_dutch_page(families):
    page = visit(families, f"/ar/aanbod/{IN_ARABIC}/")
    assert canonical(page) == [f"/ar/aanbod/{IN_ARABIC}/"]
    assert {"ar", "nl", "x-default"} <= set(alternates(page))
    assert page.find(f"//div[@class='notice']//a[@href='/nl/aanbod/{IN_ARABIC}/']")
    assert not page.find("//h1/@lang")


def test_an_outdated_translation_is_shown_and_says_so(families):
    with translation.override("fr"):
        warning = " ".join(translation.gettext(OUTDATED).split("%(date)s")[1].split())
    page = visit(families, "/fr/aanbod/slaaplijn-londerzeel/")
    assert warning in page.main
    assert warning not in visit(families, f"/fr/aanbod/{SCHOOL_CARE}/").main


def test_dutch_names_and_numbers_keep_their_direction(families):
    page = visit(families, f"/ar/aanbod/{IN_ARABIC}/")
    numbers = [
        node for node in page.find("//body//*[not(self::script)]") if re.search(r"\b0\d\d? \d\d \d\d", node.text or "")
    ]
    assert numbers
    assert all(node.get("dir") == "ltr" for node in numbers)
    assert all(node.get("dir") == "ltr" for node in page.find("//body//*[@lang='nl']"))


def test_times_are_written_as_the_language_writes_them(families):
    assert re.search(r"\b7[.]00 – 8[.]20\b", visit(families, f"/nl/aanbod/{SCHOOL_CARE}/").main)
    assert re.search(r"\b0?7:00 – 0?8:20\b", visit(families, f"/fr/aanbod/{SCHOOL_CARE}/").main)
    assert not re.search("[٠-٩۰-۹]", visit(families, f"/fa/aanbod/{SCHOOL_CARE}/").text)


def test_a_withdrawn_offer_is_gone_and_leads_on(families):
    successor = PublishedOffer.objects.get(slug=IN_ARABIC)
    PublishedOffer.objects.filter(slug=SCHOOL_CARE).update(
        withdrawn=True, reason="merged", successor=successor.offer_id
    )
    page = visit(families, f"/nl/aanbod/{SCHOOL_CARE}/")
    assert page.status == 410
    assert page.offers() == [IN_ARABIC]
    assert page.find("//a[starts-with(@href, 'tel:')]")


def test_a_withdrawn_offer_whose_successor_is_gone_too(families):
    PublishedOffer.objects.filter(slug=SCHOOL_CARE).update(withdrawn=True, reason="expired", successor=uuid.uuid4())
    page = visit(families, f"/ar/aanbod/{SCHOOL_CARE}/")
    assert page.status == 410
    assert page.offers("ar") == []
    assert page.find("/html/@dir") == ["rtl"]


def test_a_former_address_leads_to_the_present_one(families):
    offer = PublishedOffer.objects.get(slug=SCHOOL_CARE)
    FormerSlug.objects.create(house_id=offer.house_id, slug="naschoolse-opvang", offer=offer)
    response = families.get("/fr/aanbod/naschoolse-opvang/", headers={"host": "londerzeel.localhost"})
    assert (response.status_code, response["Location"]) == (301, f"/fr/aanbod/{SCHOOL_CARE}/")
    by_id = families.get(f"/nl/aanbod/{offer.offer_id}/", headers={"host": "londerzeel.localhost"})
    assert (by_id.status_code, by_id["Location"]) == (301, f"/nl/aanbod/{SCHOOL_CARE}/")


def test_an_offer_of_another_house_does_not_exist_here(families):
    elsewhere = (
        PublishedOffer.objects.exclude(house_id=PublishedOffer.objects.get(slug=SCHOOL_CARE).house_id).first().slug
    )
    assert visit(families, f"/nl/aanbod/{elsewhere}/", "londerzeel").status == 404
    assert visit(families, f"/nl/aanbod/{elsewhere}/", "essen").status == 200


def test_nothing_of_the_professional_layer_is_on_a_page(families):
    source = json.loads((demo.DATA / "londerzeel" / "offers.json").read_text())
    referred = [offer for offer in source if offer["referral"]][:5]
    for offer in referred:
        page = visit(families, f"/nl/aanbod/{offer['slug']}/")
        assert offer["referral"]["procedure"]["nl"] not in page.text


def test_the_best_action_comes_first():
    contact = {
        "phone": "052 55 01 31",
        "email": "a@b.example",
        "url": "https://b.example",
        "booking_url": "https://b.example/in",
    }
    place = {"lat": 51.0, "lon": 4.3}
    by_phone = actions({"contact": contact, "place": place, "access": ["registration"]})
    assert [action["kind"] for action in by_phone] == ["call", "book"]
    walk_in = actions({"contact": contact, "place": place, "access": ["walk_in"]})
    assert [action["kind"] for action in walk_in] == ["go", "call"]
    nothing = dict.fromkeys(contact)
    assert actions({"contact": nothing, "place": None, "access": []}) == []


def test_a_draft_is_shown_from_its_payload_alone(families):
    house = read.house_by_slug("londerzeel")
    payload = read.offer_detail(house, SCHOOL_CARE, "nl").payload | {
        "title": "Opvang, maar dan anders",
        "place": None,
        "next_occurrence": None,
    }
    with translation.override("nl"):
        shown = render_to_string("offers/offer_page.html", offer_context(house, payload, "nl"))
    assert "Opvang, maar dan anders" in shown
    assert "Veldleeuwerikstraat 16" not in shown


def test_all_partners_the_core_first(families):
    page = visit(families, "/nl/partners/")
    hosts = page.find("//li[@class='host']")
    core = [bool(host.xpath("./p[@class='host__badge']")) for host in hosts]
    assert len(hosts) == 15
    assert core == sorted(core, reverse=True)
    assert core.count(True) == 6


def test_the_mission_of_each_house(families):
    assert "Waar we voor staan" in visit(families, "/nl/missie/", "essen").main
    essen = visit(families, "/nl/missie/", "essen")
    assert len(essen.find("//li[@class='value']")) == 5
    londerzeel = visit(families, "/nl/missie/", "londerzeel")
    assert len(londerzeel.find("//ol[@class='goals']/li")) == 7
    fallback = visit(families, "/tr/missie/", "londerzeel")
    assert fallback.find("//h1/@lang") in ([], ["nl"])


def test_the_contact_point_stands_at_the_foot_of_every_page(families):
    for path in ("/nl/", "/nl/missie/", f"/nl/aanbod/{SCHOOL_CARE}/"):
        page = visit(families, path)
        assert page.find("//aside//a[@href='tel:+3252550101']//bdi[@dir='ltr']")
        assert "Sterrenmuurplein 5" in page.texts("//aside")[0]
    assert "13.30" in visit(families, "/nl/").texts("//aside//details")[0]


@pytest.mark.parametrize(
    ("path", "locale", "direction"), [("/ar/aanbod/", "ar", "rtl"), ("/nl/", "nl", "ltr"), ("/elsewhere/", "nl", "ltr")]
)
def test_our_own_mistakes_need_no_database(rf, path, locale, direction):
    response = server_error(rf.get(path))
    assert response.status_code == 500
    assert f'<html lang="{locale}" dir="{direction}">'.encode() in response.content

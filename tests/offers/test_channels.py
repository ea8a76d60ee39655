"""QR codes of offers and badges of partners."""

import datetime
import io
import json

import pytest
import segno
from lxml import etree

from offers.documents.differences import dumps
from offers.faces.badge import badge_svg
from offers.faces.qr import qr_svg
from offers.models import NetworkDocument, OfferDocument
from tests.example_data import TODAY
from tests.pages import visit

SVG = "{http://www.w3.org/2000/svg}"
COLOURS = {"brick": "#b23a26", "paper": "#fbf7ef", "sun": "#f4b93e"}


def image(client, path):
    response = client.get(path, headers={"host": "londerzeel.localhost:8000"})
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert not response.cookies
    return etree.fromstring(response.content)


@pytest.mark.parametrize("locale", ["nl", "ar", "uk"])
def test_every_language_of_an_offer_has_its_own_code(families, locale):
    found = image(families, f"/{locale}/aanbod/speelbos-vossenhol/qr.svg")
    expected = io.BytesIO()
    address = f"http://londerzeel.localhost/{locale}/aanbod/speelbos-vossenhol/"
    segno.make_qr(address, error="m").save(expected, kind="svg", scale=8, border=4, svgclass=None, lineclass=None)
    drawn = etree.fromstring(expected.getvalue()).findall(f".//{SVG}path")[-1].get("d")
    assert drawn in {path.get("d") for path in found.iter(f"{SVG}path")}
    assert found.find(f"{SVG}title").text


def test_what_is_no_offer_has_no_code(families):
    for path in ("/nl/aanbod/never-existed/qr.svg", "/xx/aanbod/speelbos-vossenhol/qr.svg"):
        assert visit(families, path).status == 404
    assert qr_svg("x" * 5000, "too long") is None


@pytest.mark.parametrize("locale", ["nl", "ar"])
def test_the_page_of_an_offer_can_be_shared(families, locale):
    page = visit(families, f"/{locale}/aanbod/speelbos-vossenhol/")
    assert f"/{locale}/aanbod/speelbos-vossenhol/qr.svg" in page.find("//details//img/@src")
    (field,) = page.find("//textarea[@id='page-address']")
    assert field.text == f"http://londerzeel.localhost/{locale}/aanbod/speelbos-vossenhol/"
    assert len(page.find("//button[@data-copy='page-address'][@hidden]")) == 1


@pytest.mark.parametrize(("locale", "direction"), [("nl", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("tr", "ltr")])
def test_a_badge_says_whose_partner_this_is(families, locale, direction):
    found = image(families, f"/{locale}/partners/de-springveer/badge.svg")
    assert found.get("role") == "img"
    title = found.find(f"{SVG}title")
    assert found.get("aria-labelledby") == title.get("id")
    words = [text.text for text in found.iter(f"{SVG}text")]
    assert " ".join(words) == title.text
    assert "Huis van het Kind Londerzeel" in words
    assert found.find(f"{SVG}g").get("direction") == direction
    assert {"#b23a26", "#fbf7ef", "#f4b93e"} <= {
        (value or "").lower() for element in found.iter() for value in element.attrib.values()
    }
    assert "style" not in {name for element in found.iter() for name in element.attrib}


def test_a_badge_ends_with_the_engagement(families):
    NetworkDocument.objects.filter(slug="de-springveer").update(valid_until=TODAY - datetime.timedelta(days=1))
    assert visit(families, "/nl/partners/de-springveer/badge.svg").status == 404


def test_hostile_names_stay_text():
    name = '<script>alert("1")</script>&amp;'
    found = etree.fromstring(badge_svg(f"partner van {name}", name, COLOURS, "nl"))
    assert found.find(f"{SVG}title").text == f"partner van {name}"
    assert found.findall(f".//{SVG}script") == []
    code = etree.fromstring(qr_svg("http://x.example/", name))
    assert code.find(f"{SVG}title").text == name


def test_the_page_of_a_partner_has_the_code_of_its_badge(families):
    page = visit(families, "/ar/partners/de-springveer/")
    (field,) = page.find("//textarea[@id='badge-code']")
    (link,) = etree.fromstring(f"<p>{field.text.replace('></a>', '/></a>')}</p>")
    assert link.get("href") == "http://londerzeel.localhost/ar/"
    assert link[0].get("src") == "http://londerzeel.localhost/ar/partners/de-springveer/badge.svg"
    assert "Huis van het Kind Londerzeel" in link[0].get("alt")


def test_a_hostile_address_of_a_page_stays_text(families):
    document = OfferDocument.objects.get(offer__slug="speelbos-vossenhol", locale="nl")
    document.list_json = dumps(json.loads(document.list_json) | {"url": 'http://x/"></textarea><b onclick="x">'})
    document.save()
    page = visit(families, "/nl/aanbod/speelbos-vossenhol/")
    assert page.find("//b[@onclick]") == []

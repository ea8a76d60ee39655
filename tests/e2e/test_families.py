"""Families find, read and change language: on a phone, with and without JavaScript, with a screen reader, without
being followed.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.e2e
PHONE = {"width": 360, "height": 800}
NEWS = "https://www.vrt.be/vrtnws/nl/"
PAGES = [
    "/",
    "/aanbod/",
    "/aanbod/?category=play-and-meet&free=true",
    "/aanbod/?q=qwertzuiop",
    "/aanbod/?q=mishandeling",
    "/aanbod/?category=sport&life_stage=expecting&free=true",
    "/aanbod/consultatiebureau-londerzeel/",
    "/partners/",
    "/partners/gemeentebestuur-londerzeel/",
    "/missie/",
]


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def phone(browser: Browser, request: pytest.FixtureRequest):
    """A phone with and without JavaScript."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_a_family_finds_something_for_a_baby_and_reads_it_in_arabic(phone: Page, londerzeel: str) -> None:
    phone.goto(f"{londerzeel}/nl/")
    field = phone.locator("input[name=q]").first
    field.fill("iets voor mijn baby")
    field.press("Enter")
    expect(phone).to_have_url(f"{londerzeel}/nl/aanbod/?q=iets+voor+mijn+baby")
    found = phone.locator("main a[href^='/nl/aanbod/']").evaluate_all(
        "links => links.map(link => link.getAttribute('href')).filter(path => /^.nl.aanbod.[a-z0-9-]+.$/.test(path))"
    )
    assert len(found) >= 3

    phone.locator("details.languages summary").first.click()
    phone.locator("details.languages a[hreflang=ar]").first.click()
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    expect(phone).to_have_url(f"{londerzeel}/ar/aanbod/?q=iets+voor+mijn+baby")

    phone.goto(f"{londerzeel}/ar/aanbod/?q=iets+voor+mijn+baby&free=true")
    assert phone.locator("main a[href^='/ar/aanbod/']").count() >= 1
    phone.goto(londerzeel + found[0].replace("/nl/", "/ar/"))
    expect(phone.locator("h1")).to_be_visible()
    assert phone.locator("a[href^='tel:']").count() >= 1


def test_filters_are_chosen_counted_and_taken_off(phone: Page, londerzeel: str) -> None:
    phone.goto(f"{londerzeel}/nl/aanbod/?life_stage=expecting")
    few = phone.locator(".card").count()
    assert 0 < few < 24
    phone.locator("a.chip").first.click()
    expect(phone).to_have_url(f"{londerzeel}/nl/aanbod/")
    assert phone.locator(".card").count() == 24


@pytest.mark.parametrize("is_tapped", [True, False], ids=["tap", "escape"])
def test_the_quick_exit_takes_the_place_of_the_page_in_the_history(
    browser: Browser, londerzeel: str, is_tapped: bool
) -> None:
    context = browser.new_context(viewport=PHONE)
    context.route(f"{NEWS}**", lambda route: route.fulfill(content_type="text/html", body="<title>News</title>"))
    page = context.new_page()
    page.goto(f"{londerzeel}/nl/")
    page.goto(f"{londerzeel}/nl/aanbod/?q=mijn+man+slaat+mij")
    assert page.locator(".care a[href='tel:1712']").is_visible()
    if is_tapped:
        page.locator("[data-exit]").click()
    else:
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    expect(page).to_have_url(NEWS)
    page.go_back()
    expect(page).to_have_url(f"{londerzeel}/nl/")
    context.close()


def test_the_quick_exit_and_the_count_need_no_script(browser: Browser, londerzeel: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{londerzeel}/nl/aanbod/?q=mijn+man+slaat+mij")
    expect(page.locator("[data-exit]")).to_have_attribute("href", NEWS)
    page.goto(f"{londerzeel}/nl/aanbod/?q=qwertzuiop")
    page.locator("#missing button").click()
    expect(page).to_have_url(f"{londerzeel}/nl/aanbod/?q=qwertzuiop&missing=counted#missing")
    expect(page.locator("#missing [role=status]")).to_be_visible()
    assert not context.cookies()
    context.close()


@pytest.mark.parametrize("lang", ["nl", "ar", "uk"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_accessible_narrow_enough_and_their_own(
    browser: Browser, londerzeel: str, lang: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale=lang)
    page, trouble = context.new_page(), []
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("requestfailed", lambda request: trouble.append(f"failed: {request.url}"))
    for path in PAGES:
        page.goto(f"{londerzeel}/{lang}{path}")
        serious = [v["id"] for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
        assert not serious, (path, serious)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path
    assert not trouble
    assert not context.cookies()
    context.close()

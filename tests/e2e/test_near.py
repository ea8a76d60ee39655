"""Near me, on a phone: by the browser's position, by what is typed, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.e2e
PHONE = {"width": 360, "height": 800}
POSITION = {"latitude": 51.0187423, "longitude": 4.2375811}


def test_a_tap_asks_the_browser_where_it_is(browser: Browser, londerzeel: str) -> None:
    context = browser.new_context(viewport=PHONE, geolocation=POSITION, permissions=["geolocation"])
    page = context.new_page()
    page.goto(f"{londerzeel}/nl/aanbod/?free=true")
    page.locator("a[data-here]").click()
    expect(page).to_have_url(re.compile(r"free=true&near=51\.020%2C4\.240&radius_m=5000&sort=distance#results$"))
    expect(page.locator(".card").first).to_contain_text("Malderen ·")
    assert not context.cookies()
    context.close()


def test_who_does_not_tell_where_they_are_can_type_it(browser: Browser, londerzeel: str) -> None:
    context = browser.new_context(viewport=PHONE, permissions=[])
    page = context.new_page()
    page.goto(f"{londerzeel}/nl/aanbod/")
    page.locator("a[data-here]").click()
    expect(page.locator("input[name=where]")).to_be_visible()
    expect(page.locator("#filters [data-here-status]")).not_to_be_empty()
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_typed_street_and_a_date_of_birth(browser: Browser, londerzeel: str, script: bool) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{londerzeel}/ar/aanbod/?free=true")
    page.locator("a[data-here]" if not script else "a.catalogue__filter").click()
    if not page.locator("input[name=where]").is_visible():
        page.locator("details:has(#where) > summary").click()
    page.locator("input[name=where]").fill("Dorpsstraat 5")
    page.locator("input[name=born]").fill("2025-01-31")
    page.locator(".filters__foot button").click()
    expect(page.locator("#error-where")).to_be_visible()
    expect(page.locator("input[name=where]")).to_have_value("Dorpsstraat 5")
    expect(page.locator("input[name=born]")).to_have_value("2025-01-31")
    page.locator("input[name=where]").fill("Lantaarnstraat 5")
    page.locator(".filters__foot button").click()
    expect(page).to_have_url(
        re.compile(r"age_months=\d+&free=true&near=51\.006%2C4\.300&radius_m=5000&sort=distance#results$")
    )
    expect(page.locator(".filters")).not_to_be_visible()
    context.close()

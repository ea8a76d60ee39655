"""The sample app of the API's documentation does what it shows: list, offer, copy without a network."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e


def test_list_offer_and_a_copy_without_network(page: Page, londerzeel: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{londerzeel}/api/v1/docs/app")
    expect(page.locator("#state")).to_contain_text("offers, from the API")
    page.get_by_label("Words").fill("baby")
    everything = page.locator("#state").inner_text()
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#state")).not_to_have_text(everything)
    page.locator("#list button").first.click()
    expect(page.locator("#offer h2")).to_be_visible()
    page.get_by_label("Language").select_option("ar")
    expect(page.locator("#offer")).to_be_hidden()
    page.get_by_role("button", name="Keep a copy").click()
    expect(page.locator("#state")).to_contain_text("offers in the copy", timeout=30_000)
    first = page.locator("#state").get_attribute("data-copied")
    page.get_by_role("button", name="Keep a copy").click()
    expect(page.locator("#state")).to_contain_text("offers in the copy", timeout=30_000)
    assert page.locator("#state").get_attribute("data-copied") == first
    page.context.set_offline(True)
    page.get_by_label("Words").fill("")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#state")).to_contain_text("from the copy")
    page.locator("#list button").first.click()
    expect(page.locator("#offer h2")).to_be_visible()
    page.context.set_offline(False)
    assert errors == []

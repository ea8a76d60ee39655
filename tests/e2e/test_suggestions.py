"""Suggestions under the search field: with keys, with a finger, from right to left, without network, without script."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

pytestmark = pytest.mark.e2e
PHONE = {"width": 360, "height": 800}
SMALLEST_TARGET = 44


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone; a mistake of the script fails the test."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page, trouble = context.new_page(), []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    yield page
    assert not trouble
    assert not context.cookies()
    context.close()


def field_of(page: Page, address: str) -> Locator:
    page.goto(address)
    return page.get_by_role("combobox")


def test_a_theme_is_chosen_with_keys_alone(phone: Page, londerzeel: str) -> None:
    field = field_of(phone, f"{londerzeel}/nl/aanbod/")
    options = phone.get_by_role("option")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("speelg")
    expect(options.first).to_contain_text("Speelgoed lenen")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(phone.get_by_role("listbox")).to_have_id(field.get_attribute("aria-controls") or "")
    count = options.count()
    expect(phone.get_by_role("status")).to_contain_text(str(count))
    assert field.get_attribute("aria-activedescendant") is None

    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(options.first).to_have_id(field.get_attribute("aria-activedescendant") or "")
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowUp")
    expect(options.nth(count - 1)).to_have_attribute("aria-selected", "true")
    expect(phone.locator("[aria-selected=true]")).to_have_count(1)

    field.press("Escape")
    expect(phone.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("speelg")
    expect(field).to_be_focused()
    field.press("ArrowDown")
    field.press("Enter")
    expect(phone).to_have_url(f"{londerzeel}/nl/aanbod/?category=toy-library")
    assert phone.locator(".card").count() >= 1


def test_enter_without_a_choice_searches_for_what_was_typed(phone: Page, londerzeel: str) -> None:
    field = field_of(phone, f"{londerzeel}/nl/aanbod/?free=true")
    field.press_sequentially("speelg")
    expect(phone.get_by_role("option").first).to_be_visible()
    field.press("Enter")
    expect(phone).to_have_url(re.compile(r"/nl/aanbod/\?q=speelg&free=true$"))


@pytest.mark.parametrize(
    ("typed", "kind", "path"),
    [
        ("consultatie", "offer", "/nl/aanbod/consultatiebureau-londerzeel/"),
        ("gemeenteb", "partner", "/nl/partners/gemeentebestuur-londerzeel/"),
        ("bibliotheek lond", "place", "/nl/aanbod/?q=Bibliotheek+Londerzeel"),
    ],
)
def test_a_finger_chooses(phone: Page, londerzeel: str, typed: str, kind: str, path: str) -> None:
    field = field_of(phone, f"{londerzeel}/nl/")
    with phone.expect_response(re.compile("/api/v1/suggest")) as reply:
        field.fill(typed)
    place = [item["kind"] for item in reply.value.json()["items"]].index(kind)
    option = phone.get_by_role("option").nth(place)
    expect(option).to_be_visible()
    box = option.bounding_box()
    assert box
    assert box["height"] >= SMALLEST_TARGET
    option.tap()
    expect(phone).to_have_url(londerzeel + path)
    expect(phone.locator("h1")).to_have_count(1)


def test_from_right_to_left(phone: Page, londerzeel: str) -> None:
    field = field_of(phone, f"{londerzeel}/ar/aanbod/")
    field.press_sequentially("عيادة")
    option = phone.get_by_role("option").first
    expect(option).to_contain_text("عيادة صحة الرضع")
    icon, words = option.locator(".icon").bounding_box(), option.locator("bdi").bounding_box()
    assert icon
    assert words
    assert icon["x"] > words["x"]
    assert words["x"] + words["width"] <= icon["x"]
    field.fill("speelbos")
    expect(phone.locator("[role=option] bdi[lang=nl][dir=ltr]").first).to_be_visible()
    field.fill("عيادة")
    expect(option).to_contain_text("عيادة صحة الرضع")
    field.press("ArrowDown")
    field.press("Enter")
    expect(phone).to_have_url(f"{londerzeel}/ar/aanbod/?category=infant-clinic")


@pytest.mark.parametrize("lang", ["nl", "ar", "uk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_list_is_accessible_and_narrow_enough(
    browser: Browser, londerzeel: str, lang: str, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, color_scheme=scheme)
    page, trouble = context.new_page(), []
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    for path in ("/", "/aanbod/"):
        field = field_of(page, f"{londerzeel}/{lang}{path}")
        field.press_sequentially("spe")
        expect(page.get_by_role("option").nth(3)).to_be_visible()
        field.press("ArrowDown")
        violations = Axe().run(page).response["violations"]
        assert not [one["id"] for one in violations if one["impact"] in ("serious", "critical")], violations
        assert "aria-allowed-role" not in [one["id"] for one in violations]
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert not trouble
    context.close()


def test_a_late_answer_never_takes_the_place_of_a_newer_one(phone: Page, londerzeel: str) -> None:
    asked, held = [], []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url.endswith("q=consul"):
            held.append(route)
        else:
            route.continue_()

    phone.route("**/api/v1/suggest**", answer)
    field = field_of(phone, f"{londerzeel}/nl/aanbod/")
    with phone.expect_request("**/api/v1/suggest**q=consul"):
        field.fill("consul")
    field.fill("speelg")
    expect(phone.get_by_role("option").first).to_contain_text("Speelgoed lenen")
    late = {"text": "Te laat", "kind": "query", "id": None, "slug": None, "lang": "nl"}
    for route in held:
        route.fulfill(json={"items": [late]})
    phone.wait_for_timeout(200)
    expect(phone.get_by_role("option").first).to_contain_text("Speelgoed lenen")
    asked.clear()
    field.fill("s")
    expect(phone.get_by_role("listbox")).to_be_hidden()
    assert not asked


@pytest.mark.parametrize("status", [0, 429, 500])
def test_without_an_answer_the_field_still_searches(phone: Page, londerzeel: str, status: int) -> None:
    phone.route(
        "**/api/v1/suggest**",
        lambda route: route.fulfill(status=status, body="no") if status else route.abort("internetdisconnected"),
    )
    field = field_of(phone, f"{londerzeel}/nl/aanbod/")
    field.press_sequentially("baby")
    phone.wait_for_timeout(400)
    expect(phone.get_by_role("listbox")).to_be_hidden()
    field.press("Enter")
    expect(phone).to_have_url(f"{londerzeel}/nl/aanbod/?q=baby")


def test_without_script_it_is_a_search_field(browser: Browser, londerzeel: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{londerzeel}/nl/aanbod/")
    expect(page.get_by_role("combobox")).to_have_count(0)
    page.get_by_role("searchbox").fill("baby")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(f"{londerzeel}/nl/aanbod/?q=baby")
    context.close()

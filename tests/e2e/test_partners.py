"""A partner changes a phone number, the coordinator sees the difference and approves, page and API show it."""

import re
import urllib.request

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.e2e
WIDE = {"width": 1280, "height": 1000}
PASSWORD = "samen-sterk-2026"
OFFER = "consultatiebureau-londerzeel"
NEW_PHONE = "052 99 88 77"


@pytest.fixture
def sign_in(browser: Browser, londerzeel: str):
    """Opens the admin as somebody."""
    contexts: list[BrowserContext] = []

    def opened(name: str) -> Page:
        context = browser.new_context(viewport=WIDE, locale="nl")
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{londerzeel}/admin/login/")
        page.fill("input[name=username]", name)
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")
        expect(page).to_have_url(f"{londerzeel}/admin/")
        return page

    yield opened
    for context in contexts:
        context.close()


def open_offer(page: Page, londerzeel: str, words: str) -> str:
    """Find an offer in the admin as its editor would, and open it. Returns the address of its form."""
    page.goto(f"{londerzeel}/admin/pages/search/?q={words}")
    page.locator("a[href*='/edit/']").first.click()
    expect(page).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))
    return page.url


def show_field(page: Page, field: str) -> None:
    """Open the tab in which a field stands."""
    panel = page.locator(f"#{field}").evaluate("field => field.closest('[role=tabpanel]').id")
    page.locator(f"a[href='#{panel}']").click()


def public(demo_port: int, path: str) -> str:
    """What anybody gets at an address of Londerzeel, which is also the House of every unknown host."""
    with urllib.request.urlopen(f"http://127.0.0.1:{demo_port}{path}") as reply:  # noqa: S310 - the demo's own address
        return reply.read().decode()


def fetched(page: Page, path: str) -> tuple[int, str]:
    """Status and text of an address, asked with the session of this page; a redirect counts as status 0."""
    status, text = page.evaluate(
        "path => fetch(path, {redirect: 'manual'}).then(async reply => [reply.status, await reply.text()])", path
    )
    return status, text


def test_a_change_goes_from_partner_to_family(sign_in, londerzeel: str, demo_port: int) -> None:
    partner = sign_in("partner-kind-en-gezin")
    open_offer(partner, londerzeel, "consultatiebureau")
    show_field(partner, "id_phone")
    partner.fill("#id_phone", NEW_PHONE)
    partner.locator("button[name='action-submit']").click()
    partner.wait_for_load_state()
    assert NEW_PHONE not in public(demo_port, f"/nl/aanbod/{OFFER}/"), "the live version stays while the change waits"

    coordinator = sign_in("coordinator-londerzeel")
    expect(coordinator.locator("main")).to_contain_text("Consultatiebureau")
    coordinator.locator("main a[href*='/revisions/compare/']").first.click()
    expect(coordinator.locator("main .deletion")).to_have_text("55 01 12")
    expect(coordinator.locator("main .addition")).to_have_text("99 88 77")

    coordinator.goto(f"{londerzeel}/admin/")
    coordinator.get_by_role("button", name="Goedkeuren", exact=True).click()
    expect(coordinator.locator("main")).not_to_contain_text("Consultatiebureau: je baby en peuter op controle Kind")
    for _ in range(50):
        if NEW_PHONE in public(demo_port, f"/nl/aanbod/{OFFER}/"):
            break
        coordinator.wait_for_timeout(100)
    assert NEW_PHONE in public(demo_port, f"/nl/aanbod/{OFFER}/")
    assert NEW_PHONE in public(demo_port, f"/api/v1/offers/{OFFER}?lang=ar")


def test_a_partner_reaches_nothing_of_another(sign_in, londerzeel: str) -> None:
    own = sign_in("partner-kind-en-gezin")
    form = open_offer(own, londerzeel, "consultatiebureau")
    number = re.search(r"/pages/(\d+)/", form)[1]
    stranger = sign_in("partner-wolkenfabriek")
    for path in (
        "edit",
        "revisions/compare/live/latest",
        "history",
        "copy",
        "move",
        "delete",
        "unpublish",
        "edit/preview",
    ):
        status, text = fetched(stranger, f"/admin/pages/{number}/{path}/")
        assert status in (0, 403, 404, 405), path
        assert "052 55 01 12" not in text
    assert "Consultatiebureau: je baby" not in fetched(stranger, "/admin/pages/search/?q=consultatiebureau")[1]

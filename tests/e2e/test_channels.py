"""A list of offers in somebody else's website, on paper, and what Chromium says of the data in our pages."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.e2e
SCREENS = [{"width": 360, "height": 800}, {"width": 1280, "height": 800}]
WEBSITE = """<!doctype html><html lang="nl"><title>A school</title><body><h1>A school</h1>
<script src="{house}/static/search/js/embed.js" data-query="category=play-and-meet&amp;free=true" data-lang="{lang}"
 data-title="Offers" async></script></body></html>"""


@pytest.fixture
def website(londerzeel: str) -> Iterator[str]:
    """A website that is not ours; the last part of the address is the language of the list that it shows."""

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802 # the name that http.server calls
            body = WEBSITE.format(house=londerzeel, lang=self.path.strip("/")).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("lang", ["nl", "ar"])
def test_one_line_of_html_shows_a_list(
    browser: Browser, londerzeel: str, website: str, screen: dict, lang: str
) -> None:
    context = browser.new_context(viewport=screen)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{website}/{lang}")
    frame = page.frame_locator("iframe")
    expect(frame.locator("h2")).to_have_count(3)
    expect(frame.locator("html")).to_have_attribute("dir", "rtl" if lang == "ar" else "ltr")
    # The frame is as high as its list, and has a name in the language of the list.
    expect(page.locator("iframe")).not_to_have_attribute("height", "600")
    expect(page.locator("iframe")).not_to_have_attribute("title", "Offers")
    inside = page.frames[1]
    assert inside.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with context.expect_page() as opened:
        frame.locator("h2 a").first.press("Enter")
    assert opened.value.url.startswith(f"{londerzeel}/{lang}/aanbod/")
    expect(opened.value.locator("h1")).to_be_visible()
    assert not context.cookies()
    assert said == []
    context.close()


@pytest.mark.parametrize("path", ["/nl/aanbod/", "/nl/aanbod/speelbos-vossenhol/"])
def test_no_other_page_stands_in_a_frame(browser: Browser, londerzeel: str, website: str, path: str) -> None:
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"{website}/nl")
    page.evaluate("src => Object.assign(document.querySelector('iframe'), {src})", londerzeel + path)
    page.wait_for_timeout(1000)
    assert any("frame" in text for text in refused)
    page.close()


@pytest.mark.parametrize("path", ["/nl/", "/ar/aanbod/speelbos-vossenhol/", "/nl/partners/de-springveer/"])
def test_data_in_a_page_violates_no_policy(browser: Browser, londerzeel: str, path: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(londerzeel + path)
    assert said == []
    page.close()


def test_a_list_can_be_taken_along(browser: Browser, londerzeel: str) -> None:
    context = browser.new_context(viewport=SCREENS[0], permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{londerzeel}/nl/aanbod/?category=play-and-meet")
    page.locator("#results summary").click()
    page.locator("[data-copy=embed-code]").click()
    code = page.locator("#embed-code").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == code
    assert 'data-query="category=play-and-meet"' in code
    page.locator("#results .takeaway a").first.click()
    expect(page.locator(".sheet__offer")).to_have_count(4)
    page.emulate_media(media="print")
    expect(page.locator(".sheet__tools")).to_be_hidden()
    expect(page.locator(".sheet__code svg")).to_be_visible()
    context.close()

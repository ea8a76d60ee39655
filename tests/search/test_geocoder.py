"""A geocoder of the operator's choice: asked only when it must be, and never in the way."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from search import geocoder

CENTER = (51.005, 4.303)


class Fake(ThreadingHTTPServer):
    """A geocoder that answers what a test tells it to, and remembers what it was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.body, self.asked, self.released = 200, b"{}", [], threading.Event()
        self.released.set()

    def knows(self, *rows):
        results = [
            {"FormattedAddress": address, "Location": {"Lat_WGS84": lat, "Lon_WGS84": lon}}
            for address, lat, lon in rows
        ]
        self.body = json.dumps({"LocationResult": results}).encode()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(parse_qs(urlsplit(self.path).query)["q"][0])
        self.server.released.wait(5)
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *arguments):
        """Tests say nothing."""


@pytest.fixture
def fake(settings, monkeypatch):
    monkeypatch.setattr(geocoder.Rest, "until", 0.0)
    server = Fake()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.HUB_GEOCODER_URL = f"http://127.0.0.1:{server.server_port}/v4/Location"
    yield server
    server.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_own_municipality_comes_first(fake):
    fake.knows(("Dorpsstraat 5, 1840 Londerzeel", 51.01, 4.31))
    assert geocoder.point_of("Dorpsstraat 5", "Londerzeel", CENTER) == (51.01, 4.31)
    assert fake.asked == ["Dorpsstraat 5, Londerzeel"]


def test_an_address_elsewhere_is_asked_as_it_was_typed(fake):
    fake.knows(("Dorpsstraat, 2880 Bornem", 51.09, 4.24))
    assert geocoder.point_of("Dorpsstraat, Bornem", "Essen", CENTER) == (51.09, 4.24)
    assert geocoder.point_of("Kerkstraat, Bornem", "Londerzeel", CENTER) == (51.09, 4.24)
    assert fake.asked[-1] == "Kerkstraat, Bornem"


def test_a_street_too_far_away_is_another_street(fake):
    fake.knows(("Dorpsstraat, 8000 Brugge", 51.21, 3.22))
    assert geocoder.point_of("Dorpsstraat", "", CENTER) is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"LocationResult": 3}',
        b'{"LocationResult": [3, {"Location": null}, {"Location": {"Lat_WGS84": "x", "Lon_WGS84": 4}}]}',
        b'{"LocationResult": [{"Location": {"Lat_WGS84": 51000, "Lon_WGS84": 4}}]}',
        b'{"LocationResult": [{"Location": {"Lat_WGS84": NaN, "Lon_WGS84": 4.3}}]}',
        b"[" * 70_000,
        b"[" * 50_000,
    ],
    ids=range(11),
)
def test_an_answer_that_makes_no_sense_is_no_answer(fake, body):
    fake.body = body
    assert geocoder.point_of("Dorpsstraat 5", "Londerzeel", CENTER) is None


def test_one_that_fails_is_left_alone_and_nothing_of_the_address_is_logged(fake, caplog):
    fake.status = 503
    assert geocoder.point_of("Dorpsstraat 5", "Londerzeel", CENTER) is None
    assert geocoder.point_of("Dorpsstraat 5", "Londerzeel", CENTER) is None
    assert len(fake.asked) == 1
    assert caplog.messages
    assert "Dorpsstraat" not in caplog.text


def test_one_that_takes_too_long_is_not_waited_for(fake, monkeypatch):
    monkeypatch.setattr(geocoder, "TIMEOUT_S", 0.05)
    fake.released.clear()
    assert geocoder.point_of("Dorpsstraat 5", "Londerzeel", CENTER) is None
    assert geocoder.Rest.until > 0


def test_one_that_is_not_there_is_no_trouble(fake, settings):
    settings.HUB_GEOCODER_URL = "http://127.0.0.1:1/"
    assert geocoder.point_of("Dorpsstraat 5", "Londerzeel", CENTER) is None


def test_without_the_setting_nobody_is_asked(fake, settings):
    settings.HUB_GEOCODER_URL = ""
    assert geocoder.point_of("Dorpsstraat 5", "Londerzeel", CENTER) is None
    assert not fake.asked

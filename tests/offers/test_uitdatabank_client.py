"""The client that sends events to UiTdatabank, with a stub on the loopback in its place."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from offers.faces.uitdatabank.client import SendingFailed, send_event

EVENT = {"name": {"nl": "Turnen"}}


class Stub(BaseHTTPRequestHandler):
    """Stands for UiTdatabank on the loopback."""

    asked: list[tuple[str, str, str | None, Any]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Stub.asked.append((self.command, self.path, self.headers["X-Api-Key"], body))
        if body.get("name") == {"nl": "Moved"}:
            self.send_response(302)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            return
        refused = body.get("name") == {"nl": "Refused"}
        self.send_response(400 if refused else 201)
        self.end_headers()
        self.wfile.write(json.dumps({"title": "Invalid body"} if refused else {"id": "made"}).encode())

    do_PUT = do_POST  # noqa: N815 - the name that the server asks for

    def log_message(self, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def stub(settings: Any) -> Iterator[type[Stub]]:
    """The stub, and the settings that lead to it."""
    server = HTTPServer(("127.0.0.1", 0), Stub)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Stub.asked = []
    settings.HUB_UITDATABANK_URL = f"http://127.0.0.1:{server.server_port}/"
    settings.HUB_UITDATABANK_KEY = "secret"
    yield Stub
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_client_makes_and_replaces(stub: type[Stub]) -> None:
    assert send_event(EVENT) == "made"
    assert send_event(EVENT, "a/b") == "made"
    assert [(method, path, key) for method, path, key, _body in stub.asked] == [
        ("POST", "/events", "secret"),
        ("PUT", "/events/a%2Fb", "secret"),
    ]
    assert stub.asked[0][3]["name"]["nl"] == "Turnen"


def test_the_client_says_what_failed(stub: type[Stub], settings: Any) -> None:
    with pytest.raises(SendingFailed, match="400 Invalid body"):
        send_event({"name": {"nl": "Refused"}})
    with pytest.raises(SendingFailed, match="302"):
        send_event({"name": {"nl": "Moved"}})
    assert len(stub.asked) == 2
    settings.HUB_UITDATABANK_URL = "http://127.0.0.1:9"
    with pytest.raises(SendingFailed) as failed:
        send_event(EVENT)
    assert "secret" not in str(failed.value)
    settings.HUB_UITDATABANK_URL = ""
    with pytest.raises(SendingFailed, match="not set"):
        send_event(EVENT)

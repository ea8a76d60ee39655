"""A server on loopback that behaves badly in a chosen way, as clusters and what stands before them do."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep

PRODUCT = "X-Elastic-Product: Elasticsearch\r\n"
LONG = 3.0


def http(status: int, body: bytes, headers: str = PRODUCT, kind: str = "application/json") -> bytes:
    """A whole answer."""
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    return head.encode() + body


def answering(data: bytes) -> Callable[[socket.socket], None]:
    """Sends this, whatever is asked."""
    return lambda client: client.sendall(data)


def silent(client: socket.socket) -> None:
    """Takes the question and says nothing."""
    client.recv(1)


def trickling(data: bytes) -> Callable[[socket.socket], None]:
    """Sends a byte now and then, so that no time-out of the socket ever ends it."""

    def trickle(client: socket.socket) -> None:
        end = monotonic() + LONG
        for number in range(len(data)):
            client.sendall(data[number : number + 1])
            sleep(0.05)
            if monotonic() > end:
                return

    return trickle


def error(status: int, kind: str) -> bytes:
    """An error as Elasticsearch words it."""
    return http(status, json.dumps({"error": {"type": kind, "reason": "secret words"}, "status": status}).encode())


INFO = http(200, json.dumps({"version": {"number": "8.19.21"}}).encode())
FAULTS: dict[str, Callable[[socket.socket], None]] = {
    "overloaded": answering(error(503, "unavailable")),
    "too many": answering(error(429, "es_rejected_execution_exception")),
    "not allowed": answering(error(401, "security_exception")),
    "silent": silent,
    "slow head": trickling(INFO),
    "slow body": trickling(INFO[:120] + b" " * 200),
    "cut off": answering(INFO[:-4]),
    "no http": answering(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "no json": answering(http(200, b"<html>It works!</html>")),
    "other json": answering(http(200, b'[1, {"a": null}]')),
    "other product": answering(http(200, b"{}", headers="")),
    "login page": answering(http(200, b"<html>Sign in</html>", headers="", kind="text/html")),
    "too old": answering(http(200, json.dumps({"version": {"number": "7.17.0"}}).encode())),
    "hang-up": lambda client: None,
}


class FakeServer:
    """Accepts connections and lets one behaviour deal with each request."""

    def __init__(self, behave: Callable[[socket.socket], None]) -> None:
        self.behave = behave
        self.requests = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client:
            client.settimeout(LONG)
            try:
                if client.recv(65536):
                    self.requests += 1
                    self.behave(client)
            except OSError:
                return

    def close(self) -> None:
        self._socket.close()


@contextmanager
def fake_server(behave: Callable[[socket.socket], None]) -> Iterator[FakeServer]:
    """A server for the time of a test."""
    server = FakeServer(behave)
    yield server
    server.close()

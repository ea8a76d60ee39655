"""Which addresses an app may have, and what happens when it does not answer as it should."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from offers.webhooks import addresses, sending
from offers.webhooks.addresses import checked_addresses, is_public, target_of
from offers.webhooks.failures import Failure, WebhookError
from offers.webhooks.sending import send
from tests.offers.receiver import Receiver, odd_server, receiver


@pytest.fixture
def app(settings) -> Iterator[Receiver]:
    settings.HUB_WEBHOOKS_PRIVATE = True
    with receiver() as state:
        yield state


def failure_of(address: str) -> Failure:
    with pytest.raises(WebhookError) as caught:
        send(address, b"{}", {})
    return caught.value.failure


def resolve_to(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    def getaddrinfo(host: str, port: int, *more: object, **options: object) -> list[tuple]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", getaddrinfo)


FORBIDDEN = [
    "0.0.0.0",  # noqa: S104 - nothing listens here
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.8.8.8",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.5",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:0:7f00:1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]


@pytest.mark.parametrize("address", FORBIDDEN)
def test_no_address_behind_the_walls_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_public(address)
    resolve_to(monkeypatch, address)
    assert failure_of("https://app.example.org/") == Failure.PRIVATE
    resolve_to(monkeypatch, "93.184.215.14", address)
    assert failure_of("https://app.example.org/") == Failure.PRIVATE


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "172.32.0.1", "2606:4700::1111", "2a02:1810::1"])
def test_servers_on_the_internet_may_be_told(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"]
)
def test_no_way_of_writing_this_machine_gets_through(host: str) -> None:
    assert failure_of(f"https://{host}/") in (Failure.PRIVATE, Failure.UNKNOWN)


@pytest.mark.parametrize(
    ("address", "failure"),
    [
        ("", Failure.ADDRESS),
        ("app.example.org", Failure.ADDRESS),
        ("ftp://app.example.org/", Failure.ADDRESS),
        ("file:///etc/passwd", Failure.ADDRESS),
        ("https://", Failure.ADDRESS),
        ("https:///path", Failure.ADDRESS),
        ("https://app.example.org:0/", Failure.ADDRESS),
        ("https://app.example.org:99999/", Failure.ADDRESS),
        ("https://app.example.org/a b", Failure.ADDRESS),
        ("https://app.example.org/\r\nX: y", Failure.ADDRESS),
        ("https://app.example.org/#part", Failure.ADDRESS),
        ("https://app.example.org\\@127.0.0.1/", Failure.ADDRESS),
        ("https://[::1/", Failure.ADDRESS),
        ("https://é.example/", Failure.ADDRESS),
        (f"https://app.example.org/{'x' * 500}", Failure.ADDRESS),
        ("http://app.example.org/", Failure.NOT_SECURE),
        ("https://me@app.example.org/", Failure.PASSWORD),
        ("https://me:secret@app.example.org/", Failure.PASSWORD),
    ],
)
def test_an_address_that_is_none_is_refused_before_a_name_is_looked_up(
    address: str, failure: Failure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *args, **options: pytest.fail("looked up"))
    assert failure_of(address) == failure


def test_without_encryption_only_private_addresses_and_only_with_the_setting(
    settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HUB_WEBHOOKS_PRIVATE = True
    resolve_to(monkeypatch, "8.8.8.8")
    with pytest.raises(WebhookError) as caught:
        checked_addresses(target_of("http://app.example.org/"))
    assert caught.value.failure == Failure.NOT_SECURE
    resolve_to(monkeypatch, "10.1.1.1")
    assert checked_addresses(target_of("http://app.intern/")) == ["10.1.1.1"]


def test_the_connection_goes_to_the_checked_address_and_a_name_is_looked_up_once(
    app: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(app.address.split(":")[2].split("/")[0])
    looked_up = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, *args: object, **options: object) -> list[tuple]:
        if host == "127.0.0.1":
            return real(host, *args, **options)
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert send(f"http://app.intern:{port}/hook", b"{}", {}) == 204
    assert looked_up == ["app.intern"]
    assert app.received[0][1]["Host"] == f"app.intern:{port}"


def test_no_redirect_is_followed(app: Receiver) -> None:
    for status in (301, 302, 303, 307, 308):
        app.status, app.headers = status, {"Location": app.address}
        assert failure_of(app.address) == Failure.REDIRECT
    assert len(app.received) == 5


def test_what_goes_wrong_has_a_name(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HUB_WEBHOOKS_PRIVATE = True
    assert failure_of("http://127.0.0.1:1/") == Failure.REFUSED
    with odd_server(b"SSH-2.0-OpenSSH_9.2\r\n") as address:
        assert failure_of(address) == Failure.NONSENSE
        assert failure_of(address.replace("http", "https")) == Failure.NONSENSE

    def unknown(*args: object, **options: object) -> list[tuple]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(addresses.socket, "getaddrinfo", unknown)
    assert failure_of("https://nowhere.example/") == Failure.UNKNOWN


@pytest.mark.parametrize("begin", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: "])
def test_a_server_that_never_ends_is_left(begin: bytes, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HUB_WEBHOOKS_PRIVATE = True
    monkeypatch.setattr(sending, "SECONDS", 0.4)
    with odd_server(begin, drips=True) as address:
        assert failure_of(address) in (Failure.TIMEOUT, Failure.NONSENSE)
        assert failure_of(address.replace("http", "https")) in (Failure.TIMEOUT, Failure.NONSENSE)


def test_a_body_that_never_ends_is_left_once_the_status_is_known(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HUB_WEBHOOKS_PRIVATE = True
    monkeypatch.setattr(sending, "SECONDS", 0.4)
    with odd_server(b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n", drips=True) as address:
        assert send(address, b"{}", {}) == 200


@pytest.mark.skipif(not shutil.which("openssl"), reason="certificates are made with openssl")
def test_the_certificate_must_be_that_of_the_name_and_not_of_the_address(
    settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HUB_WEBHOOKS_PRIVATE = True
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=app -keyout {key} -out {certificate}"
    subprocess.run([*command.split(), "-addext", "subjectAltName=DNS:app.intern"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    names: list[str | None] = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    with receiver(context) as app:
        resolve_to(monkeypatch, "127.0.0.1")
        address = app.address.replace("127.0.0.1", "app.intern")
        assert failure_of(address) == Failure.CERTIFICATE
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert send(address, b"{}", {}) == 204
        assert failure_of(address.replace("app.intern", "other.intern")) == Failure.CERTIFICATE
    assert names == ["app.intern", "app.intern", "other.intern"]
    assert len(app.received) == 1


def test_of_an_answer_little_is_read(settings) -> None:
    settings.HUB_WEBHOOKS_PRIVATE = True
    body = b"x" * 5_000_000
    with odd_server(b"HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n" + body) as address:
        assert send(address, b"{}", {}) == 200

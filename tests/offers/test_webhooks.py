"""Apps are told of changes: signed, within seconds, again for a day, and never behind the hub's own walls."""

import base64
import datetime
import hashlib
import hmac
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.worker import jobs
from offers.documents.log import Log
from offers.models import Webhook, WebhookDelivery
from offers.webhooks import addresses, deliveries, sending
from offers.webhooks.addresses import checked_addresses, is_public, target_of
from offers.webhooks.deliveries import PAUSES, forget_old_deliveries, plan, position_now, send_test, tell_webhooks
from offers.webhooks.failures import Failure, WebhookError
from offers.webhooks.sending import send
from offers.webhooks.signing import signature
from tests.factories import make_house, make_offer, make_partner
from tests.offers.histories import api, publish
from tests.offers.receiver import Receiver, odd_server, receiver

pytestmark = pytest.mark.django_db

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture
def app(settings) -> Iterator[Receiver]:
    settings.HUB_WEBHOOKS_PRIVATE = True
    with receiver() as state:
        yield state


@pytest.fixture
def house():
    return make_house()


@pytest.fixture
def offer(house):
    return make_offer(make_partner(house))


def register(house, address: str, **fields) -> Webhook:
    return Webhook.objects.create(house=house, address=address, position=position_now(house), **fields)


def change(offer) -> None:
    offer.refresh_from_db()
    offer.summary = f"Samen {monotonic()}"
    publish(offer)


def failure_of(address: str) -> Failure:
    with pytest.raises(WebhookError) as caught:
        send(address, b"{}", {})
    return caught.value.failure


def resolve_to(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    def getaddrinfo(host: str, port: int, **options: object) -> list[tuple]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", getaddrinfo)


# What is told, and how it is signed


def test_a_change_reaches_the_app_signed(house, offer, app: Receiver) -> None:
    webhook = register(house, app.address)
    assert tell_webhooks() == 0
    before = api("/changes")["next_cursor"]
    change(offer)
    assert tell_webhooks() == 1
    ((path, headers, body),) = app.received
    assert path == "/hook?app=1"
    assert headers["Content-Type"] == "application/json"
    told = json.loads(body)
    assert set(told) == {"house", "cursor"}
    assert told["house"] == "londerzeel"
    assert told["cursor"] == api("/changes", cursor=before)["next_cursor"] != before
    assert api("/changes", cursor=told["cursor"])["items"] == []
    # Computed here from the convention alone.
    key = base64.b64decode(webhook.secret[len("whsec_") :])
    signed = f"{headers['Webhook-Id']}.{headers['Webhook-Timestamp']}.{body.decode()}"
    mac = base64.b64encode(hmac.new(key, signed.encode(), hashlib.sha256).digest()).decode()
    assert headers["Webhook-Signature"] == f"v1,{mac}"
    assert abs(int(headers["Webhook-Timestamp"]) - timezone.now().timestamp()) < 60
    assert tell_webhooks() == 0
    assert len(app.received) == 1


def test_the_readme_tells_apps_how_to_check_a_message(house, offer, app: Receiver) -> None:
    code = README.read_text(encoding="utf-8").partition("```python\n")[2].partition("```")[0]
    webhook = register(house, app.address)
    change(offer)
    tell_webhooks()
    ((_path, headers, body),) = app.received
    for said, is_ours in ((body, True), (body + b" ", False)):
        names = {"secret": webhook.secret, "headers": headers, "body": said}
        exec(code, names)  # noqa: S102 - our own README
        assert names["is_ours"] is is_ours


def test_the_signature_is_that_of_the_convention() -> None:
    # The example of https://github.com/standard-webhooks/standard-webhooks
    assert (
        signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1614265330,
            b'{"test": 2432232314}',
        )
        == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


def test_every_secret_is_another_one(house) -> None:
    first, second = register(house, "https://a.example/"), register(house, "https://b.example/")
    assert first.secret != second.secret
    assert len(base64.b64decode(first.secret.removeprefix("whsec_"))) == 32


def test_a_number_without_a_change_tells_nobody(house, offer, app: Receiver) -> None:
    register(house, app.address)
    with transaction.atomic():
        Log(house).move_on()
    assert tell_webhooks() == 0
    assert not WebhookDelivery.objects.exists()


def test_only_the_apps_of_the_house_are_told(house, offer, app: Receiver) -> None:
    other = make_house("essen")
    register(other, app.address)
    change(offer)
    assert tell_webhooks() == 0
    assert app.received == []


def test_an_app_that_is_switched_off_is_not_told_until_it_is_on_again(house, offer, app: Receiver) -> None:
    webhook = register(house, app.address, active=False)
    change(offer)
    assert tell_webhooks() == 0
    Webhook.objects.filter(pk=webhook.pk).update(active=True)
    assert tell_webhooks() == 1


def test_nothing_to_tell_is_two_statements(house, offer, django_assert_num_queries) -> None:
    register(house, "https://app.example.org/")
    with django_assert_num_queries(2):  # who is behind, what is due
        tell_webhooks()


def test_the_worker_does_it_within_a_minute() -> None:
    assert next(job.every for job in jobs() if job.run is tell_webhooks) <= 10


# Trying again


def test_a_message_is_tried_again_with_growing_pauses_and_given_up_after_a_day(house, offer, app: Receiver) -> None:
    app.status = 500
    begin = datetime.datetime(2026, 11, 25, 10, 0, tzinfo=datetime.UTC)
    with time_machine.travel(begin, tick=False) as clock:
        webhook = register(house, app.address)
        change(offer)
        tell_webhooks()
        for pause in PAUSES:
            before = len(app.received)
            clock.shift(pause - 1)
            tell_webhooks()
            assert len(app.received) == before
            clock.shift(1)
            tell_webhooks()
            assert len(app.received) == before + 1
        delivery = webhook.deliveries.get()
        assert (delivery.status, delivery.attempts) == ("given_up", len(PAUSES) + 1)
        assert (delivery.failure, delivery.response_status) == (Failure.STATUS, 500)
        assert datetime.timedelta(hours=20) < timezone.now() - begin < datetime.timedelta(hours=25)
        webhook.refresh_from_db()
        assert webhook.failures == len(PAUSES) + 1
        clock.shift(7 * 86400)
        tell_webhooks()
        assert len(app.received) == len(PAUSES) + 1
        app.status = 200
        change(offer)
        assert tell_webhooks() == 1
        webhook.refresh_from_db()
        assert webhook.failures == 0
    assert list(PAUSES) == sorted(PAUSES)
    assert len({headers["Webhook-Id"] for _path, headers, _body in app.received[:-1]}) == 1


def test_a_newer_cursor_replaces_the_one_that_waits(house, offer, app: Receiver) -> None:
    app.status = 503
    webhook = register(house, app.address)
    change(offer)
    tell_webhooks()
    first = webhook.deliveries.get()
    change(offer)
    tell_webhooks()
    waiting = webhook.deliveries.get()
    assert waiting.position > first.position
    assert waiting.message_id != first.message_id
    assert (waiting.attempts, waiting.next_attempt_at) == (1, first.next_attempt_at)
    app.status = 200
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=PAUSES[0])):
        assert tell_webhooks() == 1
    assert json.loads(app.received[-1][2])["cursor"] == api("/changes")["next_cursor"]


def test_the_database_keeps_one_waiting_message_an_app(house) -> None:
    webhook = register(house, "https://app.example.org/")
    webhook.deliveries.create(position=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        webhook.deliveries.create(position=2)


def test_a_message_that_is_renewed_while_it_is_sent_keeps_waiting(house, offer, app: Receiver) -> None:
    register(house, app.address)
    change(offer)
    plan()
    (sending_now,) = deliveries.claimed(timezone.now())
    change(offer)
    plan()
    deliveries.record(sending_now, 200)
    assert WebhookDelivery.objects.get().status == "waiting"


def test_two_workers_send_a_message_once_and_a_lost_one_is_sent_again(house, offer, app: Receiver) -> None:
    register(house, app.address)
    change(offer)
    plan()
    now = timezone.now()
    assert len(deliveries.claimed(now)) == 1
    assert deliveries.claimed(now) == []
    with time_machine.travel(now + deliveries.LEASE):
        assert tell_webhooks() == 1


def test_one_that_cannot_be_reached_holds_up_no_other(house, offer, app: Receiver) -> None:
    register(house, "https://127.0.0.1:1/")
    register(house, app.address)
    change(offer)
    assert tell_webhooks() == 1
    assert len(app.received) == 1


def test_old_messages_are_forgotten_after_thirty_days(house) -> None:
    webhook = register(house, "https://app.example.org/")
    old = timezone.now() - datetime.timedelta(days=31)
    webhook.deliveries.create(position=1, status="received", created_at=old)
    webhook.deliveries.create(position=2, status="given_up")
    webhook.deliveries.create(position=3, created_at=old)
    assert forget_old_deliveries() == 1
    assert set(webhook.deliveries.values_list("position", flat=True)) == {2, 3}


def test_a_test_is_sent_once_and_says_how_it_went(house, app: Receiver) -> None:
    webhook = register(house, app.address)
    assert send_test(webhook).status == "received"
    app.status = 404
    failed = send_test(webhook)
    assert (failed.status, failed.failure, failed.response_status, failed.attempts) == ("given_up", "status", 404, 1)
    assert tell_webhooks() == 0
    assert len(app.received) == 2


# Which addresses

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


def test_of_an_answer_little_is_read(settings) -> None:
    settings.HUB_WEBHOOKS_PRIVATE = True
    body = b"x" * 5_000_000
    with odd_server(b"HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n" + body) as address:
        assert send(address, b"{}", {}) == 200

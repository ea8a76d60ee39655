"""Apps are told of changes: signed, within seconds, again for a day, and never behind the hub's own walls."""

import base64
import datetime
import hashlib
import hmac
import json
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
from offers.webhooks import deliveries
from offers.webhooks.deliveries import PAUSES, forget_old_deliveries, plan, position_now, send_test, tell_webhooks
from offers.webhooks.failures import Failure
from offers.webhooks.signing import signature
from tests.factories import make_house, make_offer, make_partner
from tests.offers.histories import api, publish
from tests.offers.receiver import Receiver, receiver

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

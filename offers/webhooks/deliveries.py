"""Tell apps that the log of their House has moved: plan messages, send what is due, try again, give up, forget.

The worker calls `tell_webhooks` every few seconds. Nothing is lost when it stops: what is to be told is found from the
log, and a message that was being sent becomes due again.
"""

import datetime
import uuid
from concurrent.futures import Future, ThreadPoolExecutor, wait

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from home.models import HousePage
from offers.documents.differences import dumps
from offers.documents.log import cursor_at
from offers.models import Change, LogPosition, Webhook, WebhookDelivery
from offers.webhooks.failures import Failure, WebhookError
from offers.webhooks.sending import SECONDS, send
from offers.webhooks.signing import headers

Status = WebhookDelivery.Status

# Seconds from a failed attempt to the next; after the last one, almost a day later, the message is given up.
PAUSES = (10, 60, 5 * 60, 15 * 60, 3600, 2 * 3600, *[4 * 3600] * 5)
# A message that is being sent belongs to its sender for so long; then it is due again.
LEASE = datetime.timedelta(seconds=60)
MOST_AT_ONCE = 20
# Looking up a name has no limit of its own.
SECONDS_FOR_ALL = SECONDS * 2
KEPT = datetime.timedelta(days=30)


def position_now(house: HousePage) -> int:
    """How far the log of a House has come; 0 before its first change."""
    return LogPosition.objects.filter(house=house).values_list("position", flat=True).first() or 0


def tell_webhooks() -> int:
    """Plan what is to be told and send what is due. Returns how many messages were received."""
    plan()
    due = claimed(timezone.now())
    return sum(record(delivery, outcome) for delivery, outcome in sent(due)) if due else 0


def plan() -> None:
    """Write a message for every app whose House has changes that it was not told. One query when there are none."""
    changes = Change.objects.filter(house=OuterRef("house"), seq__gt=OuterRef("position"))
    behind = Webhook.objects.filter(Exists(changes), active=True).annotate(reached=F("house__log_position__position"))
    for webhook in behind:
        plan_one(webhook, webhook.reached)


@transaction.atomic
def plan_one(webhook: Webhook, position: int) -> None:
    """Write or renew the waiting message of one app, unless another worker just did.

    A renewed message has another id: an app that received the older one, but whose answer was lost, must not take it
    for the same. It keeps its attempts, so that an app that is gone is not asked more often because much changes.
    """
    if not Webhook.objects.filter(pk=webhook.pk, position=webhook.position).update(position=position):
        return
    waiting = webhook.deliveries.filter(status=Status.WAITING, is_test=False)
    if not waiting.update(position=position, message_id=uuid.uuid4()):
        webhook.deliveries.create(position=position)


def claimed(now: datetime.datetime) -> list[WebhookDelivery]:
    """Messages that are due, each taken by this worker alone; those that never failed come first."""
    due = WebhookDelivery.objects.filter(
        status=Status.WAITING, next_attempt_at__lte=now, webhook__active=True
    ).select_related("webhook__house")
    taken = []
    for delivery in due.order_by("attempts", "next_attempt_at")[:MOST_AT_ONCE]:
        same = WebhookDelivery.objects.filter(
            pk=delivery.pk, status=Status.WAITING, next_attempt_at=delivery.next_attempt_at
        )
        if same.update(next_attempt_at=now + LEASE, tried_at=now, attempts=F("attempts") + 1):
            delivery.attempts += 1
            taken.append(delivery)
    return taken


def sent(due: list[WebhookDelivery]) -> list[tuple[WebhookDelivery, int | WebhookError]]:
    """Send messages beside each other: one slow app must not keep the others waiting."""
    pool = ThreadPoolExecutor(len(due), thread_name_prefix="webhook")
    futures = [(delivery, pool.submit(attempt, delivery)) for delivery in due]
    wait([future for _delivery, future in futures], timeout=SECONDS_FOR_ALL)
    pool.shutdown(wait=False, cancel_futures=True)
    return [(delivery, outcome_of(future)) for delivery, future in futures]


def outcome_of(future: "Future[int]") -> int | WebhookError:
    """The status with which a message was received, or why it was not."""
    if not future.done():
        return WebhookError(Failure.TIMEOUT)
    try:
        return future.result()
    except WebhookError as error:
        return error


def attempt(delivery: WebhookDelivery) -> int:
    """Send one message now. Touches no database. Returns the status of the answer; raises WebhookError."""
    house = delivery.webhook.house.slug
    body = dumps({"house": house, "cursor": cursor_at(house, delivery.position)}).encode()
    signed = headers(delivery.webhook.secret, f"msg_{delivery.message_id.hex}", int(timezone.now().timestamp()), body)
    return send(
        delivery.webhook.address,
        body,
        {"Content-Type": "application/json", "User-Agent": "offer-hub", "Connection": "close", **signed},
    )


@transaction.atomic
def record(delivery: WebhookDelivery, outcome: int | WebhookError) -> bool:
    """Note how an attempt went. Returns whether the message was received."""
    failed = outcome if isinstance(outcome, WebhookError) else None
    # A message that was renewed meanwhile keeps waiting.
    same = WebhookDelivery.objects.filter(pk=delivery.pk, message_id=delivery.message_id)
    if failed is None:
        same.update(status=Status.RECEIVED, response_status=outcome, failure="")
        Webhook.objects.filter(pk=delivery.webhook_id).update(failures=0)
        return True
    is_last = delivery.is_test or delivery.attempts > len(PAUSES)
    pause = datetime.timedelta(seconds=0 if is_last else PAUSES[delivery.attempts - 1])
    same.update(
        status=Status.GIVEN_UP if is_last else Status.WAITING,
        next_attempt_at=timezone.now() + pause,
        response_status=failed.status,
        failure=failed.failure,
    )
    Webhook.objects.filter(pk=delivery.webhook_id).update(failures=F("failures") + 1)
    return False


def send_test(webhook: Webhook) -> WebhookDelivery:
    """Send a message now, as after a change, and once only. Takes up to 5 s. Returns it as it ended."""
    now = timezone.now()
    delivery = webhook.deliveries.create(
        is_test=True, position=position_now(webhook.house), attempts=1, tried_at=now, next_attempt_at=now + LEASE
    )
    try:
        outcome: int | WebhookError = attempt(delivery)
    except WebhookError as error:
        outcome = error
    if record(delivery, outcome):
        # The app can be reached again: what waits need not wait longer.
        webhook.deliveries.filter(status=Status.WAITING).update(next_attempt_at=timezone.now())
    delivery.refresh_from_db()
    return delivery


def forget_old_deliveries() -> int:
    """Forget messages of more than 30 days ago. Returns how many."""
    old = WebhookDelivery.objects.filter(created_at__lt=timezone.now() - KEPT).exclude(status=Status.WAITING)
    return old.delete()[0]

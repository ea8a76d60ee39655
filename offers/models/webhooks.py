"""Who is told that something changed, and how that went."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.models import HousePage
from offers.webhooks.failures import Failure
from offers.webhooks.signing import new_secret


class Webhook(models.Model):
    """An app or website that keeps a copy of a House's offers and wants to know when something changes."""

    house = models.ForeignKey(HousePage, verbose_name=_("House"), on_delete=models.CASCADE, related_name="webhooks")
    address = models.CharField(
        _("address"),
        max_length=500,
        help_text=_("Where the app wants to hear it, such as https://app.example.org/changes. Its makers know it."),
    )
    active = models.BooleanField(_("in use"), default=True, help_text=_("Switched off, nothing is sent."))
    secret = models.CharField(_("secret"), max_length=80, default=new_secret, editable=False)
    created_at = models.DateTimeField(_("added on"), default=timezone.now, editable=False)
    # Up to here in the log of the House a message has been written, if not yet received.
    position = models.PositiveBigIntegerField(default=0, editable=False)
    # Attempts that failed since the last one that did not.
    failures = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("app to tell")
        verbose_name_plural = _("apps to tell")

    def __str__(self) -> str:
        return self.address

    @property
    def condition(self) -> str:
        """How it goes, in a few words."""
        if not self.active:
            return str(_("switched off"))
        return str(_("cannot be reached") if self.failures else _("no failures"))


class WebhookDelivery(models.Model):
    """A message to an app: waiting, received or given up. At most one waits for each app; a newer position of the log
    takes its place.
    """

    class Status(models.TextChoices):
        """How far a message has come."""

        WAITING = "waiting", _("waiting")
        RECEIVED = "received", _("received")
        GIVEN_UP = "given_up", _("given up")

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    message_id = models.UUIDField(default=uuid.uuid4, unique=True)
    is_test = models.BooleanField(default=False)
    position = models.PositiveBigIntegerField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(null=True)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    response_status = models.PositiveSmallIntegerField(null=True)
    failure = models.CharField(max_length=11, choices=Failure.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("webhook",), condition=models.Q(status="waiting", is_test=False), name="one_waiting_message"
            )
        ]
        indexes = [
            models.Index(fields=("status", "next_attempt_at"), name="webhook_delivery_due"),
            models.Index(fields=("created_at",), name="webhook_delivery_age"),
        ]

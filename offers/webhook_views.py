"""Apps to tell, in the admin: coordinators add, try and remove those of their own Houses."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from home.panels import explanation
from home.permissions import require
from offers.list_forms import WebhookForm
from offers.models import Webhook, WebhookDelivery
from offers.viewsets import OwnThing, OwnThings
from offers.webhooks.deliveries import send_test

SHOWN_DELIVERIES = 20


class ConditionPanel(Panel):
    """How it goes with an app: the secret for its makers, the last messages, a button to send one now."""

    class BoundPanel(Panel.BoundPanel):
        """It for one app."""

        template_name = "offers/admin/webhook_condition.html"

        def is_shown(self) -> bool:
            """Not before there is something to tell."""
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            deliveries = self.instance.deliveries.order_by("-created_at", "-pk")[:SHOWN_DELIVERIES]
            waiting = self.instance.deliveries.filter(status=WebhookDelivery.Status.WAITING)
            context = super().get_context_data(parent_context) or {}
            return context | {"webhook": self.instance, "deliveries": deliveries, "is_waiting": waiting.exists()}


class WebhookIndex(OwnThings, IndexView):
    """The apps of the user's Houses."""


class WebhookCreate(CreateView):
    """Adding an app leads to its page, where its secret stands."""

    def get_success_url(self) -> str:
        return self.get_edit_url()


class WebhookEdit(OwnThing, EditView):
    """The page of an app."""


class WebhookDelete(OwnThing, DeleteView):
    """Removing an app."""


class WebhookHistory(OwnThing, HistoryView):
    """What was changed about an app."""


class WebhookUsage(OwnThing, UsageView):
    """Where an app is used: nowhere, but the address exists."""


@require_POST
def send_test_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a message now and say how it went. Raises PermissionDenied for an app of another House."""
    webhook = get_object_or_404(Webhook, pk=pk)
    policy = policy_registry.get_by_type(Webhook)
    require(policy.user_has_permission_for_instance(request.user, "change", webhook))
    delivery = send_test(webhook)
    if delivery.status == WebhookDelivery.Status.RECEIVED:
        messages.success(request, _("The app received the test."))
    else:
        messages.warning(
            request, _("The app did not receive the test. %(reason)s") % {"reason": delivery.get_failure_display()}
        )
    return redirect("webhooks:edit", webhook.pk)


class WebhookViewSet(ModelViewSet):
    """The apps that are told of changes."""

    model, icon = Webhook, "mobile-alt"
    copy_view_enabled = False
    add_to_reference_index = False
    add_to_admin_menu = True
    menu_label, menu_name, menu_order = gettext_lazy("Apps to tell"), "webhooks", 262
    list_display = ["address", "house", Column("condition", label=gettext_lazy("Condition"))]
    ordering = ["house", "address"]
    search_fields: list[str] = []
    index_view_class = WebhookIndex
    add_view_class = WebhookCreate
    edit_view_class = WebhookEdit
    delete_view_class = WebhookDelete
    history_view_class = WebhookHistory
    usage_view_class = WebhookUsage
    edit_handler = ObjectList(
        [
            explanation(
                gettext_lazy(
                    "An app or website that shows our offers hears within a minute that something changed, and then "
                    "fetches it. Nothing about families is sent. The makers of the app call this a webhook."
                )
            ),
            FieldPanel("house"),
            FieldPanel("address"),
            FieldPanel("active"),
            ConditionPanel(),
        ],
        base_form_class=WebhookForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("test/<int:pk>/", send_test_now, name="test")]

"""What an editor sees of UiTdatabank: whether an offer can be sent, or why not."""

import json
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from home.choices import SOURCE_LOCALE
from home.models.base import house_of
from home.permissions import require
from offers.documents import read
from offers.faces.uitdatabank.outgoing import event_of
from offers.faces.uitdatabank.scope import obstacles
from offers.models import OfferPage, PublishedOffer


class UitdatabankView(WagtailAdminTemplateMixin, TemplateView):
    """For who may edit the offer. It shows, and sends nothing."""

    template_name = "offers/admin/uitdatabank.html"
    page_title = "UiTdatabank"
    header_icon = "globe"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require(self.offer.permissions_for_user(request.user).can_edit())
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def offer(self) -> OfferPage:
        """The offer in question."""
        return get_object_or_404(OfferPage, pk=self.kwargs["page_id"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Back to the offer."""
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.offer.pk]), "label": self.offer.title}
        return [edit, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The reasons against, or the event as it would be sent."""
        detail = self.public_detail()
        if detail is None:
            reasons, event = [_("It is not public yet. Publish it first.")], None
        else:
            reasons = obstacles(detail, timezone.now())
            event = None if reasons else event_of(detail, self.texts(), timezone.localdate())
        shown = json.dumps(event, ensure_ascii=False, indent=2) if event else ""
        return super().get_context_data(offer=self.offer, reasons=reasons, event=shown, **kwargs)

    def public_detail(self) -> dict[str, Any] | None:
        """The offer as the public sees it in Dutch; None while it is not public."""
        page = house_of(self.offer)
        house = read.house_by_slug(page.slug) if page else None
        found = read.offer_detail(house, str(self.offer.translation_key), SOURCE_LOCALE) if house else None
        return None if found is None or found.withdrawn else found.payload

    def texts(self) -> dict[str, dict[str, str]]:
        """The public words of the offer by language."""
        row = PublishedOffer.objects.filter(offer_id=self.offer.translation_key, withdrawn=False).first()
        return row.texts if row else {}

"""The admin's page of access keys: who has one, make one, take one back. For the coordinators of a House only."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from home.models import HousePage
from home.permissions import houses_of, require
from offers.models import AccessToken
from offers.tokens import make_token

ONE_YEAR, MOST_YEARS = timedelta(days=365), 3


class TokenForm(forms.Form):
    """A new key."""

    house = forms.ModelChoiceField(label=_("House"), queryset=HousePage.objects.none(), empty_label=None)
    holder = forms.CharField(label=_("Organisation"), max_length=120)
    expires_on = forms.DateField(label=_("Valid until"), widget=AdminDateInput)

    def __init__(self, *args: Any, houses: QuerySet[HousePage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["house"].queryset = houses  # type: ignore[attr-defined]  # a field of objects has one
        self.fields["expires_on"].initial = timezone.localdate() + ONE_YEAR
        if len(houses) == 1:
            self.fields["house"].initial = houses[0]

    def clean_expires_on(self) -> date:
        """A day to come, in three years at most. Raises ValidationError."""
        day = self.cleaned_data["expires_on"]
        today = timezone.localdate()
        if not today <= day <= today + MOST_YEARS * ONE_YEAR:
            raise forms.ValidationError(
                _("Choose a day from today on, within %(years)s years."), params={"years": MOST_YEARS}
            )
        return day


def tokens_of(user: Any) -> QuerySet[AccessToken]:
    """The keys of the Houses that this person coordinates."""
    return AccessToken.objects.filter(house__in=houses_of(user)).select_related("house").order_by("holder", "pk")


class TokensView(WagtailAdminTemplateMixin, TemplateView):
    """The keys, and a form for another one. A new key is on the page that answers the form, and nowhere else."""

    template_name = "offers/admin/tokens.html"
    page_title = _("Access for professionals")
    header_icon = "key"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.houses = houses_of(request.user).order_by("title")
        require(self.houses)
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make a key."""
        form = TokenForm(request.POST, houses=self.houses)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        asked = form.cleaned_data
        token, key = make_token(asked["house"].pk, asked["holder"], asked["expires_on"])
        return self.render_to_response(self.get_context_data(made=token, key=key))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where the user is."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "form": TokenForm(houses=self.houses),
            "tokens": tokens_of(self.request.user),
            "today": timezone.localdate(),
            "has_several_houses": len(self.houses) > 1,
            **super().get_context_data(**kwargs),
        }


class RevokeToken(View):
    """Take a key back: it works no longer, from now on."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it back."""
        require(houses_of(request.user))
        token = get_object_or_404(tokens_of(request.user), pk=pk)
        token.delete()
        messages.success(request, _("The key of %(holder)s works no longer.") % {"holder": token.holder})
        return redirect("access_tokens")

"""Forms of the shared lists. A code is chosen once: the app and links of others depend on it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from home.permissions import houses_of
from offers.webhooks.addresses import checked_addresses, target_of
from offers.webhooks.deliveries import position_now
from offers.webhooks.failures import WebhookError


class FixedCodeForm(WagtailAdminModelForm):
    """A thing whose code is fixed from its creation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "slug" in self.fields:
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = _("The code is fixed: the app and other sites use it.")


class TermForm(FixedCodeForm):
    """A value of a shared list."""


class OwnHouseForm(WagtailAdminModelForm):
    """A thing of a House that the user coordinates."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houses = houses_of(self.for_user) if self.for_user else self.fields["house"].queryset.none()
        self.fields["house"].queryset = houses
        if houses.count() == 1:
            self.fields["house"].initial = houses.get().pk
            self.fields["house"].widget = forms.HiddenInput()


class PlaceForm(FixedCodeForm, OwnHouseForm):
    """A place."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        house, slug = cleaned.get("house"), cleaned.get("slug")
        if house and slug and house.places.filter(slug=slug).exclude(pk=self.instance.pk).exists():
            self.add_error(
                "slug",
                ValidationError(_("Another place of this House already has the code “%(slug)s”.") % {"slug": slug}),
            )
        return cleaned


class WebhookForm(OwnHouseForm):
    """An app to tell."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        house = self.fields["house"]
        house.disabled = bool(self.instance.pk)
        if house.widget.is_hidden:
            # Who has one House is not asked for it.
            if not self.instance.pk:
                self.instance.house_id = house.initial
            del self.fields["house"]

    def clean_address(self) -> str:
        """The address, if it may be told. Looks its name up."""
        address = self.cleaned_data["address"].strip()
        try:
            checked_addresses(target_of(address))
        except WebhookError as error:
            raise ValidationError(error.failure.label, code=error.failure.value) from None
        return address

    def save(self, commit: bool = True) -> Any:
        """A new app is told what changes from now on; a new address begins without failures."""
        if self.instance.pk is None:
            self.instance.position = position_now(self.instance.house)
        elif "address" in self.changed_data:
            self.instance.failures = 0
        return super().save(commit=commit)

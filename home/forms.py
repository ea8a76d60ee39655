"""The editor's forms of the pages of a House."""

from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField

from home.choices import SOURCE_LOCALE, HelpTopic
from home.models.base import house_of

KEPT_ON_TRANSLATIONS = {"comment_notifications", "go_live_at", "expire_at"}
# Addresses directly below the language that the hub itself answers.
RESERVED_SLUGS = frozenset({"aanbod", "missie", "partners", "ontbreekt", "vraag", "mening", "api", "admin"})


def refuse(form: forms.BaseForm, name: str, message: str) -> None:
    """Say next to a field what is wrong with it; above the form when the field is not there."""
    form.add_error(name if name in form.fields else None, ValidationError(message, code="impossible"))


def check_order(form: forms.BaseForm, first: str, last: str, message: str, *, may_be_equal: bool = False) -> None:
    """The value of one field must come before that of another, where both are filled in."""
    begin, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begin is not None and end is not None and (end < begin or (end == begin and not may_be_equal)):
        refuse(form, last, message)


class BasePageForm(WagtailAdminPageForm):
    """A page's form that knows its House. On a translation it has the texts only: facts are the Dutch page's."""

    def __init__(
        self, data: Any = None, files: Any = None, parent_page: Page | None = None, *args: Any, **kwargs: Any
    ) -> None:
        instance = kwargs.get("instance")
        known = instance if instance is not None and instance.pk else parent_page
        self.house = house_of(known) if known is not None and known.depth > 1 else None
        super().__init__(data, files, parent_page, *args, **kwargs)
        if self.is_translation:
            self.keep_texts_only()

    @property
    def is_translation(self) -> bool:
        """Is this the form of a page in another language than Dutch?"""
        known = self.instance if self.instance.locale_id else self.parent_page
        return known is not None and known.locale.language_code != SOURCE_LOCALE

    def keep_texts_only(self) -> None:
        """Take the facts out of the form."""
        texts = {
            field.field_name
            for field in type(self.instance).translatable_fields
            if isinstance(field, TranslatableField)
        }
        for name in set(self.fields) - texts - KEPT_ON_TRANSLATIONS:
            del self.fields[name]
        for name in set(self.formsets) - {"comments"}:
            del self.formsets[name]

    def defer_required_fields(self) -> None:
        """An incomplete draft may be kept, but not of what is public or on its way there."""
        if self.instance.pk and (self.instance.live or self.instance.workflow_in_progress):
            return
        super().defer_required_fields()

    def filled(self, name: str) -> list[forms.ModelForm]:
        """The filled-in rows of a part, right or wrong, without those to be deleted; each checked on its own."""
        formset = self.formsets.get(name)
        if formset is None or not self.is_bound:
            return []
        rows = [row for row in formset.forms if row.has_changed() or row.instance.pk]
        return [row for row in rows if not is_to_be_deleted(row)]

    def rows(self, name: str) -> list[forms.ModelForm]:
        """The filled-in rows of a part that are right on their own."""
        return [row for row in self.filled(name) if not row.errors]

    def offer_places_of_house(self) -> None:
        """Only the places of the own House can be chosen."""
        if "place" in self.fields:
            places = apps.get_model("offers", "Place").objects
            self.fields["place"].queryset = places.filter(house=self.house) if self.house else places.none()


def is_to_be_deleted(row: forms.ModelForm) -> bool:
    """Has the editor taken this row away? Checks the row, right or wrong."""
    return bool(row.errors or row.cleaned_data) and bool(row.cleaned_data.get("DELETE"))


class HousePageForm(BasePageForm):
    """The start page of a House."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_places_of_house()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, limit in (("center_lat", 90), ("center_lon", 180)):
            if cleaned.get(name) is not None and abs(cleaned[name]) > limit:
                refuse(
                    self,
                    name,
                    _("This point is not on earth: fill in a number between -%(limit)s and %(limit)s.")
                    % {"limit": limit},
                )
        self.check_help_lines()
        return cleaned

    def check_help_lines(self) -> None:
        """Whatever a family is afraid of, somebody answers. A new House gets its help lines when it is stored."""
        if "help_lines" not in self.formsets or not self.is_bound or not self.instance.pk:
            return
        lines = [line.cleaned_data for line in self.rows("help_lines")]
        covered = {topic for line in lines if line.get("phone") or line.get("chat") for topic in line["topics"]}
        for topic in HelpTopic if HelpTopic.ANY not in covered else ():
            if topic not in covered and topic != HelpTopic.ANY:
                refuse(
                    self,
                    "help_lines",
                    _("No help line with a number or an address is left for: %(topic)s.") % {"topic": topic.label},
                )


class PartForm(WagtailAdminModelForm):
    """A row of a part of a page; `house` is that of the page."""

    def __init__(self, *args: Any, house: Any = None, **kwargs: Any) -> None:
        self.house = house
        super().__init__(*args, **kwargs)


class OpeningHoursForm(PartForm):
    """One line of opening hours."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_order(self, "opens", "closes", _("The contact point must close later than it opens."))
        return cleaned


class CampaignForm(PartForm):
    """One campaign."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_order(self, "starts", "ends", _("The last day comes before the first day."), may_be_equal=True)
        return cleaned


class PartnerPageForm(BasePageForm):
    """A partner's page."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_order(self, "signed_on", "valid_until", _("The engagement ends before it is signed."))
        return cleaned


class ContentPageForm(BasePageForm):
    """A page with text of its own."""

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS:
            raise ValidationError(
                _("The address “%(slug)s” is taken by a page of the hub itself. Choose another one.") % {"slug": slug}
            )
        return slug

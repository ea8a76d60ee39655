"""The organisations that form a House."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home import panels
from home.choices import PartnerKind
from home.forms import BasePageForm, PartnerPageForm
from home.models.base import BasePage
from home.validators import telephone


class PartnerIndexPage(BasePage):
    """The list of partners, and the branch of the tree under which each partner has its own."""

    introduction = models.TextField(_("introduction"), blank=True)

    parent_page_types = ["home.HousePage"]
    subpage_types = ["home.PartnerPage"]
    max_count_per_parent = 1
    base_form_class = BasePageForm
    edit_handler = panels.partner_index_form()

    translatable_fields = [TranslatableField("title"), TranslatableField("introduction"), SynchronizedField("slug")]

    class Meta:
        verbose_name = _("partner list")
        verbose_name_plural = _("partner lists")

    def public_path(self) -> str:
        return f"/{self.locale.language_code}/partners/"


class PartnerPage(BasePage):
    """An organisation that signed the engagement of the House; its offers are the pages below it."""

    kind = models.CharField(
        _("kind of organisation"), max_length=24, choices=PartnerKind.choices, default=PartnerKind.ASSOCIATION
    )
    is_core = models.BooleanField(_("core partner"), default=False, help_text=_("Core partners steer the House."))
    expertise = models.TextField(
        _("expertise"), blank=True, help_text=_("In one sentence: what is this organisation good at?")
    )
    description = models.TextField(_("description"), blank=True)
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True, validators=[telephone])
    logo = models.ForeignKey(
        "home.HubImage", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    # The engagement is signed by a person: their name and function stay inside the admin.
    signatory_name = models.CharField(_("signed by"), max_length=120, blank=True)
    signatory_function = models.CharField(_("function"), max_length=160, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    translated_from = models.CharField(max_length=64, blank=True, editable=False)

    parent_page_types = ["home.PartnerIndexPage"]
    subpage_types = ["offers.OfferPage"]
    base_form_class = PartnerPageForm
    edit_handler = panels.partner_form()

    translatable_fields = [
        TranslatableField("expertise"),
        TranslatableField("description"),
        SynchronizedField("title", overridable=False),
        SynchronizedField("slug", overridable=False),
    ]

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        permissions = [("edit_engagement", "Can edit what partners have signed")]

    def public_path(self) -> str:
        return f"/{self.locale.language_code}/partners/{self.slug}/"

    def is_engaged(self, day: datetime.date) -> bool:
        """Is the signed engagement valid on this day?"""
        return bool(self.signed_on and self.signed_on <= day and self.valid_until and day <= self.valid_until)

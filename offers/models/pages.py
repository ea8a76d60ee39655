"""The offer page and its parts: what partners edit. The Dutch page holds the facts, translations hold texts only."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.choices import TranslationOrigin
from home.fields import ChoiceListField
from home.models import BasePage
from home.validators import telephone
from offers import panels
from offers.choices import (
    Access,
    Audience,
    BookingStatus,
    DeliveryMode,
    HolidayRule,
    OfferKind,
    PriceUnit,
    ScheduleType,
    Universality,
)
from offers.forms import OfferPageForm

LONGEST_AGE_IN_MONTHS = 300

# What belongs to the Dutch page alone: a translation is made without it.
FACTS = (
    "offer_categories",
    "life_stages",
    "target_groups",
    "co_partners",
    "offer_languages",
    "weekly_slots",
    "single_dates",
    "closures",
    "tariffs",
)
TEXTS = ("title", "summary", "plain_summary", "body")


class OfferPage(BasePage):
    """Anything a family can use, in one language; its parent page is its partner.

    `translation_key` is the offer's public identity in every language.
    """

    # what
    kind = models.CharField(_("kind"), max_length=12, choices=OfferKind.choices, default=OfferKind.SERVICE)
    audience = models.CharField(_("meant for"), max_length=14, choices=Audience.choices, default=Audience.FAMILIES)
    image = models.ForeignKey(
        "home.HubImage", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    # for whom
    life_stages = ParentalManyToManyField(
        "offers.LifeStage", verbose_name=_("life stages"), blank=True, related_name="+"
    )
    age_min_months = models.PositiveSmallIntegerField(
        _("youngest age in months"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LONGEST_AGE_IN_MONTHS)],
        help_text=_("Leave empty when age does not matter. 30 months is two and a half years, the start of school."),
    )
    age_max_months = models.PositiveSmallIntegerField(
        _("oldest age in months"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LONGEST_AGE_IN_MONTHS)],
        help_text=_("The last month that still counts: for children under three, write 35."),
    )
    target_groups = ParentalManyToManyField(
        "offers.TargetGroup", verbose_name=_("we especially invite"), blank=True, related_name="+"
    )
    universality = models.CharField(
        _("reach"), max_length=20, choices=Universality.choices, default=Universality.EVERYONE
    )
    residents_only = models.BooleanField(_("only for residents of the municipality"), default=False)

    # when
    schedule_type = models.CharField(
        _("how is it planned?"), max_length=16, choices=ScheduleType.choices, default=ScheduleType.BY_ARRANGEMENT
    )
    holiday_rule = models.CharField(
        _("school holidays"), max_length=20, choices=HolidayRule.choices, default=HolidayRule.RUNS
    )

    # where
    delivery_modes = ChoiceListField(_("how do people use it?"), options=DeliveryMode, blank=True)
    place = models.ForeignKey(
        "offers.Place",
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="offers",
        help_text=_("Leave empty for help at home, by telephone or online."),
    )

    # price
    is_free = models.BooleanField(_("free of charge"), default=False)
    base_amount = models.DecimalField(
        _("price in euro"), max_digits=8, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    base_unit = models.CharField(_("per"), max_length=8, choices=PriceUnit.choices, blank=True)
    uitpas = models.BooleanField(
        _("UiTPAS"), default=False, help_text=_("People with an UiTPAS get their reduction here.")
    )
    social_price = models.DecimalField(
        _("social price in euro"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    discretion_discount = models.BooleanField(
        _("too expensive? ask us discreetly"),
        default=False,
        help_text=_("Families may ask for a lower price and nobody else hears of it."),
    )

    # how to join
    access = ChoiceListField(_("how do people get in?"), options=Access, blank=True)
    low_digital = models.BooleanField(_("joining needs no e-mail or computer"), default=False)
    booking_status = models.CharField(
        _("room left"), max_length=10, choices=BookingStatus.choices, default=BookingStatus.NONE
    )
    phone = models.CharField(_("telephone"), max_length=40, blank=True, validators=[telephone])
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    booking_url = models.URLField(_("address for booking"), blank=True)

    # texts
    summary = models.CharField(
        _("summary"), max_length=200, help_text=_("In one sentence, at most 200 characters: this is what a list shows.")
    )
    plain_summary = models.TextField(
        _("in plain Dutch"),
        max_length=400,
        help_text=_("At most 400 characters, short sentences, everyday words: the first thing on the page."),
    )
    body = RichTextField(_("more about it"), features=["bold", "italic", "ul", "ol", "link"], blank=True)

    # for professionals only: never in the public pages or the public API
    referral_procedure = models.TextField(_("how to refer"), blank=True)
    waiting_time_days = models.PositiveSmallIntegerField(_("waiting time in days"), null=True, blank=True)
    referral_documents = models.TextField(_("documents needed"), blank=True)

    # freshness
    assured_at = models.DateField(
        _("last checked on"),
        null=True,
        blank=True,
        help_text=_("The day on which you last confirmed that all of this is right."),
    )

    # about a translation: the fingerprint of the Dutch texts that it follows
    translated_from = models.CharField(max_length=64, blank=True, editable=False)
    translation_origin = models.CharField(
        max_length=8, choices=TranslationOrigin.choices, default=TranslationOrigin.HUMAN, editable=False
    )

    parent_page_types = ["home.PartnerPage"]
    subpage_types: list[str] = []
    base_form_class = OfferPageForm
    edit_handler = panels.offer_form()

    translatable_fields = [*(TranslatableField(name) for name in TEXTS), SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    def public_path(self) -> str:
        return f"/{self.locale.language_code}/aanbod/{self.slug}/"

    def copy_for_translation(self, locale: Any, *args: Any, **kwargs: Any) -> Any:
        """A translation begins with the texts alone: the facts are those of the Dutch page."""
        kwargs["exclude_fields"] = [*(kwargs.get("exclude_fields") or ()), *FACTS]
        return super().copy_for_translation(locale, *args, **kwargs)

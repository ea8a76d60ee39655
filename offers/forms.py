"""The form of an offer: it refuses what cannot be true, next to the field, and loses nothing that was typed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext as _

from home.forms import BasePageForm, check_order, refuse
from offers.choices import DeliveryMode, ScheduleType

MOST_CATEGORIES = 3
WHERE = {"delivery_modes", "place"}
# Lists for websites and for paper have these addresses beside the offers.
RESERVED_SLUGS = frozenset({"embed", "print"})
ALWAYS_CHOSEN = {"delivery_modes", "access"}


class OfferPageForm(BasePageForm):
    """The editor's form of an offer page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_places_of_house()
        # The model allows none, because a translation has none; an offer has at least one.
        for name in ALWAYS_CHOSEN & set(self.fields):
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.is_translation:
            self.check_slug()
            self.check_ages()
            self.check_categories()
            self.check_co_partners()
            self.check_schedule()
            self.check_place()
            self.check_costs()
        return cleaned

    def check_slug(self) -> None:
        """An offer has its address for itself in the whole House, whoever its partner is."""
        slug = self.cleaned_data.get("slug")
        is_taken = slug in RESERVED_SLUGS or (slug and self.house and slug_is_taken(self.house, slug, self.instance))
        if is_taken:
            refuse(
                self,
                "slug",
                _("Another offer already has the address “%(slug)s”. Choose another one.") % {"slug": slug},
            )

    def check_ages(self) -> None:
        """youngest <= oldest."""
        message = _("The oldest age is lower than the youngest age.")
        check_order(self, "age_min_months", "age_max_months", message, may_be_equal=True)

    def check_categories(self) -> None:
        """One to three different categories."""
        rows = self.rows("offer_categories")
        if "offer_categories" not in self.formsets:
            return
        for spare in rows[MOST_CATEGORIES:]:
            refuse(spare, "category", _("Choose at most three categories: take this one away."))
        refuse_repeats(rows, "category", _("This category is there already."))
        if not rows and not self.is_deferred_validation and not has_errors(self.formsets["offer_categories"]):
            self.add_error(None, _("Choose at least one category, under “What”."))

    def check_co_partners(self) -> None:
        """Each other partner once, and not the offer's own partner."""
        rows = self.rows("co_partners")
        refuse_repeats(rows, "partner", _("This partner is there already."))
        own = self.parent_page.pk if self.parent_page else None
        for row in rows:
            partner = row.cleaned_data.get("partner")
            if partner and partner.pk == own:
                refuse(row, "partner", _("This is the offer's own partner. Choose only others here."))

    def check_schedule(self) -> None:
        """What is filled in must fit how the offer is planned.

        weekly: weekly hours, no single dates; dates: single dates, no weekly hours; permanent, by arrangement: neither.
        """
        kind = self.cleaned_data.get("schedule_type")
        weekly, dates = self.filled("weekly_slots"), self.filled("single_dates")
        if kind == ScheduleType.WEEKLY and not weekly:
            refuse(self, "schedule_type", _("Every week, but when? Add at least one weekly hour below."))
        if kind == ScheduleType.DATES and not dates:
            refuse(self, "schedule_type", _("On single dates, but which? Add at least one date below."))
        if kind != ScheduleType.WEEKLY and weekly:
            refuse(
                self,
                "schedule_type",
                _("There are weekly hours below. Choose “Every week”, or take the weekly hours away."),
            )
        if kind != ScheduleType.DATES and dates:
            refuse(
                self,
                "schedule_type",
                _("There are single dates below. Choose “On single dates”, or take the dates away."),
            )

    def check_place(self) -> None:
        """At a place: which? An offer that was stored without one may stay so until somebody changes where it is."""
        modes, place = self.cleaned_data.get("delivery_modes") or [], self.cleaned_data.get("place")
        is_new = not self.instance.pk or WHERE & set(self.changed_data)
        if DeliveryMode.ON_SITE in modes and place is None and is_new and "place" not in self.errors:
            refuse(
                self,
                "place",
                _("Families come to a place: choose which one. Is it not in the list? Ask the coordinator to add it."),
            )

    def check_costs(self) -> None:
        """Free or a price, a price with its unit, a social price below the price."""
        cleaned = self.cleaned_data
        amount, unit, social = cleaned.get("base_amount"), cleaned.get("base_unit"), cleaned.get("social_price")
        if amount is not None and not unit and "base_unit" not in self.errors:
            refuse(self, "base_unit", _("What is this price for? Choose a visit, an hour, a year ..."))
        if unit and amount is None and "base_amount" not in self.errors:
            refuse(self, "base_amount", _("Fill in the price, or choose nothing for what it is paid for."))
        if cleaned.get("is_free"):
            for name, value in (("base_amount", amount), ("social_price", social)):
                if value:
                    refuse(self, name, _("Free of charge and a price cannot go together. Take one of both away."))
            for row in self.rows("tariffs"):
                refuse(row, "amount", _("Free of charge and a price cannot go together. Take one of both away."))
        if social is not None and amount is not None and social > amount:
            refuse(self, "social_price", _("The social price is higher than the price."))


def offers_at(house: Any, slug: str) -> Any:
    """The offers of a House with this slug."""
    return apps.get_model("offers", "OfferPage").objects.filter(path__startswith=house.path, slug=slug)


def slug_is_in_use(house: Any, slug: str) -> bool:
    """Does any offer of the House have this slug?"""
    return offers_at(house, slug).exists()


def slug_is_taken(house: Any, slug: str, offer: Any) -> bool:
    """Does another offer of the House have this slug? Translations of one offer share theirs."""
    return offers_at(house, slug).exclude(translation_key=offer.translation_key).exists()


def has_errors(formset: Any) -> bool:
    """Has any row of a part been refused?"""
    return any(row.errors for row in formset.forms)


def refuse_repeats(rows: Iterable[forms.ModelForm], name: str, message: str) -> None:
    """Refuse each row that chooses what an earlier row has chosen."""
    seen = set()
    for row in rows:
        value = row.cleaned_data.get(name)
        if value is not None and value in seen:
            refuse(row, name, message)
        seen.add(value)

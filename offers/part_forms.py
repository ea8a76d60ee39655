"""The rows of an offer's form. Each refuses what cannot be true, next to the field."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.forms.models import ModelChoiceField, ModelChoiceIterator
from django.utils.translation import gettext as _

from home.choices import SOURCE_LOCALE, Weekday
from home.forms import PartForm, check_order, refuse
from home.models import PartnerPage
from offers.models.taxonomy import Category

DAYS_A_WEEK = 7


class CategoriesByPillar(ModelChoiceIterator):
    """All categories, grouped by their pillar."""

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        yield "", self.field.empty_label
        groups: dict[str, list[tuple[Any, str]]] = {}
        for category in Category.objects.select_related("pillar").order_by("pillar__sort_order", "sort_order", "slug"):
            groups.setdefault(str(category.pillar), []).append((category.pk, str(category)))
        yield from groups.items()


class CategoryField(ModelChoiceField):
    """A choice from the categories, under the names of their pillars."""

    iterator = CategoriesByPillar


class OfferCategoryForm(PartForm):
    """One category of an offer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain = self.fields["category"]
        self.fields["category"] = CategoryField(Category.objects.all(), label=plain.label, help_text=plain.help_text)


class CoPartnerForm(PartForm):
    """One other partner: chosen by its published name from the partners of the own House."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = PartnerPage.objects.filter(live=True, locale__language_code=SOURCE_LOCALE).order_by("title")
        self.fields["partner"].queryset = (
            partners.filter(path__startswith=self.house.path) if self.house else partners.none()
        )


def first_day_in_period(weekday: str, begin: datetime.date) -> datetime.date:
    """The first such weekday on or after a day."""
    return begin + datetime.timedelta((Weekday.values.index(weekday) - begin.weekday()) % DAYS_A_WEEK)


class WeeklySlotForm(PartForm):
    """One weekly hour."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_order(
            self,
            "opens",
            "closes",
            _("This ends before it begins: the hour of closing must be later than the hour of opening."),
        )
        check_order(self, "valid_from", "valid_to", _("The last day comes before the first day."), may_be_equal=True)
        weekday, begin, end = cleaned.get("weekday"), cleaned.get("valid_from"), cleaned.get("valid_to")
        if weekday and begin and end and begin <= end < first_day_in_period(weekday, begin):
            message = _("There is no %(day)s between the first day and the last day, so this never takes place.")
            refuse(self, "weekday", message % {"day": str(Weekday(weekday).label).lower()})
        return cleaned


class SingleDateForm(PartForm):
    """One date."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        date, end_date = cleaned.get("date"), cleaned.get("end_date")
        if date and end_date and end_date < date:
            refuse(self, "end_date", _("The last day comes before the first day."))
        elif not end_date or end_date == date:
            check_order(
                self,
                "opens",
                "closes",
                _("This ends before it begins. Does it last until another day? Fill in the last day."),
            )
        return cleaned


class ClosureForm(PartForm):
    """One closed period."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_order(self, "first_day", "last_day", _("The last day comes before the first day."), may_be_equal=True)
        return cleaned

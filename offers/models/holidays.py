"""The school holidays of the coming school years, as editors keep them for all Houses together."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from offers.holidays import MONDAY, SUNDAY
from offers.school_years import Holidays, Period, school_year_of

# The longest is the summer, of 62 days: more is a slip of the keyboard.
MOST_DAYS = 70


class SchoolHolidayQuerySet(models.QuerySet["SchoolHoliday"]):
    """All holidays at once, as schedules follow them."""

    def as_holidays(self) -> Holidays:
        """What is stored. One query."""
        return Holidays(Period(*row) for row in self.values_list("key", "first_day", "last_day"))


class SchoolHoliday(models.Model):
    """One holiday of one school year: whole weeks, Monday to Sunday; the summer may begin and end on any day."""

    class Key(models.TextChoices):
        """The five that every school year has; a school year counts as kept here when it has all of them."""

        AUTUMN = "autumn", _("Autumn holiday")
        CHRISTMAS = "christmas", _("Christmas holiday")
        CARNIVAL = "carnival", _("Carnival holiday")
        EASTER = "easter", _("Easter holiday")
        SUMMER = "summer", _("Summer holiday")

    key = models.CharField(_("which holiday"), max_length=10, choices=Key.choices, blank=True)
    name = models.CharField(
        _("own name"), max_length=80, blank=True, help_text=_("Only for a holiday that is none of the five.")
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    objects = SchoolHolidayQuerySet.as_manager()

    class Meta:
        ordering = ["first_day"]
        verbose_name = _("school holiday")
        verbose_name_plural = _("school holidays")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")), name="school_holiday_begins_before_it_ends"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display() or self.name} {self.first_day:%Y}"

    @property
    def school_year(self) -> str:
        """The school year it belongs to, such as 2026-2027."""
        year = school_year_of(self.first_day)
        return f"{year}-{year + 1}"

    def clean(self) -> None:
        """One name, whole weeks in order, each of the five once a school year, none on top of another."""
        problems: dict[str, Any] = {}
        if bool(self.key) == bool(self.name.strip()):
            problems["name"] = gettext("Choose one of the five holidays, or give it a name of its own.")
        if self.first_day and self.last_day:
            problems |= self.problems_of_days() or self.problems_with_others()
        if problems:
            raise ValidationError(problems)

    def problems_of_days(self) -> dict[str, str]:
        """What is wrong with its days alone, by field."""
        if self.first_day > self.last_day:
            return {"last_day": gettext("The last day comes before the first.")}
        if self.last_day - self.first_day >= timedelta(MOST_DAYS):
            return {"last_day": gettext("This holiday would last longer than a summer.")}
        problems = {}
        if self.key != self.Key.SUMMER:
            if self.first_day.weekday() != MONDAY:
                problems["first_day"] = gettext("A school holiday begins on a Monday.")
            if self.last_day.weekday() != SUNDAY:
                problems["last_day"] = gettext("A school holiday ends on a Sunday.")
        return problems

    def problems_with_others(self) -> dict[str, str]:
        """What is wrong with its days beside the other holidays, by field."""
        others = SchoolHoliday.objects.exclude(pk=self.pk)
        if other := others.filter(first_day__lte=self.last_day, last_day__gte=self.first_day).first():
            return {"first_day": gettext("These days are in another holiday: %(holiday)s.") % {"holiday": other}}
        same = [other for other in others.filter(key=self.key) if other.school_year == self.school_year]
        if self.key and same:
            return {"key": gettext("The school year %(year)s has this holiday already.") % {"year": self.school_year}}
        return {}

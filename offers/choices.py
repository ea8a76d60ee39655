"""Every fixed list of values in the catalogue, with the words families read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.choices import SpokenHow, Weekday

__all__ = [
    "SAFETY_CATEGORY",
    "STANDING_SCHEDULES",
    "WEEKDAYS",
    "WEEKEND",
    "Access",
    "Audience",
    "BookingStatus",
    "DeliveryMode",
    "HolidayRule",
    "OfferKind",
    "PriceUnit",
    "ScheduleType",
    "SpokenHow",
    "TranslationStatus",
    "Universality",
    "Weekday",
]


# The category of offers about violence and safety at home.
SAFETY_CATEGORY = "safety-violence"


class OfferKind(models.TextChoices):
    """What sort of thing an offer is."""

    SERVICE = "service", _("Help and advice")
    ACTIVITY = "activity", _("Activity")
    CARE = "care", _("Childcare")
    LENDING = "lending", _("Borrow or swap")
    INFO = "info", _("Information")


class Audience(models.TextChoices):
    """Whom an offer addresses."""

    FAMILIES = "families", _("Families")
    PROFESSIONALS = "professionals", _("Professionals")


class Universality(models.TextChoices):
    """Whether everyone can come, or an offer is there for some families in particular."""

    EVERYONE = "everyone", _("For everyone")
    EVERYONE_WITH_EXTRA = "everyone_with_extra", _("For everyone, with extra help for who needs it")
    SPECIFIC = "specific", _("For some families in particular")


class DeliveryMode(models.TextChoices):
    """Where or by what way an offer reaches a family."""

    ON_SITE = "on_site", _("At a place near you")
    HOME_VISIT = "home_visit", _("At your home")
    PHONE = "phone", _("By phone")
    ONLINE = "online", _("Online")
    MOBILE = "mobile", _("Comes to your neighbourhood")


class Access(models.TextChoices):
    """How a family gets in."""

    WALK_IN = "walk_in", _("Just walk in")
    APPOINTMENT = "appointment", _("By appointment")
    REGISTRATION = "registration", _("Register first")
    REFERRAL = "referral", _("Through a care worker who refers you")


class ScheduleType(models.TextChoices):
    """How the dates of an offer are laid down."""

    WEEKLY = "weekly", _("Every week")
    DATES = "dates", _("On single dates")
    PERMANENT = "permanent", _("Always there")
    BY_ARRANGEMENT = "by_arrangement", _("When it suits you, by appointment")


# Help that has no dates of its own: it can be asked for at any time.
STANDING_SCHEDULES = frozenset({ScheduleType.PERMANENT.value, ScheduleType.BY_ARRANGEMENT.value})


class HolidayRule(models.TextChoices):
    """What the school holidays do to the weekly slots."""

    RUNS = "runs", _("Also in the school holidays")
    NOT_IN_HOLIDAYS = "not_in_holidays", _("Not in the school holidays")
    ONLY_HOLIDAYS = "only_holidays", _("Only in the school holidays")


class PriceUnit(models.TextChoices):
    """What a price is paid for."""

    SESSION = "session", _("a visit")
    HOUR = "hour", _("an hour")
    DAY = "day", _("a day")
    WEEK = "week", _("a week")
    MONTH = "month", _("a month")
    YEAR = "year", _("a year")
    ITEM = "item", _("a piece or a course")


class BookingStatus(models.TextChoices):
    """Whether there is room."""

    AVAILABLE = "available", _("There is room")
    FEW = "few", _("A few places left")
    FULL = "full", _("Full")
    WAITLIST = "waitlist", _("Full, but there is a waiting list")
    NONE = "none", _("No fixed number of places")


WEEKDAYS: tuple[str, ...] = tuple(Weekday.values)
WEEKEND: tuple[str, ...] = (Weekday.SATURDAY.value, Weekday.SUNDAY.value)


class TranslationStatus(models.TextChoices):
    """Where the text of an offer in a language comes from."""

    SOURCE = "source", _("Written in Dutch")
    TRANSLATED = "translated", _("Translation")
    OUTDATED = "outdated", _("Translation; the Dutch text has changed since")
    MACHINE = "machine", _("Automatic translation")
    FALLBACK = "fallback", _("Only in Dutch")

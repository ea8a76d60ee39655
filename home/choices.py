"""Closed lists that the whole hub shares."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SOURCE_LOCALE = "nl"


class Weekday(models.TextChoices):
    """A day of the week, Monday first."""

    MONDAY = "mon", _("Monday")
    TUESDAY = "tue", _("Tuesday")
    WEDNESDAY = "wed", _("Wednesday")
    THURSDAY = "thu", _("Thursday")
    FRIDAY = "fri", _("Friday")
    SATURDAY = "sat", _("Saturday")
    SUNDAY = "sun", _("Sunday")


class SpokenHow(models.TextChoices):
    """By whom a language can be spoken there."""

    STAFF = "staff", _("Staff speak it")
    VOLUNTEER = "volunteer", _("A volunteer speaks it")
    INTERPRETER_ON_REQUEST = "interpreter_on_request", _("Interpreter if you ask for one")
    INTERPRETER_PRESENT = "interpreter_present", _("An interpreter is there")


class HelpTopic(models.TextChoices):
    """What a help line is for, and what a search may be about."""

    VIOLENCE = "violence", _("Violence, abuse, a child in danger")
    SUICIDE = "suicide", _("Suicide and self-harm")
    ANY = "any", _("Any worry")


class PartnerKind(models.TextChoices):
    """What sort of organisation a partner is."""

    MUNICIPALITY = "municipality", _("municipality")
    AGENCY = "agency", _("government agency")
    ASSOCIATION = "association", _("association")
    EDUCATION = "education", _("education")
    POLICE = "police", _("police")
    WELFARE = "welfare", _("welfare")
    CHILDCARE = "childcare", _("childcare")
    FAMILY_SUPPORT = "family-support", _("family support")
    MENTAL_HEALTH = "mental-health", _("mental health")
    YOUTH = "youth", _("youth work")
    SPORT = "sport", _("sport")
    CULTURE = "culture", _("culture")
    PRIVATE_PRACTICE = "private-practice", pgettext_lazy("kind of partner", "private practice")


class TranslationOrigin(models.TextChoices):
    """Who made a translation."""

    HUMAN = "human", _("by a person")
    MACHINE = "machine", _("by a machine")

"""What UiTdatabank does not take: its content scope is leisure, at a place and on days that are known beforehand."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from offers.choices import SAFETY_CATEGORY, Access, Audience, DeliveryMode, OfferKind, ScheduleType
from offers.faces.uitdatabank.calendar import AHEAD
from offers.schedules import BRUSSELS, has_occurrence_between

AT_A_PLACE = frozenset({DeliveryMode.ON_SITE.value, DeliveryMode.MOBILE.value})


def obstacles(offer: dict[str, Any], now: datetime) -> list[str]:
    """Why an offer cannot be sent, in the ACTIVE language; empty when it can. `offer` is as the catalogue gives it."""
    schedule = offer["schedule"]
    dated = schedule["type"] in (ScheduleType.WEEKLY, ScheduleType.DATES)
    today = now.astimezone(BRUSSELS).date()
    categories = [each["slug"] for each in offer["categories"]]
    found = (
        (offer["audience"] != Audience.FAMILIES, _("It is meant for professionals. UiTdatabank is for the public.")),
        (
            offer["kind"] != OfferKind.ACTIVITY or SAFETY_CATEGORY in categories,
            _("It is not leisure. UiTdatabank takes activities only, no help, care, lending or information."),
        ),
        (
            schedule["type"] == ScheduleType.BY_ARRANGEMENT,
            _("The day is agreed with each family. UiTdatabank takes fixed days only."),
        ),
        (
            offer["place"] is None or not AT_A_PLACE & set(offer["delivery_modes"]),
            _("It has no fixed place. UiTdatabank needs a place where people go."),
        ),
        (Access.REFERRAL in offer["access"], _("People need somebody who refers them. UiTdatabank is for everybody.")),
        (
            dated and not has_occurrence_between(schedule, today, today + AHEAD),
            _("It has no day in the year to come."),
        ),
    )
    return [reason for is_obstacle, reason in found if is_obstacle]

"""The example data live in the school year of today."""

import datetime
from typing import Any

from django.db.models import F, Model, QuerySet

from home.models import Campaign, HousePage, PartnerPage
from offers.models import CatalogueImport, Closure, OfferPage, SingleDate, WeeklySlot

SCHOOL_YEAR, WRITTEN = datetime.date(2026, 9, 1), datetime.date(2026, 11, 25)
STEP = 364  # whole weeks, so that a Wednesday stays a Wednesday


def shift_on(today: datetime.date) -> datetime.timedelta:
    """How far the dates move: whole steps of 364 days since the school year for which they were written."""
    return datetime.timedelta(STEP * ((today - SCHOOL_YEAR).days // STEP))


def move_dates(house: HousePage, shift_days: int) -> bool:
    """Move the dates of an imported House to another shift. Returns whether there was anything to move."""
    record = CatalogueImport.objects.filter(house=house).first()
    if record is None or record.shift_days == shift_days:
        return False
    delta = datetime.timedelta(shift_days - record.shift_days)
    offers = OfferPage.objects.filter(path__startswith=house.path)
    move(WeeklySlot.objects.filter(page__in=offers), delta, "valid_from", "valid_to")
    move(SingleDate.objects.filter(page__in=offers), delta, "date", "end_date")
    move(Closure.objects.filter(page__in=offers), delta, "first_day", "last_day")
    move(Campaign.objects.filter(house=house), delta, "starts", "ends")
    move(PartnerPage.objects.filter(path__startswith=house.path), delta, "signed_on", "valid_until")
    move(offers, delta, "assured_at")
    record.shift_days = shift_days
    record.save(update_fields=["shift_days"])
    return True


def move(rows: "QuerySet[Any]", delta: datetime.timedelta, *names: str) -> None:
    """Add days to date columns: one statement each; an empty date stays empty."""
    for name in names:
        model: type[Model] = rows.model
        model._default_manager.filter(pk__in=rows.values("pk"), **{f"{name}__isnull": False}).update(
            **{name: F(name) + delta}
        )

"""From the fields of an event to a draft below its partner."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from home.models import PartnerPage
from home.models.base import house_of
from offers.forms import slug_is_in_use
from offers.models import Closure, OfferPage, SingleDate, Tariff, WeeklySlot

PARTS = {"weekly_slots": WeeklySlot, "single_dates": SingleDate, "closures": Closure, "tariffs": Tariff}
FOR_THE_EDITOR = "place_text"


@transaction.atomic
def add_draft(partner: PartnerPage, fields: dict[str, Any]) -> OfferPage:
    """Add an offer that is not public, with a first revision. Raises ValidationError for what no field can hold."""
    plain = {name: value for name, value in fields.items() if name not in PARTS and name != FOR_THE_EDITOR}
    page = OfferPage(
        **plain,
        slug=free_slug(partner, fields["title"]),
        locale=partner.locale,
        live=False,
        has_unpublished_changes=True,
    )
    for name, model in PARTS.items():
        rows: list[Any] = [model(sort_order=number, **row) for number, row in enumerate(fields.get(name, []))]
        for row in rows:
            row.clean_fields(exclude=["page"])
        setattr(page, name, rows)
    partner.add_child(instance=page)
    page.save_revision()
    return page


def free_slug(partner: PartnerPage, title: str) -> str:
    """An address that no offer of the House has."""
    house, base = house_of(partner), slugify(title)[:200] or "activiteit"
    slug, number = base, 1
    while slug_is_in_use(house, slug):
        number += 1
        slug = f"{base}-{number}"
    return slug

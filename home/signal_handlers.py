"""A House or a partner that appears gets its team; one that ends loses it."""

from typing import Any

from django.db.models.signals import post_save, pre_delete

from home.actions import ensure_house_team, ensure_partner_team, remove_team
from home.models import HousePage, PartnerPage
from home.models.base import house_of


def connect() -> None:
    """Listen. Called once, when the apps are ready."""
    post_save.connect(on_house_saved, sender=HousePage, dispatch_uid="team-of-house")
    post_save.connect(on_partner_saved, sender=PartnerPage, dispatch_uid="team-of-partner")
    for model in (HousePage, PartnerPage):
        pre_delete.connect(before_deleted, sender=model, dispatch_uid=f"team-before-delete-{model.__name__}")


def on_house_saved(
    sender: type[HousePage], instance: HousePage, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """A House is new, or new in a language."""
    house = house_of(instance) if created and not raw else None
    if house:
        ensure_house_team(house)


def on_partner_saved(
    sender: type[PartnerPage], instance: PartnerPage, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """A partner is new."""
    if created and not raw and instance.is_source and house_of(instance):
        ensure_partner_team(instance)


def before_deleted(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """A House or a partner is about to go."""
    remove_team(instance)

"""A House or a partner that appears gets its team, a House its help lines; one that ends loses its team."""

from typing import Any

from django.db.models.signals import post_save, pre_delete, pre_save

from home.actions import ensure_house_team, ensure_partner_team, remove_team
from home.models import HousePage, PartnerPage
from home.models.base import house_of
from home.models.help_lines import first_help_lines


def connect() -> None:
    """Listen. Called once, when the apps are ready."""
    pre_save.connect(before_house_saved, sender=HousePage, dispatch_uid="help-lines-of-house")
    post_save.connect(on_house_saved, sender=HousePage, dispatch_uid="team-of-house")
    post_save.connect(on_partner_saved, sender=PartnerPage, dispatch_uid="team-of-partner")
    for model in (HousePage, PartnerPage):
        pre_delete.connect(before_deleted, sender=model, dispatch_uid=f"team-before-delete-{model.__name__}")


def before_house_saved(sender: type[HousePage], instance: HousePage, raw: bool = False, **kwargs: Any) -> None:
    """A House without help lines is about to be made: its own save stores those that ship."""
    if instance.pk is None and not raw and instance.is_source and not instance.help_lines.exists():
        instance.help_lines = first_help_lines(instance)


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

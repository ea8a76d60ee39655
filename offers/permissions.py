"""Who may choose, see or change places and shared lists."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry

from home.models.base import HOUSE_PATH_LENGTH
from home.permissions import houses_of, teams_of
from offers.models import Category, Place


class OfOwnHouse(ModelPermissionPolicy):
    """Coordinators work on what belongs to their own Houses (places, apps to tell); what belongs to another House is
    not even named.
    """

    def own(self, user: Any) -> QuerySet:
        """What belongs to the Houses that this person coordinates."""
        return self.model._default_manager.filter(house__in=houses_of(user))

    def instances_user_has_any_permission_for(self, user: Any, actions: set[str]) -> QuerySet:
        return self.own(user) if self.user_has_any_permission(user, actions) else self.model._default_manager.none()

    def user_has_any_permission_for_instance(self, user: Any, actions: set[str], instance: Model) -> bool:
        return super().user_has_any_permission(user, actions) and (
            instance.pk is None or self.own(user).filter(pk=instance.pk).exists()
        )

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        return self.user_has_any_permission_for_instance(user, {action}, instance)

    def instances_user_has_permission_for(self, user: Any, action: str) -> QuerySet:
        return self.instances_user_has_any_permission_for(user, {action})


def user_can_edit_shared_lists(user: Any) -> bool:
    """May this person change the lists of all Houses together, and so the words that search knows?"""
    return user.is_active and policy_registry.get_by_type(Category).user_has_permission(user, "change")


class OneForAllHouses(ModelPermissionPolicy):
    """An object that there is once: who may change the shared lists changes it; nobody adds another or deletes it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("change", "view") and user_can_edit_shared_lists(user)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def choosable_places(user: Any) -> QuerySet[Place]:
    """The places that a person may choose for an offer: those of the Houses where they coordinate or edit."""
    if user.is_superuser:
        return Place.objects.all()
    house_paths = {path[:HOUSE_PATH_LENGTH] for path in teams_of(user).values_list("page__path", flat=True)}
    return Place.objects.filter(house__path__in=house_paths)

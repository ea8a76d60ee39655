"""Who may see or change what."""

from typing import Any

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.choices import SOURCE_LOCALE
from home.models import HousePage, PartnerPage, Team
from home.models.base import house_of

# Whoever asks: somebody with an account, or nobody in particular.
Person = AbstractUser | AnonymousUser


def teams_of(user: Person) -> QuerySet[Team]:
    """The teams in which a person works."""
    if not user.is_active:
        return Team.objects.none()
    return Team.objects.filter(group__user__pk=user.pk)


def houses_of(user: Person) -> QuerySet[HousePage]:
    """The Houses (as their Dutch pages) that a person coordinates; an administrator coordinates all."""
    houses = HousePage.objects.filter(locale__language_code=SOURCE_LOCALE)
    if user.is_active and user.is_superuser:
        return houses
    return houses.filter(pk__in=teams_of(user).values("page"))


def partners_of(user: Person) -> QuerySet[PartnerPage]:
    """The partners (as their Dutch pages) of which a person is an editor."""
    return PartnerPage.objects.filter(pk__in=teams_of(user).values("page"))


def user_coordinates(user: Person, house: HousePage | None) -> bool:
    """Is this person a coordinator of the House?"""
    return house is not None and houses_of(user).filter(pk=house.pk).exists()


def user_can_explore_page(user: Person, page_id: int) -> bool:
    """May this person find the page in the admin: has a right on it, or on a page below it?"""
    return explorable_pages(user).filter(pk=page_id).exists()


def explorable_pages(user: Person) -> QuerySet[Page]:
    """The pages that this person may find in the admin."""
    policy = policy_registry.get_by_type(Page)
    if not user.is_superuser and not policy.get_cached_permissions_for_user(user):
        return Page.objects.none()
    return policy.explorable_instances(user)


def user_can_translate_page(user: Person, page: Page) -> bool:
    """Translating is for the coordinators of the page's own House who may also change the page."""
    allowed = user.has_perm("wagtail_localize.submit_translation") and page.permissions_for_user(user).can_edit()
    return allowed and user_coordinates(user, house_of(page))


def require(condition: Any) -> None:
    """Refuse the request unless the condition holds. Raises PermissionDenied."""
    if not condition:
        raise PermissionDenied

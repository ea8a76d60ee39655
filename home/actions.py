"""Make, mend and remove the teams of Houses and partners: when one appears or ends, and every night.

A team's group has exactly the rights that are written here: what was added by hand goes, what is missing comes back.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from home.choices import SOURCE_LOCALE
from home.models import HousePage, PartnerPage, Team
from home.models.base import house_of

Say = Callable[[str], None]

ON_HOUSE_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
ON_PARTNER_PAGE = ("add_page", "change_page")
ON_FILES = tuple(f"{action}_{kind}" for kind in ("image", "document") for action in ("add", "change", "choose"))
SHARED_LISTS = ("pillar", "category", "lifestage", "targetgroup", "facility")
# Shared lists belong to all Houses together: nobody but an administrator takes a value away.
OF_COORDINATORS = (
    "access_admin",
    "edit_engagement",
    "submit_translation",
    "add_place",
    "change_place",
    "delete_place",
    "view_place",
    *(f"{action}_webhook" for action in ("add", "change", "delete", "view")),
    *(f"{action}_{name}" for name in SHARED_LISTS for action in ("add", "change", "view")),
)
OF_PARTNER_EDITORS = ("access_admin",)
APPS = ("wagtailcore", "wagtailadmin", "wagtailimages", "wagtaildocs", "wagtail_localize", "home", "offers")
LONGEST_NAME = 150


def quietly(text: str) -> None:
    """Tell nobody."""


@dataclass
class Rights:
    """What a group may do: in the admin as a whole, on pages, on collections."""

    general: Iterable[str]
    on_pages: Iterable[str]
    pages: list[Page] = field(default_factory=list)
    collection: Collection | None = None


class Permissions:
    """Wagtail's and our own permissions by code name, read once."""

    def __init__(self) -> None:
        rows = Permission.objects.filter(content_type__app_label__in=APPS).select_related("content_type")
        self.ids = {row.codename: row.pk for row in rows if row.content_type.model not in ("hubimage",)}

    def of(self, names: Iterable[str]) -> list[int]:
        """The keys of permissions."""
        return [self.ids[name] for name in names]


@transaction.atomic
def ensure_house_team(house: HousePage, say: Say = quietly, permissions: Permissions | None = None) -> Team:
    """The coordinators of a House: its pages in every language, files, shared lists, translations and workflow."""
    team = Team.objects.filter(page=house).first() or new_team(
        house, coordinators_name(house), Collection.get_first_root_node(), say
    )
    pages = list(HousePage.objects.filter(translation_key=house.translation_key))
    rights = Rights(OF_COORDINATORS, ON_HOUSE_PAGES, pages, team.collection)
    grant(team.group, rights, permissions or Permissions(), say)
    ensure_workflow(house, pages, team.group, say)
    return team


@transaction.atomic
def ensure_partner_team(partner: PartnerPage, say: Say = quietly, permissions: Permissions | None = None) -> Team:
    """The editors of a partner: they add and change on their own Dutch page and in their own collection only."""
    team = Team.objects.filter(page=partner).first()
    if team is None:
        house = house_of(partner)
        if house is None:
            raise ValueError(f"{partner} stands in no House.")
        above = Team.objects.filter(page=house).first() or ensure_house_team(house, say, permissions)
        team = new_team(partner, f"{partner.title} ({house.slug})", above.collection, say)
    rights = Rights(OF_PARTNER_EDITORS, ON_PARTNER_PAGE, [partner], team.collection)
    grant(team.group, rights, permissions or Permissions(), say)
    return team


@transaction.atomic
def remove_team(page: Page) -> None:
    """Take away the team of a House or partner that ends; its files go to the collection above."""
    team = Team.objects.filter(page=page).select_related("group", "collection").first()
    if team is None:
        return
    collection, above = team.collection, team.collection.get_parent()
    for model in (get_image_model(), get_document_model()):
        model.objects.filter(collection=collection).update(collection=above)
    team.delete()
    team.group.delete()
    if collection.is_leaf():
        collection.delete()


@transaction.atomic
def check_teams(say: Say = quietly) -> None:
    """Make sure that every House and every partner has its team with exactly its rights."""
    permissions = Permissions()
    for house in HousePage.objects.filter(locale__language_code=SOURCE_LOCALE).order_by("path"):
        ensure_house_team(house, say, permissions)
        for partner in PartnerPage.objects.filter(path__startswith=house.path).order_by("path"):
            ensure_partner_team(partner, say, permissions)


def coordinators_name(house: HousePage) -> str:
    """The name of the group of a House's coordinators."""
    with override(SOURCE_LOCALE):
        return gettext("Coordinators of %(house)s") % {"house": house.title}


def new_team(page: Page, name: str, above: Collection | None, say: Say) -> Team:
    """A team without rights, under a name that no group has yet."""
    name, number = name[: LONGEST_NAME - 5], 1
    while Group.objects.filter(name=name if number == 1 else f"{name} {number}").exists():
        number += 1
    name = name if number == 1 else f"{name} {number}"
    above = above or Collection.add_root(name="Root")
    above.refresh_from_db()
    say(f"new team: {name}")
    return Team.objects.create(
        page_id=page.pk, group=Group.objects.create(name=name), collection=above.add_child(name=page.title)
    )


def grant(group: Group, rights: Rights, permissions: Permissions, say: Say) -> None:
    """Give a group exactly these rights."""
    wanted = set(permissions.of(rights.general))
    if set(group.permissions.values_list("pk", flat=True)) != wanted:
        group.permissions.set(wanted)
        say(f"{group.name}: rights in the admin")
    on_pages = {(page.pk, permission) for page in rights.pages for permission in permissions.of(rights.on_pages)}
    if mend(GroupPagePermission, "page_id", group, on_pages):
        say(f"{group.name}: rights on pages")
    files = (
        {(rights.collection.pk, permission) for permission in permissions.of(ON_FILES)} if rights.collection else set()
    )
    if mend(GroupCollectionPermission, "collection_id", group, files):
        say(f"{group.name}: rights on files")


def mend(model: type[Any], column: str, group: Group, wanted: set[tuple[int, int]]) -> bool:
    """Make the permission rows of a group equal to what is wanted. Returns whether they differed."""
    stored = {
        (target, permission): pk
        for pk, target, permission in model.objects.filter(group=group).values_list("pk", column, "permission_id")
    }
    surplus = [pk for pair, pk in stored.items() if pair not in wanted]
    missing = wanted - set(stored)
    if surplus:
        model.objects.filter(pk__in=surplus).delete()
    model.objects.bulk_create(
        [model(group=group, permission_id=permission, **{column: target}) for target, permission in sorted(missing)]
    )
    return bool(surplus or missing)


def ensure_workflow(house: HousePage, pages: list[HousePage], group: Group, say: Say) -> None:
    """What partners submit in a House, in any language, waits for the coordinators of that House."""
    stored = {
        row.page_id: row.workflow for row in WorkflowPage.objects.filter(page__in=pages).select_related("workflow")
    }
    workflow = stored.get(house.pk) or new_workflow(house, say)
    missing = [page for page in pages if stored.get(page.pk) != workflow]
    WorkflowPage.objects.filter(page__in=missing).delete()
    WorkflowPage.objects.bulk_create([WorkflowPage(page_id=page.pk, workflow=workflow) for page in missing])
    if not workflow.active:
        Workflow.objects.filter(pk=workflow.pk).update(active=True)
    if GroupApprovalTask.objects.filter(workflow_tasks__workflow=workflow, active=True, groups=group).exists():
        return
    task = GroupApprovalTask.objects.filter(workflow_tasks__workflow=workflow, active=True).first()
    if task is None:
        with override(SOURCE_LOCALE):
            task = GroupApprovalTask.objects.create(name=gettext("Check by the coordinator"))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    task.groups.set([group])
    say(f"{workflow.name}: who approves")


def new_workflow(house: HousePage, say: Say) -> Workflow:
    """The workflow of a House."""
    with override(SOURCE_LOCALE):
        name = gettext("the coordinator of %(house)s") % {"house": house.title}
    say(f"new workflow: {name}")
    return Workflow.objects.create(name=name)

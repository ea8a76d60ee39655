"""What this app adds to the admin, and what it takes away."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.action_menu import SubmitForModerationMenuItem
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from home import bulk_actions, comparisons
from home.admin_api import OwnDocuments, OwnImages, OwnPages
from home.permissions import explorable_pages
from home.review import ToReviewPanel

FIRST, LAST = -100, 100
# Reports that cross the walls between Houses: for administrators only.
CLOSED_REPORTS = ("wagtailadmin_reports:page_types_usage", "wagtail_localize:translations_report")

comparisons.register()

for action in bulk_actions.actions():
    hooks.register("register_bulk_action", action, order=LAST)


@hooks.register("construct_page_chooser_queryset")
def choose_own_pages(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """Only pages that the user may find can be chosen: a title may be that of a draft."""
    return pages.filter(pk__in=explorable_pages(request.user).values("pk"))


@hooks.register("construct_admin_api", order=LAST)
def only_own_things(router: Any) -> None:
    """The API of the admin shows nobody the things of others."""
    router.register_endpoint("pages", OwnPages)
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)


@hooks.register("construct_homepage_panels", order=LAST)
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """In the place of Wagtail's list of what waits comes ours, with the difference one click away."""
    panels[:] = [ToReviewPanel() if isinstance(panel, WorkflowObjectsToModeratePanel) else panel for panel in panels]


@hooks.register("construct_page_action_menu")
def submit_by_default(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Who may not publish, submits: that is the big button."""
    page = context.get("page") or context.get("parent_page")
    submitting = [item for item in menu_items if isinstance(item, SubmitForModerationMenuItem)]
    if submitting and page and not page.permissions_for_user(request.user).can_publish():
        menu_items.remove(submitting[0])
        menu_items.insert(0, submitting[0])


@hooks.register("construct_reports_menu", order=LAST)
def hide_closed_reports(request: HttpRequest, menu_items: list[Any]) -> None:
    """No menu item leads to a closed door."""
    if not request.user.is_superuser:
        closed = {reverse(name) for name in CLOSED_REPORTS}
        menu_items[:] = [item for item in menu_items if item.url not in closed]

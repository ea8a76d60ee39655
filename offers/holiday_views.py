"""The school holidays in the admin: for those who edit the shared lists."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from home.panels import explanation, row
from offers.models import SchoolHoliday
from offers.permissions import user_can_edit_shared_lists


class WithSharedLists(ModelPermissionPolicy):
    """Who may change the shared lists adds and changes; as there, only an administrator takes something away."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        allowed = action in ("add", "change", "view") or user.is_superuser
        return allowed and user_can_edit_shared_lists(user)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class SchoolHolidayViewSet(SnippetViewSet):
    """The holidays of the coming school years."""

    model, icon = SchoolHoliday, "calendar-alt"
    list_display = ["__str__", Column("school_year", label=_("School year")), "first_day", "last_day"]
    ordering = ["first_day"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            explanation(
                _(
                    "School holidays of Flanders, for all Houses together. Offers that stop in the holidays, or run "
                    "only then, follow these days as soon as you save: on the pages, in the app and in the calendars "
                    "of families. A school year counts when all five holidays are here; for other years the hub "
                    "computes them by the official rule. Public holidays are not school holidays."
                )
            ),
            row("key", "name"),
            row("first_day", "last_day"),
        ]
    )

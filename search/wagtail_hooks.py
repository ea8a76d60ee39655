"""What the search adds to the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from home.permissions import houses_of
from offers.permissions import OneForAllHouses, user_can_edit_shared_lists
from search.models import Thesaurus
from search.reports import DemandReport
from search.try_views import TrySearchView
from search.viewsets import ThesaurusViewSet, TryMenuItem

register_permission_policy(Thesaurus, OneForAllHouses(Thesaurus))
register_snippet(ThesaurusViewSet)


@hooks.register("register_admin_urls")
def report_of_demand() -> list[Any]:
    """The report, and its rows alone for when a filter changes."""
    return [
        path("reports/missing/", DemandReport.as_view(), name="demand_report"),
        path("reports/missing/results/", DemandReport.as_view(results_only=True), name="demand_report_results"),
    ]


class DemandMenuItem(MenuItem):
    """The way to the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        return houses_of(request.user).exists()


@hooks.register("register_reports_menu_item")
def demand_menu_item() -> MenuItem:
    """For coordinators."""
    return DemandMenuItem(
        gettext_lazy("What families miss"), reverse("demand_report"), name="demand", icon_name="search", order=100
    )


@hooks.register("register_admin_urls")
def try_search_url() -> list[Any]:
    """The page to try the search."""
    return [path("try-search/", TrySearchView.as_view(), name="try_search")]


class TrySearchMenuItem(MenuItem):
    """The way to that page."""

    def is_shown(self, request: HttpRequest) -> bool:
        return user_can_edit_shared_lists(request.user)


@hooks.register("register_admin_menu_item")
def try_search_menu_item() -> MenuItem:
    """For who may change the lists."""
    return TrySearchMenuItem(
        gettext_lazy("Try the search"), reverse("try_search"), name="try-search", icon_name="search", order=254
    )


@hooks.register("register_snippet_action_menu_item")
def try_lists(model: type[Any]) -> TryMenuItem | None:
    """The button of the lists' form."""
    return TryMenuItem() if model is Thesaurus else None

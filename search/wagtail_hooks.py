"""What the search adds to the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.permissions import houses_of
from search.reports import DemandReport


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

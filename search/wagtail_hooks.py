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
from search.voice_views import CommentsReport, CommentView, FeedbackReport, QuestionsReport, QuestionView

register_permission_policy(Thesaurus, OneForAllHouses(Thesaurus))
register_snippet(ThesaurusViewSet)


@hooks.register("register_admin_urls")
def report_of_demand() -> list[Any]:
    """The report, and its rows alone for when a filter changes."""
    return [
        path("reports/missing/", DemandReport.as_view(), name="demand_report"),
        path("reports/missing/results/", DemandReport.as_view(results_only=True), name="demand_report_results"),
    ]


@hooks.register("register_admin_urls")
def voices_of_families() -> list[Any]:
    """What families asked and said."""
    reports = {"questions": QuestionsReport, "comments": CommentsReport, "feedback": FeedbackReport}
    return [
        *(path(f"{name}/", view.as_view(), name=f"{name}_report") for name, view in reports.items()),
        *(
            path(f"{name}/results/", view.as_view(results_only=True), name=f"{name}_report_results")
            for name, view in reports.items()
        ),
        path("questions/<int:pk>/", QuestionView.as_view(), name="question_of_family"),
        path("comments/<int:pk>/", CommentView.as_view(), name="comment_of_family"),
    ]


class CoordinatorsMenuItem(MenuItem):
    """The way to something about a House."""

    def is_shown(self, request: HttpRequest) -> bool:
        return houses_of(request.user).exists()


@hooks.register("register_reports_menu_item")
def demand_menu_item() -> MenuItem:
    """For coordinators."""
    return CoordinatorsMenuItem(
        gettext_lazy("What families miss"), reverse("demand_report"), name="demand", icon_name="search", order=100
    )


@hooks.register("register_reports_menu_item")
def feedback_menu_item() -> MenuItem:
    """For coordinators."""
    return CoordinatorsMenuItem(
        gettext_lazy("What families say"), reverse("feedback_report"), name="feedback", icon_name="success", order=101
    )


@hooks.register("register_reports_menu_item")
def comments_menu_item() -> MenuItem:
    """For coordinators."""
    return CoordinatorsMenuItem(
        gettext_lazy("Comments of families"),
        reverse("comments_report"),
        name="comments",
        icon_name="comment",
        order=102,
    )


@hooks.register("register_admin_menu_item")
def questions_menu_item() -> MenuItem:
    """For coordinators."""
    return CoordinatorsMenuItem(
        gettext_lazy("Questions"), reverse("questions_report"), name="questions", icon_name="help", order=245
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

"""Addresses of the admin that come before Wagtail's own: the same views, with the walls put in (`home.admin_views`)."""

from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import tags
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.utils.urlpatterns import decorate_urlpatterns

from home.admin_views import (
    ChoosePage,
    ExternalLink,
    OwnHistory,
    PagesChosen,
    View,
    explore_own_pages,
    for_administrators,
    for_editors_of_page,
    for_who_may_move_page,
    guarded,
)


def page_view(name: str, **options: str) -> View:
    """One of Wagtail's views about a page."""
    return page_viewset_registry.as_view(name, **options)


def about_own_page(name: str) -> View:
    """A view that tells a page's title to everybody, for those who may edit the page."""
    return guarded(page_view(name, page_id_kwarg="page_id"), for_editors_of_page)


urlpatterns = decorate_urlpatterns(
    [
        path(
            "pages/<int:parent_page_id>/", explore_own_pages(page_view("index", parent_page_id_kwarg="parent_page_id"))
        ),
        path(
            "pages/<int:parent_page_id>/results/",
            explore_own_pages(page_view("index_results", parent_page_id_kwarg="parent_page_id")),
        ),
        path(
            "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
            about_own_page("workflow_action"),
        ),
        path(
            "pages/workflow/collect_action_data/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
            about_own_page("collect_workflow_action_data"),
        ),
        path("pages/workflow/confirm_cancellation/<int:page_id>/", about_own_page("confirm_workflow_cancellation")),
        path("pages/workflow/preview/<int:page_id>/<int:task_id>/", about_own_page("workflow_preview")),
        path(
            "pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/",
            guarded(page_view("move_confirm", page_id_kwarg="page_to_move_id"), for_who_may_move_page),
        ),
        path("choose-page/", ChoosePage.as_view()),
        path("choose-page/<int:parent_page_id>/", ChoosePage.as_view()),
        path("choose-page/chosen-multiple/", PagesChosen.as_view()),
        path("choose-external-link/", ExternalLink.as_view()),
        path("tag-autocomplete/", guarded(tags.autocomplete, for_administrators)),
        path("reports/site-history/", OwnHistory.as_view()),
        path("reports/site-history/results/", OwnHistory.as_view(results_only=True)),
        path("reports/page-types-usage/", guarded(PageTypesUsageReportView.as_view(), for_administrators)),
        path(
            "reports/page-types-usage/results/",
            guarded(PageTypesUsageReportView.as_view(results_only=True), for_administrators),
        ),
    ],
    require_admin_access,
)

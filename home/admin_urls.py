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
    explore_own_pages,
    for_administrators,
    for_editors_of_page,
    guarded,
)


def page_view(name: str, **options: str) -> object:
    """One of Wagtail's views about a page."""
    return page_viewset_registry.as_view(name, **options)


urlpatterns = decorate_urlpatterns(
    [
        path("pages/<int:parent_page_id>/", explore_own_pages(page_view("index", parent_page_id_kwarg="parent_page_id"))),
        path("pages/<int:parent_page_id>/results/", explore_own_pages(page_view("index_results", parent_page_id_kwarg="parent_page_id"))),
        path(
            "pages/workflow/confirm_cancellation/<int:page_id>/",
            guarded(page_view("confirm_workflow_cancellation", page_id_kwarg="page_id"), for_editors_of_page),
        ),
        path("choose-page/", ChoosePage.as_view()),
        path("choose-page/<int:parent_page_id>/", ChoosePage.as_view()),
        path("choose-page/chosen-multiple/", PagesChosen.as_view()),
        path("choose-external-link/", ExternalLink.as_view()),
        path("tag-autocomplete/", guarded(tags.autocomplete, for_administrators)),
        path("reports/site-history/", OwnHistory.as_view()),
        path("reports/site-history/results/", OwnHistory.as_view(results_only=True)),
        path("reports/page-types-usage/", guarded(PageTypesUsageReportView.as_view(), for_administrators)),
        path("reports/page-types-usage/results/", guarded(PageTypesUsageReportView.as_view(results_only=True), for_administrators)),
    ],
    require_admin_access,
)

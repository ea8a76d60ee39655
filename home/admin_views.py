"""Views that Wagtail leaves open to everybody who signs in, with walls between partners and Houses put in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin.views import chooser
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.models import ModelLogEntry, Page
from wagtail.permissions import policy_registry

from home.permissions import explorable_pages, require, user_can_explore_page

View = Callable[..., HttpResponse]
Check = Callable[..., None]


def guarded(view: View, check: Check) -> View:
    """The view, behind a check that gets the request and the parts of the address."""

    @wraps(view)
    def behind_check(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        check(request, **kwargs)
        return view(request, *args, **kwargs)

    return behind_check


def for_administrators(request: HttpRequest, **kwargs: Any) -> None:
    """Only an administrator. Raises PermissionDenied."""
    require(request.user.is_superuser)


def for_editors_of_page(request: HttpRequest, page_id: int, **kwargs: Any) -> None:
    """Only who may edit this page. Raises PermissionDenied."""
    require(get_object_or_404(Page, pk=page_id).permissions_for_user(request.user).can_edit())


def for_who_may_move_page(request: HttpRequest, page_to_move_id: int, destination_id: int, **kwargs: Any) -> None:
    """Only who may move this page, to a place that they know. Raises PermissionDenied."""
    require(get_object_or_404(Page, pk=page_to_move_id).permissions_for_user(request.user).can_move())
    require(user_can_explore_page(request.user, destination_id))


def explore_own_pages(view: View) -> View:
    """The explorer for pages that the user may find; for others, the place where the user's pages begin."""

    @wraps(view)
    def in_own_pages(request: HttpRequest, parent_page_id: int) -> HttpResponse:
        require(explorable_pages(request.user).exists())
        if not user_can_explore_page(request.user, parent_page_id):
            return redirect("wagtailadmin_explore_root")
        return view(request, parent_page_id=parent_page_id)

    return in_own_pages


class ChoosePage(chooser.BrowseView):
    """Choosing a page begins where the user's pages begin and never shows another page, not even as a heading."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        begin = policy_registry.get_by_type(Page).explorable_root_instance(request.user)
        require(begin)
        if not request.user.is_superuser and (
            parent_page_id is None or not user_can_explore_page(request.user, parent_page_id)
        ):
            parent_page_id = begin.pk
        return super().get(request, parent_page_id)


class PagesChosen(chooser.ChosenMultipleView):
    """Several pages chosen at once."""

    def get(self, request: HttpRequest) -> HttpResponse:
        own = explorable_pages(request.user).filter(
            pk__in=[key for key in request.GET.getlist("id") if key.isdecimal()]
        )
        query = request.GET.copy()
        query.setlist("id", [str(pk) for pk in own.values_list("pk", flat=True)])
        request.GET = query  # type: ignore[assignment]  # a copy, without the pages of others
        return super().get(request)


class ExternalLink(chooser.ExternalLinkView):
    """An address stays an address: Wagtail would tell the title of the page behind it as its editors see it."""

    def post(self, request: HttpRequest) -> HttpResponse:
        self.form = self.form_class(request.POST, initial=self.get_initial_data(), prefix=self.form_prefix)
        return (
            self.render_chosen_response(self.get_result_data()) if self.form.is_valid() else self.render_form_response()
        )


class OwnHistory(LogEntriesView):
    """What happened to pages and things that the user may change."""

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        queryset = super().filter_queryset(queryset)
        if queryset.model is ModelLogEntry and not self.request.user.is_superuser:
            return queryset.filter(pk__in=entries_about_own_things(self.request.user))
        return queryset


def entries_about_own_things(user: Any) -> list[int]:
    """The log entries about things (not pages) that this person may change."""
    entries = ModelLogEntry.objects.viewable_by_user(user)
    allowed: list[int] = []
    for content_type in {entry.content_type for entry in entries.select_related("content_type").only("content_type")}:
        model = content_type.model_class() if content_type else None
        if model is None:
            continue
        own = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, {"change", "delete"})
        keys = {str(pk) for pk in own.values_list("pk", flat=True)}
        rows = entries.filter(content_type=content_type).values_list("pk", "object_id")
        allowed += [pk for pk, object_id in rows if object_id in keys]
    return allowed

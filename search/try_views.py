"""The page of the admin on which an editor tries a search, as it is and as it would be."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from home.permissions import houses_of, require
from offers.documents.houses import House, houses
from offers.permissions import user_can_edit_shared_lists
from search.draft import MOST_OFFERS, MOST_TEXTS, Draft, preview
from search.explanation import explain
from search.models import Thesaurus
from search.plain_explanation import plainly
from search.try_form import TryForm, category_labels


class TrySearchView(WagtailAdminTemplateMixin, TemplateView):
    """For who may change the lists, in the Houses that they coordinate. It writes nothing, whatever is asked."""

    template_name = "search/admin/try_search.html"
    page_title = _("Try the search")
    header_icon = "search"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        own = set(houses_of(request.user).values_list("pk", flat=True)) if request.user.is_authenticated else set()
        self.houses: list[House] = [house for house in houses() if house.id in own]
        require(self.houses and user_can_edit_shared_lists(request.user))
        self.stored = Thesaurus.load()
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Drafts are too long for an address, and what is typed here belongs into no log."""
        return self.get(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where the user is."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = TryForm(self.request.POST if self.request.method == "POST" else None, self.houses, self.stored)
        tried = self.tried(form) if form.is_bound and form.is_valid() and form.cleaned_data["q"].strip() else {}
        return (
            super().get_context_data(**kwargs)
            | {"form": form, "most_offers": MOST_OFFERS, "most_texts": MOST_TEXTS}
            | tried
        )

    def tried(self, form: TryForm) -> dict[str, Any]:
        """The search as it is; beside it the search with the draft, where the draft differs."""
        house, draft = form.chosen_house, form.draft()
        asked = house.id, house.position, form.cleaned_data["q"], form.chosen_language
        now, labels = explain(*asked), category_labels()
        columns = [{"title": _("As it is now"), **plainly(now, labels)}]
        if not self.changes_something(draft):
            return {"columns": columns}
        made = preview(*asked, draft)
        columns.append({"title": _("With your changes"), **plainly(made.explanation, labels, now)})
        return {"columns": columns, "touched": made.touched, "is_partial": made.is_partial, "has_draft": True}

    def changes_something(self, draft: Draft) -> bool:
        """Whether the draft says something else than what is stored."""
        return bool(draft.synonyms) or draft.lists.additions != self.stored.additions()

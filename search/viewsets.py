"""The lists of words in the admin."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from home.panels import explanation
from offers.viewsets import VersionedEdit
from search.models import Thesaurus

LINES = 14


class OnlyOne(IndexView):
    """There is one object: the list of objects leads to it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        thesaurus = Thesaurus.objects.order_by("pk").first() or Thesaurus.objects.create()
        return redirect(self.get_edit_url(thesaurus))


class ThesaurusViewSet(SnippetViewSet):
    """The one object with the lists; its history shows every version and brings it back."""

    model, icon = Thesaurus, "openquote"
    index_view_class = OnlyOne
    edit_view_class = VersionedEdit
    copy_view_enabled = False
    add_to_admin_menu = True
    menu_label, menu_name, menu_order = _("Words for search"), "search-words", 252
    edit_handler = ObjectList(
        [
            explanation(
                _(
                    "Additions to the lists that come with the hub, for all Houses together. Other words for a "
                    "category stand with the category, under Lists. After saving, questions are read with the new "
                    "lists at once; the texts of offers follow in the background, mostly within a minute."
                )
            ),
            *(
                FieldPanel(name, widget=forms.Textarea(attrs={"rows": LINES, "spellcheck": "false"}))
                for name in ("exceptions", "building_words", "out_of_scope")
            ),
        ]
    )


class TryMenuItem(ActionMenuItem):
    """Takes the lists as they stand in the form to the page that tries them."""

    name = "action-try"
    order = 200
    template_name = "search/admin/try_button.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Beside saving, while editing."""
        return context["view"] == "edit"

"""The shared lists in the admin: coordinators edit them, partners choose from them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Model, ProtectedError, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, TabbedInterface, TitleFieldPanel
from wagtail.permissions import policy_registry
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import (
    CopyView,
    DeleteView,
    EditView,
    HistoryView,
    IndexView,
    InspectView,
    SnippetViewSet,
    SnippetViewSetGroup,
    UsageView,
)

from home.panels import row, tab
from home.permissions import require
from offers.holiday_views import SchoolHolidayViewSet
from offers.list_forms import PlaceForm, TermForm
from offers.models import Category, Facility, LifeStage, Pillar, Place, TargetGroup
from offers.permissions import choosable_places


class VersionedEdit(EditView):
    """Editing words that count as soon as they are saved: only at a click, never by themselves half-way a word."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False

    def save_instance(self) -> Model:
        """Keep the words as they came with the hub, too, before the first change of an editor."""
        before = self.model._default_manager.get(pk=self.object.pk)
        if self.revision_enabled and before.latest_revision_id is None:
            self.form.instance.latest_revision = before.save_revision()
        return super().save_instance()


class TermDelete(DeleteView):
    """Nothing that offers use can be deleted."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except ProtectedError:
            messages.error(
                self.request, _("Offers use “%(name)s”: choose something else for them first.") % {"name": self.object}
            )
            return redirect(self.get_success_url())


class TermViewSet(SnippetViewSet):
    """One shared list."""

    list_display = ["__str__", "slug", "sort_order"]
    ordering = ["sort_order", "slug"]
    edit_view_class = VersionedEdit
    delete_view_class = TermDelete
    copy_view_enabled = False
    extra: tuple[str, ...] = ()
    word_lists: tuple[str, ...] = ()

    def get_edit_handler(self) -> Any:
        """What it is called, and the words under which families look for it."""
        tabs = [
            tab(
                gettext_lazy("Name"),
                FieldPanel("labels"),
                *(FieldPanel(name) for name in self.extra),
                row("slug", "sort_order"),
            )
        ]
        tabs += [
            tab(self.model._meta.get_field(name).verbose_name.capitalize(), FieldPanel(name))
            for name in self.word_lists
        ]
        return TabbedInterface(tabs, base_form_class=TermForm).bind_to_model(self.model)


class PillarViewSet(TermViewSet):
    """The pillars of every House."""

    model, icon = Pillar, "folder-open-inverse"


class CategoryViewSet(TermViewSet):
    """The categories."""

    model, icon = Category, "tag"
    list_display = ["__str__", "pillar", "slug"]
    ordering = ["pillar__sort_order", "sort_order", "slug"]
    extra = ("pillar",)
    word_lists = ("synonyms", "phrases")


class LifeStageViewSet(TermViewSet):
    """The life stages."""

    model, icon = LifeStage, "user"
    word_lists = ("synonyms",)


class TargetGroupViewSet(TermViewSet):
    """The target groups."""

    model, icon = TargetGroup, "group"
    word_lists = ("synonyms",)


class FacilityViewSet(TermViewSet):
    """The facilities of places."""

    model, icon = Facility, "tick"


class OwnThing:
    """A view about one thing: it must belong to a House that the user coordinates."""

    request: HttpRequest
    model: type[Model]

    def get_object(self, *args: Any, **kwargs: Any) -> Model:
        """The thing. Raises PermissionDenied for one of another House."""
        thing = super().get_object(*args, **kwargs)  # type: ignore[misc]  # the view beside it has it
        policy = policy_registry.get_by_type(self.model)
        require(policy.user_has_any_permission_for_instance(self.request.user, {"change", "delete"}, thing))
        return thing


class OwnThings:
    """A list: what belongs to the user's Houses."""

    request: HttpRequest
    model: type[Model]

    def get_base_queryset(self) -> QuerySet:
        """What may be listed."""
        policy = policy_registry.get_by_type(self.model)
        own = policy.instances_user_has_permission_for(self.request.user, "change").values("pk")
        return super().get_base_queryset().filter(pk__in=own)  # type: ignore[misc]  # the view beside it has it


class PlaceIndex(OwnThings, IndexView):
    """The places of the user's Houses."""


class PlaceEdit(OwnThing, EditView):
    """Editing a place."""


class PlaceCopy(OwnThing, CopyView):
    """Copying a place."""


class PlaceDelete(OwnThing, DeleteView):
    """Deleting a place."""


class PlaceUsage(OwnThing, UsageView):
    """Where a place is used."""


class PlaceHistory(OwnThing, HistoryView):
    """What happened to a place."""


class PlaceInspect(OwnThing, InspectView):
    """A place, to look at."""


class OwnPlaces:
    """Choosing a place: from the own Houses only."""

    request: HttpRequest

    def get_object_list(self) -> QuerySet:
        """The places that may be chosen."""
        return choosable_places(self.request.user)

    def get_object(self, pk: Any) -> Model:
        """The place that was chosen. Raises PermissionDenied for one that may not be."""
        place = super().get_object(pk)  # type: ignore[misc]  # the view beside it has it
        require(choosable_places(self.request.user).filter(pk=place.pk).exists())
        return place

    def get_objects(self, pks: list[Any]) -> QuerySet:
        """The places that were chosen and may be."""
        return choosable_places(self.request.user).filter(pk__in=pks)


class PlaceChoose(OwnPlaces, chooser.ChooseView):
    """Choosing a place."""


class PlaceChooseResults(OwnPlaces, chooser.ChooseResultsView):
    """Searching a place to choose."""


class PlaceChosen(OwnPlaces, chooser.SnippetChosenView):
    """A place has been chosen."""


class PlacesChosen(OwnPlaces, chooser.SnippetChosenMultipleView):
    """Several places have been chosen."""


class PlaceChooser(chooser.SnippetChooserViewSet):
    """Choosing places."""

    choose_view_class = PlaceChoose
    choose_results_view_class = PlaceChooseResults
    chosen_view_class = PlaceChosen
    chosen_multiple_view_class = PlacesChosen


class PlaceViewSet(SnippetViewSet):
    """The places of the user's own Houses."""

    model, icon = Place, "home"
    list_display = ["name", "street", "locality", "house"]
    ordering = ["name"]
    index_view_class = PlaceIndex
    edit_view_class = PlaceEdit
    copy_view_class = PlaceCopy
    delete_view_class = PlaceDelete
    usage_view_class = PlaceUsage
    history_view_class = PlaceHistory
    inspect_view_class = PlaceInspect
    chooser_viewset_class = PlaceChooser
    edit_handler = TabbedInterface(
        [
            tab(
                gettext_lazy("Address"),
                TitleFieldPanel("name", targets=["slug"], placeholder=False),
                FieldPanel("street"),
                row("postcode", "locality"),
                row("lat", "lon"),
                row("house", "slug"),
            ),
            tab(
                gettext_lazy("Getting in"),
                FieldPanel("transport_note"),
                FieldPanel("entrance_note"),
                FieldPanel("facilities", widget=forms.CheckboxSelectMultiple),
            ),
        ],
        base_form_class=PlaceForm,
    )


class SharedLists(SnippetViewSetGroup):
    """The menu of shared lists."""

    items = (
        PlaceViewSet,
        CategoryViewSet,
        PillarViewSet,
        LifeStageViewSet,
        TargetGroupViewSet,
        FacilityViewSet,
        SchoolHolidayViewSet,
    )
    menu_label = gettext_lazy("Lists")
    menu_icon = "list-ul"
    menu_name = "lists"
    menu_order = 250


def is_for_coordinators(request: HttpRequest) -> bool:
    """Do the menu items of coordinators concern this user?"""
    return request.user.has_perm("wagtail_localize.submit_translation")

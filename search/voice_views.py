"""What families asked and said, for the coordinators of a House only."""

from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import Count, Max, Model, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from home.choices import SOURCE_LOCALE
from home.permissions import houses_of, require
from offers.labels import language_name
from offers.models import OfferPage
from search.models import Feedback, Question
from search.models.voices import FeedbackKind, Rating
from search.reports import OfOwnHouses, OwnReport
from search.voices import close_question

NEW, ANSWERED = "new", "answered"


class QuestionFilters(OfOwnHouses):
    """New or answered."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=((NEW, _("New")), (ANSWERED, _("Answered"))), method="in_state"
    )

    class Meta:
        model = Question
        fields = ["house", "state"]

    def in_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """The questions in a state."""
        return rows.filter(answered_on__isnull=value == NEW)


class FeedbackFilters(OfOwnHouses):
    """About what."""

    class Meta:
        model = Feedback
        fields = ["house", "kind"]


def language_label(row: Any) -> str:
    """The language of a row."""
    return language_name(row.locale)


def day_label(row: Any) -> str:
    """The day of a row."""
    return date_format(row.day)


class QuestionsReport(OwnReport):
    """The questions, the latest first."""

    model = Question
    page_title = _("Questions of families")
    header_icon = "help"
    filterset_class = QuestionFilters
    index_url_name = "questions_report"
    index_results_url_name = "questions_report_results"
    default_ordering = "-day"
    is_searchable = False

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Nothing of what was asked: that is one click further."""
        return [
            TitleColumn("number", label=_("Number"), url_name="question_of_family"),
            *self.house_columns(),
            Column("topic", label=_("Topic"), accessor="topic_label"),
            Column("locale", label=_("Language"), accessor=language_label),
            Column("day", label=_("Day"), accessor=day_label, sort_key="day"),
            Column("state", label=_("State"), accessor=state_label),
        ]


def state_label(row: Question) -> str:
    """Whether a question waits."""
    return str(_("Answered") if row.answered_on else _("New"))


class CommentsReport(OwnReport):
    """What families wrote about offers and searches."""

    model = Feedback
    page_title = _("Comments of families")
    header_icon = "comment"
    filterset_class = FeedbackFilters
    index_url_name = "comments_report"
    index_results_url_name = "comments_report_results"
    default_ordering = "-day"
    is_searchable = False

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().exclude(comment="")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """The comment leads to the page on which it can be deleted."""
        return [
            TitleColumn("comment", label=_("Comment"), url_name="comment_of_family"),
            *self.house_columns(),
            Column("about", label=_("About"), accessor=self.about),
            Column("rating", label=_("Rating"), accessor="get_rating_display"),
            Column("locale", label=_("Language"), accessor=language_label),
            Column("day", label=_("Day"), accessor=day_label, sort_key="day"),
        ]

    @cached_property
    def titles(self) -> dict[Any, str]:
        """The titles of the offers."""
        return offer_titles(self.houses)

    def about(self, row: Feedback) -> str:
        """The offer, or the kind with the words."""
        return about(row.kind, row.offer, row.words, self.titles)


def offer_titles(houses: list[Any]) -> dict[Any, str]:
    """The Dutch titles of the offers about which something was said."""
    said = Feedback.objects.filter(house__in=houses, offer__isnull=False).values("offer")
    pages = OfferPage.objects.filter(translation_key__in=said, locale__language_code=SOURCE_LOCALE)
    return dict(pages.values_list("translation_key", "title"))


def about(kind: str, offer: Any, words: str, titles: dict[Any, str]) -> str:
    """What something was said about."""
    if offer:
        return titles.get(offer, str(_("An offer that is gone")))
    label = str(FeedbackKind(kind).label)
    return f"{label}: {words}" if words else label


class FeedbackReport(OwnReport):
    """How often families found an offer or a search useful."""

    model = Feedback
    page_title = _("What families say")
    header_icon = "success"
    filterset_class = FeedbackFilters
    index_url_name = "feedback_report"
    index_results_url_name = "feedback_report_results"
    default_ordering = ("-down", "-middle", "-up")
    is_searchable = False

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """What, and how often."""
        house = [Column("house", label=_("House"), accessor=lambda row: row["house__title"])]
        return [
            Column("about", label=_("About"), accessor=self.about),
            *(house if len(self.houses) > 1 else []),
            Column("up", label=Rating.UP.label, sort_key="up"),
            Column("middle", label=Rating.MIDDLE.label, sort_key="middle"),
            Column("down", label=Rating.DOWN.label, sort_key="down"),
            Column("comments", label=_("Comments"), sort_key="comments"),
            Column("last_day", label=_("Last on"), accessor=lambda row: date_format(row["last_day"])),
        ]

    @cached_property
    def titles(self) -> dict[Any, str]:
        """The titles of the offers."""
        return offer_titles(self.houses)

    def about(self, row: dict[str, Any]) -> str:
        """The offer, or the kind with the words."""
        return about(row["kind"], row["offer"], row["words"], self.titles)

    def get_base_queryset(self) -> QuerySet:
        """One row for everything that was said of the same."""
        rows = Feedback.objects.filter(house__in=self.houses).values("house__title", "kind", "offer", "words")
        counts = {rating.value: Sum("amount", filter=Q(rating=rating.value), default=0) for rating in Rating}
        return rows.annotate(comments=Count("pk", filter=~Q(comment="")), last_day=Max("day"), **counts)


class VoiceView(WagtailAdminTemplateMixin, TemplateView):
    """One thing that a family wrote, with what can be done about it."""

    template_name = "search/admin/voice.html"
    model: type[Model]
    back = ""
    back_label: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require(houses_of(request.user))
        own = self.model._default_manager.filter(house__in=houses_of(request.user))
        self.row: Any = get_object_or_404(own, pk=kwargs["pk"])
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete it."""
        self.row.delete()
        messages.success(request, _("It has been deleted."))
        return redirect(self.back)

    def get_page_title(self) -> str:
        """The row as a title."""
        return str(self.row)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where the user is."""
        here = [{"url": reverse(self.back), "label": self.back_label}, {"url": "", "label": str(self.row)}]
        return [*super().get_breadcrumbs_items(), *here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"row": self.row, "language": language_name(self.row.locale), **super().get_context_data(**kwargs)}


class QuestionView(VoiceView):
    """One question: read it, mark it as answered, delete it."""

    model = Question
    back, back_label = "questions_report", _("Questions of families")
    header_icon = "help"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Mark it as answered, or delete it."""
        if request.POST.get("action") != ANSWERED:
            return super().post(request, *args, **kwargs)
        close_question(self.row)
        messages.success(request, _("Question %(number)s is answered.") % {"number": self.row.number})
        return redirect(self.back)


class CommentView(VoiceView):
    """One comment: read it, delete it."""

    model = Feedback
    back, back_label = "comments_report", _("Comments of families")
    header_icon = "comment"

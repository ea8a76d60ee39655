"""What families look for and nobody offers, for the coordinators of a House."""

from typing import Any

import django_filters
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.reports import ReportView

from home.models import HousePage
from home.permissions import houses_of, require
from offers.labels import language_name
from offers.models import Category
from search.models import Demand


def own_houses(request: HttpRequest) -> QuerySet[HousePage]:
    """The Houses between which the user may choose."""
    return houses_of(request.user).order_by("title")


class OfOwnHouses(WagtailFilterSet):
    """Which House, for who has several."""

    house = django_filters.ModelChoiceFilter(label=_("House"), queryset=own_houses)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request is None or own_houses(self.request).count() < 2:
            del self.filters["house"]


class OwnReport(ReportView):
    """A list of rows of the user's own Houses, for coordinators only."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.houses = list(own_houses(request))
        require(self.houses)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        """The rows of the own Houses."""
        return self.model._default_manager.filter(house__in=self.houses).select_related("house")

    def house_columns(self) -> list[BaseColumn]:
        """The House stands there only for who has several."""
        return [Column("house", label=_("House"))] if len(self.houses) > 1 else []


class DemandFilters(OfOwnHouses):
    """Which House, and which weeks."""

    week = django_filters.DateFromToRangeFilter(label=_("Weeks"), widget=DateRangePickerWidget)

    class Meta:
        model = Demand
        fields = ["house", "week"]


class DemandReport(OwnReport):
    """What was missing, with how often and when last: of the user's own Houses only."""

    model = Demand
    page_title = _("What families miss")
    header_icon = "search"
    filterset_class = DemandFilters
    index_url_name = "demand_report"
    index_results_url_name = "demand_report_results"
    default_ordering = ("-times", "-last_week", "words")
    list_export = ["house__title", "words", "category", "locale", "times", "last_week"]
    export_headings = {
        "house__title": _("House"),
        "words": _("Words"),
        "category": _("Closest category"),
        "locale": _("Language"),
        "times": _("How often"),
        "last_week": _("Last in the week of"),
    }

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """The House stands there only for who has several."""
        name = self.export_headings
        house = [Column("house__title", label=name["house__title"], sort_key="house__title")]
        words = Column("words", label=name["words"], sort_key="words")
        words.empty_value_display = _("Not kept: too personal or too long")
        return [
            words,
            *(house if len(self.houses) > 1 else []),
            Column("category", label=name["category"], accessor=self.category_label, sort_key="category"),
            Column("locale", label=name["locale"], accessor=self.language_label, sort_key="locale"),
            Column("times", label=name["times"], sort_key="times"),
            Column("last_week", label=name["last_week"], accessor=self.week_label, sort_key="last_week"),
        ]

    @cached_property
    def category_labels(self) -> dict[str, str]:
        """The categories in the language of the admin."""
        return {category.slug: str(category) for category in Category.objects.all()}

    def category_label(self, row: dict[str, Any]) -> str:
        """The category of a row; its code when it is no longer there."""
        return self.category_labels.get(row["category"], row["category"])

    def language_label(self, row: dict[str, Any]) -> str:
        """The language of a row."""
        return language_name(row["locale"])

    def week_label(self, row: dict[str, Any]) -> str:
        """The Monday of the last week of a row."""
        return date_format(row["last_week"])

    def get_base_queryset(self) -> QuerySet:
        """The same words in the same language are one row, over all weeks that are asked."""
        rows = Demand.objects.filter(house__in=self.houses).values("house__title", "words", "category", "locale")
        return rows.annotate(times=Sum("amount"), last_week=Max("week"))

    def get_filename(self) -> str:
        """The name of the exported file."""
        return f"what-families-miss-{timezone.localdate().isoformat()}"

    def to_row_dict(self, item: dict[str, Any]) -> dict[str, Any]:
        """A row of the export, with names in the place of codes."""
        labels = {"category": self.category_label(item), "locale": self.language_label(item)}
        return super().to_row_dict({**item, **labels})

"""Every filter of the catalogue, declared once: form, query, facets and API documentation follow from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from offers.choices import WEEKDAYS, WEEKEND, Access, Audience, BookingStatus, DeliveryMode, OfferKind, Universality
from search.catalogue_index import CatalogueIndex
from search.parameters import (
    AnyCode,
    Choice,
    Clock,
    Coordinates,
    Day,
    Flag,
    HouseLocale,
    HouseSlug,
    Kind,
    LanguageCode,
    Opaque,
    Term,
    Whole,
    Words,
)

DEFAULT_RADIUS_M = 10_000
HALF_THE_EARTH_M = 20_100_000
# The days that an open end of `from` and `to` reaches.
OPEN_END = timedelta(366)
DEFAULT_LIMIT, MOST_A_PAGE = 20, 100
OLDEST_MONTHS = 300
SORTS = ("relevance", "title", "distance", "next", "-updated_at")
AUDIENCES = (*Audience.values, "all")
FACETS = (
    *("pillar", "category", "life_stage", "target_group", "kind", "partner", "facility", "access", "delivery_mode"),
    *("spoken_lang", "content_lang", "locality", "free", "day"),
)


@dataclass(frozen=True)
class Parameter:
    """One name in a query string. `several`: values by comma or by repetition, which are alternatives."""

    name: str
    kind: Kind
    title: str | Promise
    description: str
    several: bool = False
    default: str | int | None = None

    def openapi(self) -> dict[str, Any]:
        """The parameter as OpenAPI 3.1 describes it."""
        schema = self.kind.schema()
        if self.default is not None:
            schema["default"] = self.default
        found = {"name": self.name, "in": "query", "required": False, "description": self.description}
        if self.several:
            return found | {
                "schema": {"type": "array", "items": schema, "minItems": 1},
                "style": "form",
                "explode": False,
            }
        return found | {"schema": schema}


Values = Mapping[str, Any]
Passing = Callable[[CatalogueIndex, Values, date], int]


@dataclass(frozen=True)
class Filter:
    """A rule that offers pass or not. It is in force when one of its parameters is given."""

    name: str
    parameters: tuple[Parameter, ...]
    passing: Passing

    def is_active(self, values: Values) -> bool:
        """Has somebody asked for it?"""
        return any(parameter.name in values for parameter in self.parameters)


def _with_value(name: str, index: CatalogueIndex, values: Values, today: date) -> int:
    asked = values[name]
    return index.having(name, (asked,) if isinstance(asked, str) else asked)


def _single(
    name: str, kind: Kind, title: Promise, description: str, passing: Passing, *, several: bool = False
) -> Filter:
    return Filter(name, (Parameter(name, kind, title, description, several=several),), passing)


def _value_filter(name: str, kind: Kind, title: Promise, description: str, *, several: bool = True) -> Filter:
    return _single(name, kind, title, description, partial(_with_value, name), several=several)


def _of_partner(index: CatalogueIndex, values: Values, today: date) -> int:
    slugs = index.names["partner_id"]
    return index.having("partner", {slugs.get(code, code) for code in values["partner"]})


def _of_age(index: CatalogueIndex, values: Values, today: date) -> int:
    return index.of_age(values["age_months"])


def _on_days(index: CatalogueIndex, values: Values, today: date) -> int:
    return index.slots_on(values.get("day", WEEKDAYS), values.get("from_time"), values.get("to_time"), today)


def _in_weekend(index: CatalogueIndex, values: Values, today: date) -> int:
    there = index.slots_on(WEEKEND, None, None, today)
    return there if values["weekend"] == "true" else index.everything & ~there


def _on_dates(index: CatalogueIndex, values: Values, today: date) -> int:
    first = values.get("from", today)
    last = values.get("to") or date.fromordinal(min(first.toordinal() + OPEN_END.days, date.max.toordinal()))
    return index.running_between(first, last, today)


def _nearby(index: CatalogueIndex, values: Values, today: date) -> int:
    return index.within(values["near"], values.get("radius_m", DEFAULT_RADIUS_M))


def _in_box(index: CatalogueIndex, values: Values, today: date) -> int:
    return index.inside(*values["bbox"])


def _for_audience(index: CatalogueIndex, values: Values, today: date) -> int:
    asked = values.get("audience", Audience.FAMILIES.value)
    return index.everything if asked == "all" else index.having("audience", (asked,))


class AudienceFilter(Filter):
    """The one filter that is always in force: who says nothing asks for families."""

    def is_active(self, values: Values) -> bool:
        """Always."""
        return True


FILTERS: tuple[Filter, ...] = (
    _value_filter("pillar", Term("pillars"), _("Theme"), "Pillar of any of its categories."),
    _value_filter("category", Term("categories"), _("What about?"), "Category, as in /taxonomy."),
    _value_filter("life_stage", Term("life_stages"), _("Stage of life"), "Life stage, as in /taxonomy."),
    _value_filter("target_group", Term("target_groups"), _("Especially for"), "Target group, as in /taxonomy."),
    _value_filter("kind", Choice(tuple(OfferKind.values)), _("Kind of offer"), "What sort of offer it is."),
    _single(
        "partner",
        AnyCode(),
        _("Organisation"),
        "Slug or id of its partner or of one of its co-partners; one that nobody has finds nothing.",
        _of_partner,
        several=True,
    ),
    _value_filter("facility", Term("facilities"), _("Accessible and comfortable"), "Facility of its place."),
    _value_filter("access", Choice(tuple(Access.values)), _("How to join"), "How a family gets in."),
    _value_filter("delivery_mode", Choice(tuple(DeliveryMode.values)), _("Where or how"), "Where or how it is given."),
    _value_filter("universality", Choice(tuple(Universality.values)), _("For whom"), "For everyone, or for some."),
    _value_filter(
        "locality", AnyCode(), _("Town or village"), "Town or village of its place; an unknown one finds nothing."
    ),
    _value_filter("booking_status", Choice(tuple(BookingStatus.values)), _("Places left"), "Whether there is room."),
    _value_filter(
        "spoken_lang",
        LanguageCode(),
        _("Language you can speak there"),
        "What can be spoken there; an interpreter counts.",
    ),
    _value_filter(
        "content_lang",
        LanguageCode(),
        _("Language of the text"),
        "A text exists in this language; fallback does not count.",
    ),
    _single(
        "age_months",
        Whole(0, OLDEST_MONTHS),
        _("Age in months"),
        "Offers whose range of ages holds this one, or which have no ages.",
        _of_age,
    ),
    _value_filter("free", Flag(), _("Free of charge"), "Free of charge, or not.", several=False),
    _value_filter("uitpas", Flag(), _("Cheaper with UiTPAS"), "Cheaper with UiTPAS, or not.", several=False),
    _value_filter(
        "low_digital", Flag(), _("Without e-mail or computer"), "Joining needs no e-mail or computer.", several=False
    ),
    _value_filter(
        "residents_only", Flag(), _("For residents only"), "Only for residents of the municipality.", several=False
    ),
    Filter(
        "day",
        (
            Parameter(
                "day",
                Choice(WEEKDAYS),
                _("Day of the week"),
                "A weekly slot on one of these days that has not ended for good, or a permanent offer. "
                "Holiday programmes and single dates do not count.",
                several=True,
            ),
            Parameter("from_time", Clock(), _("From what time"), "Such a slot ends after this time, HH:MM."),
            Parameter("to_time", Clock(), _("Until what time"), "Such a slot begins before this time, HH:MM."),
        ),
        _on_days,
    ),
    _single("weekend", Flag(), _("In the weekend"), "true: as day=sat,sun; false: the others.", _in_weekend),
    Filter(
        "dates",
        (
            Parameter(
                "from",
                Day(),
                _("From what date"),
                "An occurrence lies on or after this day (today when only `to` is given), or it is standing help.",
            ),
            Parameter(
                "to", Day(), _("Until what date"), "An occurrence lies on or before this day; default 366 days later."
            ),
        ),
        _on_dates,
    ),
    Filter(
        "near",
        (
            Parameter(
                "near",
                Coordinates((90, 180), "51.0,4.3"),
                _("Near a point"),
                "latitude,longitude: its place lies within radius_m. Offers without a place are left out.",
            ),
            Parameter(
                "radius_m",
                Whole(0, HALF_THE_EARTH_M),
                _("Metres around it"),
                "Metres around `near`.",
                default=DEFAULT_RADIUS_M,
            ),
        ),
        _nearby,
    ),
    _single(
        "bbox",
        Coordinates((180, 90, 180, 90), "4.2,50.9,4.4,51.1"),
        _("In a part of the map"),
        "west,south,east,north in degrees: its place lies in this box.",
        _in_box,
    ),
    AudienceFilter(
        "audience",
        (Parameter("audience", Choice(AUDIENCES), _("Audience"), "Whom it is for.", default=Audience.FAMILIES.value),),
        _for_audience,
    ),
)

LANG = Parameter("lang", HouseLocale(), _("Language"), "Language of labels and texts: a language of the House.")
HOUSE = Parameter("house", HouseSlug(), _("House"), "Slug of the House; without it, the host decides.")
TEXT = Parameter("q", Words(), _("Search words"), "Words in any language. Without a letter or digit it is no search.")
OTHERS: tuple[Parameter, ...] = (
    TEXT,
    Parameter(
        "sort",
        Choice(SORTS),
        _("Order"),
        "Default relevance with q, else title. distance needs near; next = soonest first.",
    ),
    Parameter("facets", Choice((*FACETS, "all")), _("Facets"), "Facets to count, or all.", several=True),
    Parameter(
        "limit", Whole(0, MOST_A_PAGE), _("Number on a page"), "Most items in the answer.", default=DEFAULT_LIMIT
    ),
    Parameter("cursor", Opaque(), _("Place in the list"), "From `next` of an answer to the same question."),
    LANG,
    Parameter(
        "fallback",
        Choice(("nl", "none")),
        _("Offers without translation"),
        "nl: with their Dutch text, marked as such; none: left out.",
        default="nl",
    ),
    HOUSE,
)
PARAMETERS: dict[str, Parameter] = {
    parameter.name: parameter
    for parameter in (TEXT, *(one for filter_ in FILTERS for one in filter_.parameters), *OTHERS)
}


def openapi_parameters(*names: str) -> list[dict[str, Any]]:
    """The parameters of lists of offers as OpenAPI describes them; all, or those that are named."""
    return [parameter.openapi() for name, parameter in PARAMETERS.items() if not names or name in names]


# What a list that is sent whole in another format has no use for; `lang` and `house` are read before.
UNPAGED = ("lang", "house", "limit", "cursor", "facets")


def parameters_without(*names: str) -> list[dict[str, Any]]:
    """The parameters of lists of offers but for those that are named."""
    return openapi_parameters(*(name for name in PARAMETERS if name not in names))

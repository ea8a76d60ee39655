"""The catalogue page: facets as a form, chosen filters as chips, order, pages."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from offers import wording
from offers.choices import Audience, BookingStatus, Universality
from search.addresses import Pair, catalogue_address, without
from search.filters import FACETS
from search.nearby import DISTANCE
from search.times import part_of_day

# Ages to choose from: months for babies, half years for toddlers, then years.
AGES = (0, 3, 6, 9, 12, 18, 24, 30, *range(36, 228, 12), 240, 264, 288)
# What the forms send themselves; whatever else was chosen travels with them, hidden.
FORM_FIELDS = frozenset(
    {*FACETS, "age_months", "from", "to", "from_time", "to_time", "uitpas", "low_digital", "radius_m"}
)


@dataclass(frozen=True)
class Section:
    """A part of the filter form: one facet, or a few fields that belong together."""

    name: str
    title: Any
    icon: str
    is_first: bool = False


SECTIONS = (
    Section("life_stage", gettext_lazy("Age"), "age", is_first=True),
    Section("locality", gettext_lazy("Where?"), "place", is_first=True),
    Section("day", gettext_lazy("When?"), "calendar", is_first=True),
    Section("free", gettext_lazy("Price"), "euro", is_first=True),
    Section("spoken_lang", gettext_lazy("Language you can speak there"), "languages", is_first=True),
    Section("category", gettext_lazy("What about?"), "home-visit", is_first=True),
    Section("access", gettext_lazy("How to join"), "door"),
    Section("target_group", gettext_lazy("Especially for"), "help-line"),
    Section("facility", gettext_lazy("Accessible and comfortable"), "wheelchair"),
    Section("kind", gettext_lazy("Kind of offer"), "ticket"),
    Section("delivery_mode", gettext_lazy("At a place, at home, online"), "online"),
    Section("content_lang", gettext_lazy("Language of the text"), "globe-words"),
    Section("partner", gettext_lazy("Organisation"), "roof"),
)
TIMES = ("from_time", "to_time")
FIELDS_OF = {
    "life_stage": ("age_months", "born"),
    "locality": ("near", "where"),
    "day": ("from", "to", *TIMES),
    "free": ("uitpas",),
    "access": ("low_digital",),
    "category": ("pillar",),
}
SORTS = (
    ("relevance", pgettext_lazy("order of a list", "best match")),
    ("distance", pgettext_lazy("order of a list", "nearest first")),
    ("next", pgettext_lazy("order of a list", "soonest first")),
    ("title", pgettext_lazy("order of a list", "by name")),
    ("-updated_at", pgettext_lazy("order of a list", "newest first")),
)
# Whether a filter is on or off, in words.
FLAGS = {
    ("free", "true"): gettext_lazy("Free of charge"),
    ("free", "false"): gettext_lazy("Not free"),
    ("uitpas", "true"): gettext_lazy("Cheaper with UiTPAS"),
    ("uitpas", "false"): gettext_lazy("Without UiTPAS"),
    ("low_digital", "true"): gettext_lazy("No e-mail or computer needed"),
    ("low_digital", "false"): gettext_lazy("E-mail or computer needed"),
    ("residents_only", "true"): gettext_lazy("Only for residents"),
    ("residents_only", "false"): gettext_lazy("Not only for residents"),
    ("weekend", "true"): gettext_lazy("In the weekend"),
    ("weekend", "false"): gettext_lazy("Not in the weekend"),
    ("fallback", "none"): gettext_lazy("Only with a text in my language"),
    ("audience", "all"): gettext_lazy("Families and professionals"),
}
FROM_CHOICES: dict[str, Any] = {"universality": Universality, "booking_status": BookingStatus, "audience": Audience}
# What makes no sense without another choice.
DEPENDENTS: dict[str, tuple[Pair | str, ...]] = {"near": DISTANCE}

Facets = dict[str, list[dict[str, Any]]]


def western(facets: Facets) -> Facets:
    """The counted facets with digits as they stand on clocks here, and a capital at the start of each label."""
    return {
        name: [bucket | {"label": wording.first_upper(wording.western_digits(bucket["label"]))} for bucket in buckets]
        for name, buckets in facets.items()
    }


def sections(
    facets: Facets, pairs: list[Pair], parents: dict[str, str], wrong: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The filter form. `parents` names the pillar of each category; `wrong` are fields that were not understood."""
    names = {name for name, _value in pairs}
    rows = []
    for section in SECTIONS:
        buckets = facets.get(section.name, [])
        mine = {section.name, *FIELDS_OF.get(section.name, ())}
        row = {
            "name": section.name,
            "title": section.title,
            "icon": section.icon,
            "is_first": section.is_first,
            "buckets": buckets,
            "is_open": section.name == "life_stage" or bool(mine & {*names, *wrong}),
            # Two times are one part of the day.
            "chosen": sum(name in mine for name, _value in pairs) - (mine >= {*TIMES} and names >= {*TIMES}),
        }
        if section.name == "category":
            row["groups"] = category_groups(facets, parents)
        if buckets or len(mine) > 1:
            rows.append(row)
    return rows


def category_groups(facets: Facets, parents: dict[str, str]) -> list[dict[str, Any]]:
    """The categories under their pillars."""
    groups = []
    for pillar in facets.get("pillar", []):
        inside = [bucket for bucket in facets.get("category", []) if parents.get(bucket["value"]) == pillar["value"]]
        groups.append({"pillar": pillar, "categories": inside, "is_open": any(bucket["selected"] for bucket in inside)})
    return groups


def ages(pairs: list[Pair]) -> list[dict[str, Any]]:
    """The ages of the form; one that came with the address from elsewhere is among them."""
    chosen = dict(pairs).get("age_months", "")
    months = sorted({*AGES, int(chosen)} if chosen.isdecimal() else AGES)
    return [{"value": str(age), "label": wording.months_as_age(age), "selected": str(age) == chosen} for age in months]


def chips(path: str, pairs: list[Pair], facets: Facets, point: dict[str, Any]) -> list[dict[str, str]]:
    """The chosen filters, each with the address that takes it off. `point` is what `search.nearby` says."""
    part = part_of_day(pairs)
    found = []
    for pair in pairs:
        off = without(pairs, pair, *DEPENDENTS.get(pair[0], ()))
        if part and pair[0] in TIMES:
            if pair == part.pairs[0]:
                found.append({"label": str(part.name), "href": catalogue_address(path, without(pairs, *part.pairs))})
        elif pair[0] == "near" and point:
            found.append({"label": point["chip"], "href": catalogue_address(path, off)})
        elif label := chip_label(pair, facets):
            found.append({"label": label, "href": catalogue_address(path, off)})
    return found


def chip_label(pair: Pair, facets: Facets) -> str:
    """What a chosen filter is called; nothing for what is no filter."""
    name, value = pair
    if pair in FLAGS:
        return str(FLAGS[pair])
    if name in facets:
        return next(
            (bucket["label"] for bucket in facets[name] if bucket["value"] == value and bucket["selected"]), value
        )
    if name in FROM_CHOICES:
        return str(FROM_CHOICES[name](value).label)
    return plain_label(name, value)


def plain_label(name: str, value: str) -> str:
    """The words for a filter with a value of its own."""
    match name:
        case "age_months":
            return wording.months_as_age(int(value))
        case "from":
            return _("from %(date)s") % {"date": date_label(value)}
        case "to":
            return _("until %(date)s") % {"date": date_label(value)}
        case "from_time":
            return _("from %(time)s") % {"time": wording.clock(value)}
        case "to_time":
            return _("until %(time)s") % {"time": wording.clock(value)}
        case "bbox":
            return _("In this area")
        case _:
            return ""


def date_label(value: str) -> str:
    """A date of the address, in words."""
    return wording.full_date(wording.iso_date(value))


def sorts(path: str, pairs: list[Pair]) -> list[dict[str, Any]]:
    """The orders to choose from; best match only where there are words, nearest first only where there is a point."""
    names = {name for name, _value in pairs}
    standard = "relevance" if "q" in names else "title"
    current = dict(pairs).get("sort", standard)
    needs = {"relevance": "q", "distance": "near"}
    return [
        {
            "label": label,
            "href": catalogue_address(path, [*without(pairs, "sort"), *([] if name == standard else [("sort", name)])]),
            "current": name == current,
        }
        for name, label in SORTS
        if needs.get(name) in (None, *names)
    ]


def pager(path: str, pairs: list[Pair], page: int, pages: int) -> dict[str, Any] | None:
    """Links to the other pages; nothing where all fits on one."""
    if pages < 2:
        return None

    def address(number: int) -> str:
        return catalogue_address(path, [*pairs, ("page", str(number))] if number > 1 else pairs)

    shown = sorted({1, *range(max(1, page - 1), min(pages, page + 1) + 1), pages})
    numbers = [
        {
            "number": number,
            "href": address(number),
            "current": number == page,
            "gap": index > 0 and number - shown[index - 1] > 1,
        }
        for index, number in enumerate(shown)
    ]
    return {
        "numbers": numbers,
        "previous": address(page - 1) if page > 1 else "",
        "next": address(page + 1) if page < pages else "",
        "page": page,
        "pages": pages,
    }

"""Every facet of the catalogue, declared once: from which filter it comes, and what its values are called."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext, override

from offers import labels
from offers.choices import WEEKDAYS, Access, DeliveryMode, OfferKind
from search.catalogue_index import CatalogueIndex

Taxonomy = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Context:
    """Where a facet is counted."""

    index: CatalogueIndex
    taxonomy: Taxonomy
    today: date


@dataclass(frozen=True)
class Facet:
    """A facet: it counts the values of the filter of its own name, under all other filters.

    `named` gives (value, label) in the order in which they are shown; without an order, the most frequent come first.
    """

    name: str
    named: Callable[[Context, Iterable[str]], list[tuple[str, str]]]
    has_order: bool = True

    def sets(self, context: Context) -> Mapping[str, int]:
        """The offers that have each value."""
        if self.name == "day":
            return {weekday: context.index.slots_on([weekday], None, None, context.today) for weekday in WEEKDAYS}
        return context.index.values.get(self.name, {})

    def buckets(self, context: Context, bits: int, selected: Iterable[str]) -> list[dict[str, Any]]:
        """The values with their counts among these offers; those without any are left out unless selected."""
        chosen = set(selected)
        counts = dict.fromkeys(chosen, 0)
        for value, members in self.sets(context).items():
            count = (members & bits).bit_count()
            if count or value in chosen:
                counts[value] = count
        named = self.named(context, counts)
        found = [
            {"value": value, "label": label, "count": counts[value], "selected": value in chosen}
            for value, label in named
        ]
        return found if self.has_order else sorted(found, key=lambda row: (-row["count"], row["label"]))


def _terms(listed: str, context: Context, values: Iterable[str]) -> list[tuple[str, str]]:
    """Labels of the taxonomy, in its order; a code that it no longer knows comes last, as a code."""
    wanted = set(values)
    known = [(term["slug"], term["label"]) for term in context.taxonomy.get(listed, ()) if term["slug"] in wanted]
    return known + [(value, value) for value in sorted(wanted.difference(value for value, _label in known))]


def _choices(choices: type[TextChoices], context: Context, values: Iterable[str]) -> list[tuple[str, str]]:
    wanted = set(values)
    return [(value, str(label)) for value, label in choices.choices if value in wanted]


def _names(kind: str, context: Context, values: Iterable[str]) -> list[tuple[str, str]]:
    names = context.index.names[kind]
    return [(value, names.get(value) or value) for value in values]


def _languages(context: Context, values: Iterable[str]) -> list[tuple[str, str]]:
    return [(value, labels.language_name(value)) for value in values]


def _weekdays(context: Context, values: Iterable[str]) -> list[tuple[str, str]]:
    wanted = set(values)
    return [(weekday, labels.weekday_name(weekday)) for weekday in WEEKDAYS if weekday in wanted]


def _prices(context: Context, values: Iterable[str]) -> list[tuple[str, str]]:
    wanted = set(values)
    names = (("true", gettext("Free of charge")), ("false", gettext("Not free")))
    return [(value, label) for value, label in names if value in wanted]


DECLARED: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("pillar", partial(_terms, "pillars")),
        Facet("category", partial(_terms, "categories")),
        Facet("life_stage", partial(_terms, "life_stages")),
        Facet("target_group", partial(_terms, "target_groups")),
        Facet("kind", partial(_choices, OfferKind)),
        Facet("partner", partial(_names, "partner"), has_order=False),
        Facet("facility", partial(_terms, "facilities")),
        Facet("access", partial(_choices, Access)),
        Facet("delivery_mode", partial(_choices, DeliveryMode)),
        Facet("spoken_lang", _languages, has_order=False),
        Facet("content_lang", _languages, has_order=False),
        Facet("locality", partial(_names, "locality"), has_order=False),
        Facet("free", _prices),
        Facet("day", _weekdays),
    )
}


def count_facets(
    names: Iterable[str],
    context: Context,
    under: Callable[[str], int],
    selected: Mapping[str, Any],
    locale: str,
) -> dict[str, list[dict[str, Any]]]:
    """The asked facets, labelled in a language. `under(name)` gives the offers that pass every filter but that one."""
    found = {}
    with override(locale):
        for name in dict.fromkeys(names):
            values = selected.get(name, ())
            chosen = (values,) if isinstance(values, str) else values
            found[name] = DECLARED[name].buckets(context, under(name), chosen)
    return found

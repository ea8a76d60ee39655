"""The lists of codes as taxonomies, their values as terms."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from offers.choices import Access, Audience, BookingStatus, DeliveryMode, OfferKind, Universality
from offers.documents.read import House, taxonomy
from offers.faces.hsds.identity import derived, filled

VERSION = "1"


@dataclass(frozen=True)
class CodeList:
    """One list: its name in `/taxonomy`, the filter of the catalogue that takes its values, and words about it."""

    name: str
    filter: str
    title: str | Promise
    description: str | Promise
    choices: type[TextChoices] | None = None
    parents: str = ""

    @property
    def id(self) -> str:
        """The identifier of the taxonomy; the same in every House."""
        return derived("taxonomy", self.name)

    def term_id(self, slug: str) -> str:
        """The identifier of a term; the same in every House."""
        return derived("taxonomy_term", self.name, slug)


CODE_LISTS = (
    CodeList("pillars", "pillar", _("Pillars"), _("The fields of work of a Huis van het Kind")),
    CodeList("categories", "category", _("Categories"), _("What an offer is about"), parents="pillars"),
    CodeList("life_stages", "life_stage", _("Life stages"), _("The age or stage of the child")),
    CodeList("target_groups", "target_group", _("Target groups"), _("The families an offer is there for")),
    CodeList("facilities", "facility", _("Facilities"), _("What a place has")),
    CodeList("kinds", "kind", _("Kinds of offers"), _("What sort of thing an offer is"), OfferKind),
    CodeList("access", "access", _("Ways in"), _("How a family gets in"), Access),
    CodeList("delivery_modes", "delivery_mode", _("Ways to reach"), _("Where or how the help is given"), DeliveryMode),
    CodeList("universality", "universality", _("For whom"), _("For everyone or for some families"), Universality),
    CodeList("booking_status", "booking_status", _("Room"), _("Whether there is room"), BookingStatus),
    CodeList("audiences", "audience", _("Audience"), _("Families or professionals"), Audience),
)
BY_NAME = {each.name: each for each in CODE_LISTS}


def taxonomies() -> list[dict[str, Any]]:
    """Every taxonomy, in the active language."""
    return [
        {"id": each.id, "name": str(each.title), "description": str(each.description), "version": VERSION}
        for each in CODE_LISTS
    ]


def rows_of(code_list: CodeList, house: House, locale: str) -> Iterable[tuple[str, str, str | None]]:
    """Slug, label and slug of the parent of each value."""
    if code_list.choices:
        return [(value, str(label), None) for value, label in code_list.choices.choices]
    return [(row["slug"], row["label"], row["parent"]) for row in taxonomy(house, locale)[code_list.name]]


def terms(house: House, locale: str) -> list[dict[str, Any]]:
    """Every term, in the ACTIVE language `locale`. No query while the log stands."""
    return [
        term(code_list, slug, label, parent, locale)
        for code_list in CODE_LISTS
        for slug, label, parent in rows_of(code_list, house, locale)
    ]


def term(code_list: CodeList, slug: str, label: str, parent: str | None, locale: str) -> dict[str, Any]:
    """One value of a list. The catalogue has no description of a value beyond its name."""
    parents = BY_NAME.get(code_list.parents)
    return filled(
        {
            "id": code_list.term_id(slug),
            "code": slug,
            "name": label,
            "description": label,
            "parent_id": parents.term_id(parent) if parents and parent else None,
            "taxonomy": str(code_list.title),
            "taxonomy_id": code_list.id,
            "language": locale,
        }
    )


def found_term(identifier: str, house: House) -> tuple[CodeList, str] | None:
    """The list and the slug of a term of this House."""
    for code_list in CODE_LISTS:
        for slug, _label, _parent in rows_of(code_list, house, house.locales[0]):
            if code_list.term_id(slug) == identifier:
                return code_list, slug
    return None


def found_list(identifier: str) -> CodeList | None:
    """The list that is this taxonomy."""
    return next((each for each in CODE_LISTS if each.id == identifier), None)

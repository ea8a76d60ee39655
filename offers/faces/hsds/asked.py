"""A question to the HSDS face: which page, in which form, and the values of its filters."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from home.problems import InvalidQuery, Problem
from offers.asked import Asked, whole_number
from offers.openapi import parameter

DEFAULT_PER_PAGE, MOST_PER_PAGE, MOST_PAGES = 50, 500, 999_999
FORMATS = ("json", "ndjson")
FLAGS = ("false", "true")

PAGE = parameter("page", "Which page, from 1.", {"type": "integer", "minimum": 1, "default": 1})
PER_PAGE = parameter(
    "per_page",
    "How many items a page has at most.",
    {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": DEFAULT_PER_PAGE},
)
FORMAT = parameter("format", "`ndjson`: everything, an object a line, unpaged.", {"type": "string", "enum": [*FORMATS]})
SEARCH = parameter("search", "Words.", {"type": "string"})
FULL = parameter("full", "With all lists of each item.", {"type": "boolean", "default": False})
MINIMAL = parameter("minimal", "`id` and `last_modified` alone.", {"type": "boolean", "default": False})
TERM = parameter("taxonomy_term_id", "With this term.", {"type": "string", "format": "uuid"})
TAXONOMY = parameter("taxonomy_id", "With a term of this taxonomy.", {"type": "string", "format": "uuid"})
ORGANIZATION = parameter("organization_id", "Of this organization.", {"type": "string", "format": "uuid"})
MODIFIED = parameter(
    "modified_after",
    "Changed since this day or instant (ISO 8601, UTC unless it says so). Offers that went since then come last, "
    "without other filters: `inactive` or `defunct`.",
    {"type": "string"},
)
POSTCODE = parameter("postcode", "At a place with this postcode.", {"type": "string"})
PROXIMITY = parameter(
    "proximity",
    "With `postcode`: at most so many metres from the middle of the places with that postcode.",
    {"type": "integer", "minimum": 0, "maximum": MOST_PAGES},
)
PARENT = parameter("parent_id", "Below this term.", {"type": "string", "format": "uuid"})
TOP = parameter("top_only", "Terms without a parent alone.", {"type": "boolean", "default": False})
PAGING = [PAGE, PER_PAGE, FORMAT]


@dataclass(frozen=True)
class Window:
    """The asked part of a list; `given` are the parameters as they came, each once and all of them known."""

    page: int
    per_page: int
    is_stream: bool
    given: dict[str, str]

    @property
    def offset(self) -> int:
        """How many items stand before the page."""
        return (self.page - 1) * self.per_page

    def flag(self, name: str) -> bool:
        """A parameter that is `true` or `false` (default). Raises InvalidQuery."""
        return choice(self.given, name, FLAGS) == "true"

    def key(self, name: str) -> str | None:
        """A parameter that is a UUID. Raises InvalidQuery."""
        if name not in self.given:
            return None
        try:
            return str(uuid.UUID(self.given[name]))
        except ValueError:
            raise InvalidQuery([Problem(name, _("Give an id, as this API gives them."))]) from None

    def moment(self, name: str) -> datetime | None:
        """A parameter that is a day or an instant; UTC unless it says so. Raises InvalidQuery."""
        if name not in self.given:
            return None
        try:
            moment = datetime.fromisoformat(self.given[name])
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            message = _("Give a day or an instant, such as 2026-11-25 or 2026-11-25T10:00:00Z.")
            raise InvalidQuery([Problem(name, message)]) from None

    def envelope(self, total: int) -> dict[str, object]:
        """The members of a page beside `size`, `empty` and `contents`, for `total` items."""
        pages = -(-total // self.per_page)
        return {
            "total_items": total,
            "total_pages": pages,
            "page_number": self.page,
            "first_page": self.page == 1,
            "last_page": self.page >= pages,
        }


def window(asked: Asked, *names: str) -> Window:
    """Paging of a list that takes `page`, `per_page`, `format` and `names`. Raises InvalidQuery."""
    given = asked.only("page", "per_page", "format", *names)
    return Window(
        page=whole_number(given.get("page"), "page", 1, 1, MOST_PAGES),
        per_page=whole_number(given.get("per_page"), "per_page", DEFAULT_PER_PAGE, 1, MOST_PER_PAGE),
        is_stream=choice(given, "format", FORMATS) == "ndjson",
        given=given,
    )


def choice(given: dict[str, str], name: str, values: tuple[str, ...]) -> str:
    """One of some values, the first unless given. Raises InvalidQuery."""
    value = given.get(name, values[0])
    if value not in values:
        raise InvalidQuery([Problem(name, _("Give one of: %(values)s.") % {"values": ", ".join(values)})])
    return value


def unknown_id() -> str:
    """What to say of an identifier of the lists that is none."""
    return _("There is nothing with this id in the lists.")

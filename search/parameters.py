"""The kinds of values that a query string can hold: how each is read, and how OpenAPI describes it."""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext

from home.negotiation import locale_for
from offers.windows import day_of, not_a_date

LONGEST_TEXT = 200
MOST_SHOWN = 40
SLUG_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
WHOLE = re.compile(r"[0-9]{1,9}")
DECIMAL = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,20})?")
CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class BadValueError(ValueError):
    """A value that a parameter cannot have; its message is for the asker."""


@dataclass(frozen=True)
class Vocabulary:
    """The codes that a House knows."""

    terms: dict[str, frozenset[str]] = field(default_factory=dict)
    locales: Sequence[str] = ()
    houses: frozenset[str] = frozenset()
    house: str = ""

    @classmethod
    def of(
        cls, taxonomy: dict[str, list[dict]], locales: Sequence[str], house: str = "", houses: Iterable[str] = ()
    ) -> "Vocabulary":
        """From the taxonomy as the API gives it."""
        terms = {name: frozenset(term["slug"] for term in listed) for name, listed in taxonomy.items()}
        return cls(terms, tuple(locales), frozenset(houses), house)


class Kind(Protocol):
    """One kind of value."""

    def read(self, text: str, vocabulary: Vocabulary) -> Any:
        """The value of a text, or BadValueError."""
        ...

    def schema(self) -> dict[str, Any]:
        """The value as JSON Schema."""
        ...


def printable(text: str) -> str:
    """A text as it can be said back to the asker: short, without what cannot be seen or sent."""
    shown = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in text)
    return shown if len(shown) <= MOST_SHOWN else f"{shown[:MOST_SHOWN]}…"


def _does_not_exist(text: str) -> BadValueError:
    return BadValueError(gettext("“%(value)s” does not exist here.") % {"value": printable(text)})


@dataclass(frozen=True)
class Choice:
    """One of a fixed list."""

    values: tuple[str, ...]

    def read(self, text: str, vocabulary: Vocabulary) -> str:
        """The value itself."""
        if text not in self.values:
            raise BadValueError(gettext("Choose one of: %(allowed)s.") % {"allowed": ", ".join(self.values)})
        return text

    def schema(self) -> dict[str, Any]:
        """An enumeration."""
        return {"type": "string", "enum": list(self.values)}


@dataclass(frozen=True)
class Flag(Choice):
    """Yes or no."""

    values: tuple[str, ...] = ("true", "false")

    def schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Term:
    """A code of the taxonomy."""

    listed: str

    def read(self, text: str, vocabulary: Vocabulary) -> str:
        """The code itself."""
        if text not in vocabulary.terms.get(self.listed, ()):
            raise _does_not_exist(text)
        return text

    def schema(self) -> dict[str, Any]:
        """A code; which ones there are is in `/taxonomy`."""
        return {"type": "string", "pattern": f"^{SLUG_PATTERN}$"}


@dataclass(frozen=True)
class AnyCode:
    """A code that need not exist: one that nobody has finds nothing."""

    def read(self, text: str, vocabulary: Vocabulary) -> str:
        """The code in small letters."""
        if not text:
            raise BadValueError(gettext("A value is missing."))
        return text.lower()

    def schema(self) -> dict[str, Any]:
        """Any text but the empty one."""
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True)
class LanguageCode:
    """A well-formed language code."""

    def read(self, text: str, vocabulary: Vocabulary) -> str:
        """The code in small letters."""
        if not LANGUAGE.fullmatch(text):
            raise BadValueError(gettext("This must be a language code such as %(example)s.") % {"example": "nl"})
        return text.lower()

    def schema(self) -> dict[str, Any]:
        """A language tag."""
        return {"type": "string", "pattern": f"^{LANGUAGE.pattern}$"}


@dataclass(frozen=True)
class HouseLocale:
    """A language of the House; declared relatives and regions of one lead to it."""

    def read(self, text: str, vocabulary: Vocabulary) -> str:
        """The language that is shown for it."""
        found = locale_for(text, vocabulary.locales)
        if found is None:
            raise BadValueError(gettext("Choose one of: %(allowed)s.") % {"allowed": ", ".join(vocabulary.locales)})
        return found

    def schema(self) -> dict[str, Any]:
        """A language tag."""
        return {"type": "string", "pattern": f"^{LANGUAGE.pattern}$"}


@dataclass(frozen=True)
class HouseSlug:
    """A House of this installation."""

    def read(self, text: str, vocabulary: Vocabulary) -> str:
        """The slug itself."""
        if text not in vocabulary.houses:
            raise _does_not_exist(text)
        return text

    def schema(self) -> dict[str, Any]:
        """A slug; which ones there are is in `/houses`."""
        return {"type": "string", "pattern": f"^{SLUG_PATTERN}$"}


@dataclass(frozen=True)
class Whole:
    """A whole number between two bounds."""

    low: int
    high: int

    def read(self, text: str, vocabulary: Vocabulary) -> int:
        """The number."""
        if not WHOLE.fullmatch(text) or not self.low <= int(text) <= self.high:
            message = gettext("This must be a whole number from %(low)s to %(high)s.")
            raise BadValueError(message % {"low": self.low, "high": self.high})
        return int(text)

    def schema(self) -> dict[str, Any]:
        """An integer with its bounds."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True)
class Clock:
    """A time of day, HH:MM."""

    def read(self, text: str, vocabulary: Vocabulary) -> int:
        """Minutes since midnight."""
        if not CLOCK.fullmatch(text):
            raise BadValueError(gettext("This must be a time such as %(example)s.") % {"example": "14:30"})
        return int(text[:2]) * 60 + int(text[3:])

    def schema(self) -> dict[str, Any]:
        """A time."""
        return {"type": "string", "pattern": f"^{CLOCK.pattern}$"}


@dataclass(frozen=True)
class Day:
    """A date, YYYY-MM-DD."""

    def read(self, text: str, vocabulary: Vocabulary) -> date:
        """The date."""
        try:
            return day_of(text)
        except ValueError:
            raise BadValueError(not_a_date()) from None

    def schema(self) -> dict[str, Any]:
        """A date."""
        return {"type": "string", "format": "date"}


def _decimals(text: str, bounds: Sequence[float]) -> tuple[float, ...] | None:
    """As many numbers as there are bounds, each at most that far from zero."""
    parts = text.split(",")
    if len(parts) != len(bounds) or not all(DECIMAL.fullmatch(part) for part in parts):
        return None
    numbers = tuple(float(part) for part in parts)
    fits = all(math.fabs(number) <= bound for number, bound in zip(numbers, bounds, strict=True))
    return numbers if fits else None


@dataclass(frozen=True)
class Coordinates:
    """Numbers with a comma between them: a point (latitude, longitude) or a box (west, south, east, north)."""

    bounds: tuple[float, ...]
    example: str

    def read(self, text: str, vocabulary: Vocabulary) -> tuple[float, ...]:
        """The numbers."""
        numbers = _decimals(text, self.bounds)
        if numbers is None:
            raise BadValueError(gettext("This must be written as in %(example)s.") % {"example": self.example})
        return numbers

    def schema(self) -> dict[str, Any]:
        """Numbers between commas."""
        return {"type": "string", "pattern": f"^{','.join([DECIMAL.pattern] * len(self.bounds))}$"}


@dataclass(frozen=True)
class Words:
    """What is typed in a search field. Control characters are spaces; without a letter or digit it asks nothing."""

    def read(self, text: str, vocabulary: Vocabulary) -> str:
        """The words, or nothing."""
        spaced = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in text)
        words = unicodedata.normalize("NFC", spaced).strip()
        if len(words) > LONGEST_TEXT:
            raise BadValueError(gettext("Type at most %(count)s characters.") % {"count": LONGEST_TEXT})
        return words if any(sign.isalnum() for sign in words) else ""

    def schema(self) -> dict[str, Any]:
        """A short text."""
        return {"type": "string", "maxLength": LONGEST_TEXT}


@dataclass(frozen=True)
class Opaque:
    """A text that only its maker understands."""

    def read(self, text: str, vocabulary: Vocabulary) -> str:
        """The text itself."""
        return text

    def schema(self) -> dict[str, Any]:
        """Letters, digits, dashes and underscores."""
        return {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}

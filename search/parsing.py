"""From a query string to a question: strictly for the API, where nothing is ignored, and leniently for the pages."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from home.problems import InvalidQuery, Problem
from search.filters import DEFAULT_LIMIT, FACETS, PARAMETERS, Parameter
from search.parameters import BadValueError, Vocabulary, printable

Pair = tuple[str, str]
# What says how an answer is cut or dressed, and not which offers it holds in which order.
NOT_THE_QUESTION = frozenset({"cursor", "limit", "facets"})
OFFSET_BYTES, SEAL_BYTES = 4, 9


@dataclass(frozen=True)
class CatalogueQuery:
    """A question to the catalogue: words, filters, order and the part of the list that is wanted."""

    text: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    sort: str | None = None
    facets: tuple[str, ...] = ()
    limit: int = DEFAULT_LIMIT
    offset: int = 0
    fallback: str = "nl"
    lang: str | None = None
    house: str | None = None
    given: tuple[Pair, ...] = ()

    @property
    def order(self) -> str:
        """The order that holds: by relevance where there are words, else by title."""
        asked = self.sort or "relevance"
        return "title" if asked == "relevance" and not self.text else asked

    def pairs(self, *without: str) -> list[Pair]:
        """What was given, a pair for each value, for addresses of other parts of the same list."""
        return [pair for pair in self.given if pair[0] not in without]

    def cursor(self, offset: int, scope: str = "offers") -> str:
        """A sealed place in this list: it fits no other question."""
        place = offset.to_bytes(OFFSET_BYTES, "big")
        return urlsafe_b64encode(place + self._seal(place, scope)).decode().rstrip("=")

    def _seal(self, place: bytes, scope: str) -> bytes:
        question = sorted(pair for pair in set(self.given) if pair[0] not in NOT_THE_QUESTION)
        content = repr((scope, self.house, question, place))
        return salted_hmac("search.cursor", content, algorithm="sha256").digest()[:SEAL_BYTES]

    def offset_of(self, cursor: str, scope: str = "offers") -> int | None:
        """The place that a cursor of this question holds; nothing when it is none of it."""
        try:
            content = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        except ValueError:
            return None
        place, seal = content[:OFFSET_BYTES], content[OFFSET_BYTES:]
        fits = hmac.compare_digest(seal, self._seal(place, scope))
        return int.from_bytes(place, "big") if fits else None


def parse(
    pairs: Iterable[Pair], vocabulary: Vocabulary, *, without: Iterable[str] = (), scope: str = "offers"
) -> CatalogueQuery:
    """The question of a query string; raises InvalidQuery with everything that is wrong.

    `without` names parameters that this address does not have; `scope` is the list that a cursor belongs to.
    """
    found = _Reading(vocabulary, {name: one for name, one in PARAMETERS.items() if name not in set(without)})
    for name, texts in _grouped(pairs).items():
        found.read(name, texts)
    found.check()
    query = found.query()
    cursor = found.values.get("cursor")
    if cursor is not None and "cursor" not in found.bad:
        offset = query.offset_of(cursor, scope)
        if offset is None:
            found.complain("cursor", gettext("This is no place in this list: begin with its first page."))
        else:
            query = _at(query, offset)
    if found.problems:
        raise InvalidQuery(found.problems)
    return query


def read_values(pairs: Iterable[Pair], vocabulary: Vocabulary, parameters: Mapping[str, Parameter]) -> dict[str, Any]:
    """The values of an address with parameters of its own; raises InvalidQuery with everything that is wrong."""
    found = _Reading(vocabulary, parameters)
    for name, texts in _grouped(pairs).items():
        found.read(name, texts)
    if found.problems:
        raise InvalidQuery(found.problems)
    return found.values


def parse_lenient(pairs: Iterable[Pair], vocabulary: Vocabulary) -> tuple[CatalogueQuery, list[Problem]]:
    """The question as far as it can be understood, and what was left out of it.

    Names that mean nothing here and fields that were left empty are no problem.
    """
    found = _Reading(
        vocabulary, {name: one for name, one in PARAMETERS.items() if name not in ("cursor", "lang", "house")}
    )
    for name, texts in _grouped(pairs).items():
        filled = [text for text in texts if text.strip()]
        if name in found.parameters and filled:
            found.read(name, filled)
    found.check()
    titled = [
        Problem(problem.parameter, f"{PARAMETERS[problem.parameter].title}: {problem.detail}")
        for problem in found.problems
    ]
    return found.query(), titled


def _grouped(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, text in pairs:
        grouped.setdefault(name, []).append(text)
    return grouped


def _at(query: CatalogueQuery, offset: int) -> CatalogueQuery:
    return CatalogueQuery(**{**query.__dict__, "offset": offset})


class _Reading:
    """A query string while it is read: what is understood so far, and what is wrong."""

    def __init__(self, vocabulary: Vocabulary, parameters: Mapping[str, Parameter]) -> None:
        self.vocabulary = vocabulary
        self.parameters = parameters
        self.values: dict[str, Any] = {}
        self.given: list[Pair] = []
        self.problems: list[Problem] = []
        self.bad: set[str] = set()

    def complain(self, name: str, detail: str) -> None:
        """Something is wrong with a parameter; it no longer counts."""
        self.problems.append(Problem(printable(name), detail))
        self.bad.add(name)
        self.values.pop(name, None)
        self.given = [pair for pair in self.given if pair[0] != name]

    def read(self, name: str, texts: list[str]) -> None:
        """One parameter with all its values."""
        parameter = self.parameters.get(name)
        if parameter is None:
            self.complain(name, gettext("There is no parameter “%(name)s” here.") % {"name": printable(name)})
        elif parameter.several:
            self._read_several(parameter, texts)
        elif len(texts) > 1:
            self.complain(name, gettext("This can be given only once."))
        else:
            self._read_one(parameter, texts[0])

    def _read_one(self, parameter: Parameter, text: str) -> None:
        try:
            self.values[parameter.name] = parameter.kind.read(text, self.vocabulary)
            self.given.append((parameter.name, text))
        except BadValueError as error:
            self.complain(parameter.name, str(error))

    def _read_several(self, parameter: Parameter, texts: list[str]) -> None:
        """Alternatives: those that are understood stay, also when another is not."""
        understood, wrong = {}, []
        for text in dict.fromkeys(",".join(texts).split(",")):
            try:
                understood[text] = parameter.kind.read(text, self.vocabulary)
            except BadValueError as error:
                wrong.append(str(error))
        for detail in dict.fromkeys(wrong):
            self.complain(parameter.name, detail)
        if understood:
            self.values[parameter.name] = tuple(dict.fromkeys(understood.values()))
            self.given += [(parameter.name, text) for text in understood]

    def check(self) -> None:
        """What contradicts itself, or lacks what it needs."""
        values, asked = self.values, {*self.values, *self.bad}
        if "from" in values and "to" in values and values["from"] > values["to"]:
            self.complain("from", gettext("The first day comes after the last."))
        if "from_time" in values and "to_time" in values and values["from_time"] >= values["to_time"]:
            self.complain("from_time", gettext("The time begins after it ends."))
        if "radius_m" in values and "near" not in asked:
            self.complain("radius_m", gettext("A distance needs a point: give “%(name)s” too.") % {"name": "near"})
        if values.get("sort") == "distance" and "near" not in asked:
            self.complain("sort", gettext("A distance needs a point: give “%(name)s” too.") % {"name": "near"})
        if "bbox" in values:
            west, south, east, north = values["bbox"]
            if west > east or south > north:
                self.complain("bbox", gettext("West must not lie beyond east, nor south beyond north."))

    def query(self) -> CatalogueQuery:
        """The question of what was understood."""
        values = dict(self.values)
        facets = values.pop("facets", ())
        values.pop("cursor", None)
        return CatalogueQuery(
            text=values.pop("q", ""),
            sort=values.pop("sort", None),
            facets=FACETS if "all" in facets else facets,
            limit=values.pop("limit", DEFAULT_LIMIT),
            fallback=values.pop("fallback", "nl"),
            lang=values.pop("lang", None),
            house=values.pop("house", None) or self.vocabulary.house or None,
            given=tuple(self.given),
            values=values,
        )

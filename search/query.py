"""A question to the catalogue and its answer: words, filters and language in; offers, counts and ways on out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

import numpy as np
from django.utils import timezone

from home.problems import Problem
from offers.documents import read
from offers.documents.read import House
from offers.schedules import BRUSSELS
from search import facets as catalogue_facets
from search import orders, parsing
from search.bitsets import bits_of_flags, members_in_order
from search.catalogue_index import CatalogueIndex, distance_m
from search.engines.base import Engine, SearchHits
from search.engines.scores import Scores
from search.facets import Context, Taxonomy
from search.filters import FILTERS
from search.index import index_for
from search.parameters import Vocabulary
from search.parsing import CatalogueQuery, InvalidQuery, Pair
from search.searching import search

__all__ = ["CatalogueQuery", "InvalidQuery", "Results", "ask", "parse", "parse_lenient", "run", "vocabulary_of"]

MOST_SUGGESTIONS = 6
MOST_OF_A_PILLAR = 2


@dataclass(frozen=True)
class Results:
    """The answer: a page of offers (PublishedOffer pks) out of `total`, and what goes with it."""

    ids: list[int]
    total: int
    facets: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    search: dict[str, Any] | None = None
    next_offset: int | None = None
    distances: dict[int, int] = field(default_factory=dict)
    # The terms that stood for the words (`search.marks`), and whether the answer is no more than a guess.
    terms: frozenset[str] = frozenset()
    tentative: bool = False
    category: str = ""
    """The category that the question is about: the chosen one, or what its words mean; empty when nothing tells."""
    is_certain: bool = False
    """Whether the category was chosen, or is what the words surely mean."""
    ways_on: "WaysOn | None" = None
    """Only where there is no offer."""


@dataclass(frozen=True)
class WaysOn:
    """Where a question without an answer leads.

    `neighbours` are categories that come close (slug, label, count of offers). `without` says how many offers there are
    when one choice is taken off: a filter by its name, `fallback`, or `q` for the words.
    """

    neighbours: list[dict[str, Any]]
    without: dict[str, int]


def vocabulary_of(house: House, houses: Iterable[str] = ()) -> Vocabulary:
    """The codes that a House knows."""
    return Vocabulary.of(read.taxonomy(house, house.locales[0]), house.locales, house.slug, houses or (house.slug,))


def parse(
    pairs: Iterable[Pair],
    house: House,
    *,
    without: Iterable[str] = (),
    scope: str = "offers",
    houses: Iterable[str] = (),
) -> CatalogueQuery:
    """The question of a query string to a House; raises InvalidQuery with everything that is wrong."""
    return parsing.parse(pairs, vocabulary_of(house, houses), without=without, scope=scope)


def parse_lenient(pairs: Iterable[Pair], house: House, locale: str) -> tuple[CatalogueQuery, list[Problem]]:
    """The question as far as it can be understood, and what was left out of it."""
    return parsing.parse_lenient(pairs, vocabulary_of(house))


def run(
    house: House,
    locale: str,
    query: CatalogueQuery,
    *,
    engine: Engine | None = None,
    facets: Sequence[str] | None = None,
    offset: int | None = None,
    limit: int | None = None,
    today: date | None = None,
    now: datetime | None = None,
    taxonomy: Taxonomy | None = None,
) -> Results:
    """Answer a question; `facets`, `offset` and `limit` are the question's own unless given."""
    answer = ask(house, locale, query, engine=engine, today=today, now=now, taxonomy=taxonomy)
    return answer.results(
        query.facets if facets is None else facets,
        query.offset if offset is None else offset,
        query.limit if limit is None else limit,
    )


def ask(
    house: House,
    locale: str,
    query: CatalogueQuery,
    *,
    engine: Engine | None = None,
    today: date | None = None,
    now: datetime | None = None,
    taxonomy: Taxonomy | None = None,
) -> "Answer":
    """Ask a question; what is wanted of its answer is computed when it is read."""
    moment = now or (datetime.combine(today, time.min, BRUSSELS) if today else timezone.now())
    index = index_for(house.id, house.position)
    hits = search(house.id, house.position, query.text, locale, engine=engine) if query.text else None
    lists = read.taxonomy(house, locale) if taxonomy is None else taxonomy
    return Answer(index, locale, query, hits, today or moment.astimezone(BRUSSELS).date(), moment, lists)


@dataclass
class Answer:
    """One question to one version of the index; what several parts of the answer need is computed once."""

    index: CatalogueIndex
    locale: str
    query: CatalogueQuery
    hits: SearchHits | None
    today: date
    now: datetime
    taxonomy: Taxonomy

    @cached_property
    def passing(self) -> dict[str, int]:
        """The offers that pass each filter that is in force."""
        values = self.query.values
        return {one.name: one.passing(self.index, values, self.today) for one in FILTERS if one.is_active(values)}

    @cached_property
    def found(self) -> int:
        """The offers that the words find, without any filter; all of them without words."""
        if self.hits is None:
            return self.index.everything
        numbers = orders.numbers_of(self.index, Scores.of(self.hits.scores).pks)
        flags = np.zeros(len(self.index.pks) + 1, dtype=bool)
        flags[numbers] = True
        return bits_of_flags(flags[:-1])

    @cached_property
    def bits(self) -> int:
        """The offers of the answer."""
        return self.under_all_but("")

    def under_all_but(self, name: str) -> int:
        """The offers that pass everything that was asked but one filter, or `fallback`, or the words (`q`)."""
        bits = self.index.everything if name == "q" else self.found & self.index.everything
        if self.query.fallback == "none" and name != "fallback":
            bits &= self.index.having("content_lang", (self.locale,))
        for other, passing in self.passing.items():
            if other != name:
                bits &= passing
        return bits

    def results(self, facets: Collection[str], offset: int, limit: int) -> Results:
        """The part of the answer that is wanted."""
        total = self.bits.bit_count()
        numbers = self.page(offset, limit) if limit and offset < total else []
        context = Context(self.index, self.taxonomy, self.today)
        last = offset + len(numbers)
        ways_on = None if total else WaysOn(self.neighbours(), self.without_each())
        return Results(
            ids=[self.index.pks[number] for number in numbers],
            total=total,
            facets=catalogue_facets.count_facets(facets, context, self.under_all_but, self.selected, self.locale),
            search=self.search(ways_on),
            next_offset=last if numbers and last < total else None,
            distances=self.distances(numbers),
            terms=self.hits.terms if self.hits else frozenset(),
            tentative=bool(self.hits and self.hits.tentative),
            category=self.category,
            is_certain=bool(self.chosen_categories or self.hits and self.hits.scores and not self.hits.tentative),
            ways_on=ways_on,
        )

    @property
    def chosen_categories(self) -> tuple[str, ...]:
        """The categories among the filters."""
        return tuple(self.query.values.get("category", ()))

    @property
    def category(self) -> str:
        """The category that the question is about."""
        nearest = self.hits.nearest if self.hits else ()
        return next(iter((*self.chosen_categories, *nearest)), "")

    @cached_property
    def selected(self) -> Mapping[str, Any]:
        """The values that are chosen; a partner that was given by its id counts under its slug."""
        slugs = self.index.names["partner_id"]
        partners = tuple(slugs.get(code, code) for code in self.query.values.get("partner", ()))
        return {**self.query.values, "partner": partners}

    def page(self, offset: int, limit: int) -> list[int]:
        """The numbers of the offers of one page, in the order that was asked."""
        most = offset + limit
        match self.query.order:
            case "relevance" if self.hits is not None:
                ordered = orders.most_relevant(self.index, self.bits, self.locale, Scores.of(self.hits.scores), most)
                return ordered[offset:]
            case "distance" if "near" in self.query.values:
                near = orders.nearest(self.index, self.bits, self.locale, self.query.values["near"], most)
                return near[offset:]
            case "next":
                order = orders.by_next(self.index, self.locale, self.now)
            case "-updated_at":
                order = orders.by_change(self.index, self.locale)
            case _:
                order = orders.by_title(self.index, self.locale)
        return members_in_order(order, self.bits, offset, limit)

    def distances(self, numbers: Iterable[int]) -> dict[int, int]:
        """Metres from the asked point, for offers that have a place."""
        center = self.query.values.get("near")
        if center is None:
            return {}
        points = {self.index.pks[number]: self.index.points[number] for number in numbers}
        return {pk: round(distance_m(center, point)) for pk, point in points.items() if point}

    def search(self, ways_on: WaysOn | None) -> dict[str, Any] | None:
        """What the search did; without a hit, where else to look (the caller adds the contact point)."""
        if self.hits is None:
            return None
        terms = [{"slug": row["slug"], "label": row["label"]} for row in ways_on.neighbours] if ways_on else []
        return {
            "q": self.query.text,
            "engine": self.hits.engine,
            "degraded": self.hits.degraded,
            "mode": self.hits.mode,
            "did_you_mean": self.hits.did_you_mean,
            "matched_lang": list(self.hits.matched_langs),
            "suggestions": {"categories": terms} if ways_on else None,
        }

    def without_each(self) -> dict[str, int]:
        """How many offers there are without each choice, as `WaysOn` has it; only where there are any."""
        values = self.query.values
        names = [one.name for one in FILTERS if any(parameter.name in values for parameter in one.parameters)]
        names += ["fallback"] if self.query.fallback == "none" else []
        names += ["q"] if self.hits and names else []
        counts = {name: self.under_all_but(name).bit_count() for name in names if name != "audience"}
        return {name: count for name, count in counts.items() if count}

    def neighbours(self) -> list[dict[str, Any]]:
        """Categories close to a question that found nothing.

        Those of what the words find without filters, those that mean nearly the same, those beside the chosen or the
        nearest ones, then the fullest of each pillar.
        """
        audience = self.passing["audience"]
        parents = {term["slug"]: term["parent"] for term in self.taxonomy["categories"]}
        labels = {term["slug"]: term["label"] for term in self.taxonomy["categories"]}
        nearest = self.hits.nearest if self.hits else ()
        pillars = {parents.get(slug) for slug in (*self.chosen_categories, *nearest[:1])}
        pillars |= set(self.query.values.get("pillar", ()))
        found = self.found & audience if self.hits and self.hits.scores else 0
        counts = self.counted_categories(audience)
        beside = [slug for slug in counts if parents.get(slug) in pillars]
        ordered = [*self.counted_categories(found), *nearest, *beside, *self.spread(counts, parents)]
        picked = [slug for slug in dict.fromkeys(ordered) if slug in labels and slug in counts][:MOST_SUGGESTIONS]
        return [{"slug": slug, "label": labels[slug], "count": counts[slug]} for slug in picked]

    def counted_categories(self, bits: int) -> dict[str, int]:
        """How many of these offers each category has, those with most of them first."""
        sets = self.index.values.get("category", {})
        counts = [(-(members & bits).bit_count(), slug) for slug, members in sets.items()]
        return {slug: -count for count, slug in sorted(counts) if count}

    def spread(self, slugs: Iterable[str], parents: Mapping[str, str]) -> list[str]:
        """A few of each pillar, so that they lead to different places."""
        taken: dict[str, int] = {}
        picked = []
        for slug in slugs:
            pillar = parents.get(slug, "")
            taken[pillar] = taken.get(pillar, 0) + 1
            if taken[pillar] <= MOST_OF_A_PILLAR:
                picked.append(slug)
        return picked

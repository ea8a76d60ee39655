"""Which offers a question of the HSDS face means: words, terms, organization, time of change, place."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from django.utils.translation import gettext as _

from home.problems import InvalidQuery, Problem
from offers.asked import Asked, whole_number
from offers.documents import read
from offers.faces.hsds.asked import Window, unknown_id
from offers.faces.hsds.taxonomies import CodeList, found_list, found_term, rows_of
from search.bitsets import bits_of_flags, flags_of, members_in_order
from search.catalogue_index import CatalogueIndex
from search.index import index_for
from search.query import parse, run

EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)
MOST_METRES = 999_999
# Two places with the same coordinates, as they were rounded.
SAME_PLACE_M = 1.0


@dataclass(frozen=True)
class Selection:
    """Some offers of a House, in an order; `ranked` are those that words found, the best first."""

    index: CatalogueIndex
    locale: str
    bits: int
    ranked: tuple[int, ...] | None = None

    @classmethod
    def of(cls, asked: Asked, window: Window, *, with_words: bool = True) -> "Selection":
        """The offers that pass the filters of a question. Raises InvalidQuery."""
        index = index_for(asked.house.id, asked.house.position)
        bits = index.everything
        for members in conditions(index, asked, window):
            bits &= members
        words = window.given.get("search", "").strip() if with_words else ""
        return cls(index, asked.locale, bits, found_by_words(asked, words) if words else None)

    @cached_property
    def members(self) -> list[int]:
        """The numbers of the offers that words found, as far as they pass the filters."""
        passing = flags_of(self.bits, len(self.index.pks))
        numbers = (self.index.number_of.get(pk) for pk in self.ranked or ())
        return [number for number in numbers if number is not None and passing[number]]

    @property
    def total(self) -> int:
        """How many offers there are."""
        return self.bits.bit_count() if self.ranked is None else len(self.members)

    def pks(self, offset: int, limit: int) -> list[int]:
        """A part of the offers (PublishedOffer pks): by relevance after words, else by title."""
        if self.ranked is not None:
            numbers = self.members[offset : offset + limit]
        else:
            numbers = members_in_order(self.index.by_title(self.locale), self.bits, offset, limit)
        return [self.index.pks[number] for number in numbers]

    def at_places(self, asked: Asked, window: Window) -> "Selection":
        """Those of them that have a place; with `postcode` one there or, with `proximity`, near there."""
        given = window.given
        if "proximity" in given and "postcode" not in given:
            raise InvalidQuery([Problem("proximity", _("Give 'postcode' too."))])
        bits = self.bits & self.index.inside(*EVERYWHERE)
        if "postcode" in given:
            radius = whole_number(given.get("proximity"), "proximity", 0, 0, MOST_METRES)
            bits &= around(self.index, asked, given["postcode"].strip(), radius)
        return replace(self, bits=bits)

    def main_partners(self) -> set[str]:
        """The identifiers of the partners that carry at least one of them."""
        return {key for key, members in self.index.values.get("main_partner", {}).items() if members & self.bits}


def conditions(index: CatalogueIndex, asked: Asked, window: Window) -> Iterable[int]:
    """The offers that pass each filter that is given."""
    if term_id := window.key("taxonomy_term_id"):
        term = found_term(term_id, asked.house)
        if term is None:
            raise InvalidQuery([Problem("taxonomy_term_id", unknown_id())])
        yield index.having(term[0].filter, [term[1]])
    if taxonomy_id := window.key("taxonomy_id"):
        code_list = found_list(taxonomy_id)
        if code_list is None:
            raise InvalidQuery([Problem("taxonomy_id", unknown_id())])
        yield index.having(code_list.filter, slugs_of(code_list, asked))
    if organization_id := window.key("organization_id"):
        yield index.having("main_partner", [organization_id])
    if moment := window.moment("modified_after"):
        yield bits_of_flags(np.array(index.updated, dtype=np.float64) >= moment.timestamp())


def slugs_of(code_list: CodeList, asked: Asked) -> list[str]:
    """The values of a list."""
    return [slug for slug, _label, _parent in rows_of(code_list, asked.house, asked.locale)]


def found_by_words(asked: Asked, words: str) -> tuple[int, ...]:
    """The offers (PublishedOffer pks) that words find, the best first, as the catalogue finds them.

    Raises InvalidQuery.
    """
    try:
        query = parse([("q", words), ("audience", "all")], asked.house)
    except InvalidQuery as problem:
        raise InvalidQuery([Problem("search", each.detail) for each in problem.problems]) from None
    everything = len(index_for(asked.house.id, asked.house.position).pks)
    return tuple(run(asked.house, asked.locale, query, facets=(), offset=0, limit=everything).ids)


def around(index: CatalogueIndex, asked: Asked, postcode: str, radius_m: int) -> int:
    """The offers at the places with this postcode, or within so many metres of their middle. One query."""
    points = [
        (each["lat"], each["lon"]) for each in read.places(asked.house, asked.locale) if each["postcode"] == postcode
    ]
    if not points:
        return 0
    if radius_m:
        middle = (sum(lat for lat, _lon in points) / len(points), sum(lon for _lat, lon in points) / len(points))
        return index.within(middle, radius_m)
    bits = 0
    for point in set(points):
        bits |= index.within(point, SAME_PLACE_M)
    return bits

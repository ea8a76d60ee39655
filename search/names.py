"""What can be completed beside offers: the categories, partners and places of a House, by all their names."""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Literal

from django.utils import timezone

from home.choices import SOURCE_LOCALE
from offers.choices import Audience
from offers.documents import read
from offers.documents.read import House
from offers.models import Category
from search.beginnings import Beginnings
from search.bitsets import positions_in
from search.engines.lexicon import Fingerprint, taxonomy_rows
from search.index import index_for

MOST_HOUSES = 50
EVERY_LANGUAGE = ""


@dataclass(frozen=True)
class Completion:
    """How what is being typed may go on. `lang` is the language of `text`; words to search for have no id or slug."""

    text: str
    kind: Literal["category", "query", "offer", "partner", "place"]
    id: str | None
    slug: str | None
    lang: str


class NameList:
    """Completions that have one name."""

    def __init__(self, items: Iterable[Completion]) -> None:
        self.items = list(items)
        self.names = Beginnings(enumerate(item.text for item in self.items))

    def find(self, words: Sequence[str]) -> Iterator[Completion]:
        """Those with these words, the best first."""
        return (self.items[number] for number in self.names.find(words))


class CategoryNames:
    """The categories with their labels and synonyms; those of a language are sorted when it is first asked."""

    def __init__(self, taxonomy: Fingerprint) -> None:
        self.slugs: list[str] = []
        self._texts: dict[str, list[tuple[int, str]]] = {EVERY_LANGUAGE: []}
        self._names: dict[str, Beginnings] = {}
        for code, labels, synonyms, _phrases in taxonomy:
            kind, _colon, slug = code.partition(":")
            if kind == "category":
                for language, texts in (*labels, *synonyms):
                    rows = [(len(self.slugs), text) for text in texts]
                    self._texts.setdefault(language, []).extend(rows)
                    self._texts[EVERY_LANGUAGE].extend(rows)
                self.slugs.append(slug)

    def names(self, language: str) -> Beginnings:
        """The names in a language, or in all together."""
        if language not in self._names:
            self._names[language] = Beginnings(self._texts.get(language, ()))
        return self._names[language]


# All Houses share the taxonomy, and it seldom changes when their logs move.
category_names = lru_cache(maxsize=2)(CategoryNames)


@dataclass(frozen=True)
class Names:
    """What a House has on a day, as of a position of its log."""

    stamp: tuple[object, ...]
    categories: CategoryNames
    partners: NameList
    places: NameList


_kept: OrderedDict[int, Names] = OrderedDict()
_locks: defaultdict[int, Lock] = defaultdict(Lock)


def names_of(house: House) -> Names:
    """The names of a House. No query until its log moves or the day ends, for partners are there for a time."""
    stamp = (house.position, timezone.localdate())
    known = _kept.get(house.id)
    if known is not None and known.stamp == stamp:
        return known
    with _locks[house.id]:
        known = _kept.get(house.id)
        if known is None or known.stamp != stamp:
            known = _kept[house.id] = Names(
                stamp, category_names(taxonomy_rows()), NameList(_partners(house)), NameList(_places(house))
            )
            while len(_kept) > MOST_HOUSES:
                _kept.popitem(last=False)
    return known


def forget_names() -> None:
    """Let go of everything: the taxonomy is another one, or (in tests) positions of the log come again."""
    _kept.clear()


def _partners(house: House) -> Iterator[Completion]:
    for row in read.partners(house, SOURCE_LOCALE):
        yield Completion(row["name"], "partner", row["id"], row["slug"], SOURCE_LOCALE)


def _places(house: House) -> Iterator[Completion]:
    """Those to which a family can go. The index knows where offers are, not the place: two at one spot count as one."""
    index = index_for(house.id, house.position)
    there = {index.points[number] for number in positions_in(index.having("audience", (Audience.FAMILIES,)))}
    for row in read.places(house, SOURCE_LOCALE):
        if (row["lat"], row["lon"]) in there:
            yield Completion(row["name"], "place", row["id"], row["slug"], SOURCE_LOCALE)


@lru_cache(maxsize=1000)
def category_id(slug: str) -> str:
    """The UUID of a category, which follows from its slug."""
    return str(Category(slug=slug).uuid)


def categories_of(house: House, locale: str, words: Sequence[str]) -> Iterator[Completion]:
    """The categories with something for families that are called so in any language, by their label in this one.

    Those with such a name in the language of the page come first, then those with a Dutch one; those with more of
    them before others.
    """
    categories = names_of(house).categories
    labels = {term["slug"]: term["label"] for term in read.taxonomy(house, locale)["categories"]}
    index = index_for(house.id, house.position)
    families = index.having("audience", (Audience.FAMILIES,))
    order = dict.fromkeys((locale, SOURCE_LOCALE, EVERY_LANGUAGE))
    found = (number for code in order for number, _names in Counter(categories.names(code).find(words)).most_common())
    for number in dict.fromkeys(found):
        slug = categories.slugs[number]
        if slug in labels and index.having("category", (slug,)) & families:
            yield Completion(labels[slug], "category", category_id(slug), slug, locale)

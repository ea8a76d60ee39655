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
from search.engines.lexicon import Fingerprint, lexicon_for
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


@dataclass(frozen=True)
class Names:
    """The partners and places of a House on a day, as of a position of its log."""

    stamp: tuple[object, ...]
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
            known = _kept[house.id] = Names(stamp, NameList(_partners(house)), NameList(_places(house)))
            while len(_kept) > MOST_HOUSES:
                _kept.popitem(last=False)
    return known


def forget_names() -> None:
    """Let go of everything; for tests, in which positions of the log come again."""
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


def categories_of(house: House, locale: str, words: Sequence[str]) -> Iterator[Completion]:
    """The categories with something for families that are called so in any language, by their label in this one.

    Those with such a name in the language of the page come first, then those with a Dutch one; those with more of
    them before others.
    """
    slugs, names = category_names(lexicon_for(house.id, house.position).taxonomy)
    labels = {term["slug"]: term["label"] for term in read.taxonomy(house, locale)["categories"]}
    index = index_for(house.id, house.position)
    families = index.having("audience", (Audience.FAMILIES,))
    order = [names[language] for language in (locale, SOURCE_LOCALE, EVERY_LANGUAGE) if language in names]
    found = (number for one in order for number, _names in Counter(one.find(words)).most_common())
    for number in dict.fromkeys(found):
        slug = slugs[number]
        if slug in labels and index.having("category", (slug,)) & families:
            yield Completion(labels[slug], "category", str(Category(slug=slug).uuid), slug, locale)


@lru_cache(maxsize=2)
def category_names(taxonomy: Fingerprint) -> tuple[list[str], dict[str, Beginnings]]:
    """The codes of the categories; their labels and synonyms by language and all together. All Houses share them."""
    slugs: list[str] = []
    names: dict[str, list[tuple[int, str]]] = {}
    for code, labels, synonyms, _phrases in taxonomy:
        kind, _colon, slug = code.partition(":")
        if kind == "category":
            for language, texts in (*labels, *synonyms):
                for shelf in (language, EVERY_LANGUAGE):
                    names.setdefault(shelf, []).extend((len(slugs), text) for text in texts)
            slugs.append(slug)
    return slugs, {language: Beginnings(texts) for language, texts in names.items()}

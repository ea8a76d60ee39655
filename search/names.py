"""What can be completed beside offers: categories, everyday words for them, partners and places of a House.

A process keeps each list until the House's log moves or the day ends, for partners are there for a time.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any, Literal

from django.utils import timezone

from home.choices import SOURCE_LOCALE
from offers.choices import Audience
from offers.documents import read
from offers.documents.read import House
from offers.models import Category
from search.beginnings import Beginnings, words_in
from search.bitsets import positions_in
from search.catalogue_index import CatalogueIndex
from search.engines.lexicon import Texts, taxonomy_rows
from search.index import index_for

MOST_LISTS = 300

CompletionKind = Literal["category", "query", "offer", "partner", "place"]


@dataclass(frozen=True)
class Completion:
    """How what is being typed may go on. `lang` is the language of `text`; words to search for have no id or slug."""

    text: str
    kind: CompletionKind
    id: str | None
    slug: str | None
    lang: str


class NameList:
    """Completions to be found by one or more names, each in a language."""

    def __init__(self, items: Iterable[Completion], *more_names: tuple[str, Mapping[int, str]]) -> None:
        """`more_names` are (language, {number of the item: name}) beside the text of each item."""
        self.items = list(items)
        by_language: dict[str, dict[int, str]] = {}
        for number, item in enumerate(self.items):
            by_language.setdefault(item.lang, {})[number] = item.text
        own = [Beginnings(language, names.items()) for language, names in by_language.items()]
        self.indexes = [*own, *(Beginnings(language, names.items()) for language, names in more_names)]

    def find(self, typed: str, most: int) -> list[Completion]:
        """At most so many for each language, those with the best own text first."""
        found = (number for index in self.indexes for number in index.find(words_in(typed, index.language), most))
        return [self.items[number] for number in dict.fromkeys(found)]


_kept: OrderedDict[tuple[int, str, str], tuple[object, Any]] = OrderedDict()
_locks: defaultdict[tuple[int, str, str], Lock] = defaultdict(Lock)


def names_for(house: House, kind: str, language: str) -> NameList:
    """The `category`, `query`, `word` (a query or the name of a category), `partner` or `place` of a House."""
    return _keep((house.id, kind, language), house, partial(MAKERS[kind], house, language))


def forget_names() -> None:
    """Let go of everything; for tests, in which positions of the log come again."""
    _kept.clear()


def _keep(key: tuple[int, str, str], house: House, make: Callable[[], Any]) -> Any:
    stamp = (house.position, timezone.localdate())
    known = _kept.get(key)
    if known is not None and known[0] == stamp:
        return known[1]
    with _locks[key]:
        known = _kept.get(key)
        if known is None or known[0] != stamp:
            known = _kept[key] = (stamp, make())
            _kept.move_to_end(key)
            while len(_kept) > MOST_LISTS:
                _kept.popitem(last=False)
    return known[1]


def _categories(house: House, language: str) -> NameList:
    index = index_for(house.id, house.position)
    shown = [term for term in read.taxonomy(house, language)["categories"] if _is_lit(index, f"category:{term['slug']}")]
    dutch = {term["slug"]: term["label"] for term in read.taxonomy(house, SOURCE_LOCALE)["categories"]}
    items = [
        Completion(term["label"], "category", str(Category(slug=term["slug"]).uuid), term["slug"], language)
        for term in shown
    ]
    if language == SOURCE_LOCALE:
        return NameList(items)
    return NameList(items, (SOURCE_LOCALE, {number: dutch[term["slug"]] for number, term in enumerate(shown)}))


def _queries(house: House, language: str, *, with_labels: bool = False) -> NameList:
    """What families call the categories, life stages and target groups for which there is something."""
    index = index_for(house.id, house.position)
    found: dict[str, str] = {}
    labels: set[str] = set()
    for code, names, *more in _keep((house.id, "terms", ""), house, taxonomy_rows):
        own = _in_language(names, language)
        labels.update(_spelling(text, language) for text in own)
        if _is_lit(index, code):
            texts = [text for each in more for text in _in_language(each, language)]
            for text in [*own, *texts] if with_labels else texts:
                found.setdefault(_spelling(text, language), text)
    kept = (text for spelling, text in found.items() if spelling and (with_labels or spelling not in labels))
    return NameList(Completion(text, "query", None, None, language) for text in kept)


def _in_language(texts: Texts, language: str) -> Iterable[str]:
    return dict(texts).get(language, ())


def _spelling(text: str, language: str) -> str:
    return " ".join(words_in(text, language))


def _is_lit(index: CatalogueIndex, code: str) -> bool:
    """Is there an offer for families with this code (`category:sport`)?"""
    kind, _colon, slug = code.partition(":")
    return bool(index.having(kind, (slug,)) & index.having("audience", (Audience.FAMILIES,)))


def _partners(house: House, language: str) -> NameList:
    rows = read.partners(house, language)
    return NameList(Completion(row["name"], "partner", row["id"], row["slug"], SOURCE_LOCALE) for row in rows)


def _places(house: House, language: str) -> NameList:
    """Those to which a family can go. The index knows where offers are, not the place: two at one spot count as one."""
    index = index_for(house.id, house.position)
    there = {index.points[number] for number in positions_in(index.having("audience", (Audience.FAMILIES,)))}
    rows = [row for row in read.places(house, language) if (row["lat"], row["lon"]) in there]
    return NameList(Completion(row["name"], "place", row["id"], row["slug"], SOURCE_LOCALE) for row in rows)


MAKERS: dict[str, Callable[..., NameList]] = {
    "category": _categories,
    "query": _queries,
    "word": partial(_queries, with_labels=True),
    "partner": _partners,
    "place": _places,
}

"""The titles of a House's families' offers in one language, by the beginnings of their words.

A process keeps them for a position of the change log. When the log has moved, only the offers that changed since are
read; what the reader sees of an offer is always read from its document.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock

from django.db.models.fields.json import KT

from offers.choices import Audience
from offers.documents.read import House
from offers.models import PublishedOffer
from search.beginnings import Beginnings
from search.index import index_for

# Titles are kept for as many Houses and languages as hold this many together: about 60 bytes each.
MOST_TITLES = 1_500_000
# With more changed offers than this, all are read anew.
MOST_CHANGED = 1000

Key = tuple[int, str]


@dataclass(frozen=True)
class Titles:
    """The titles as they stood at some time, and those of the offers that changed since; one that is gone has none."""

    position: int
    settled: Beginnings
    changed: dict[int, str] = field(default_factory=dict)
    recent: Beginnings = field(default_factory=lambda: Beginnings(()))

    def __len__(self) -> int:
        unchanged = sum(key not in self.changed for key in self.settled.keys)
        return unchanged + self.recent.size

    def find(self, words: Sequence[str], most: int) -> list[int]:
        """At most so many offers (PublishedOffer pks) that changed lately and as many others, the best first."""
        unchanged = (key for key in self.settled.find(words) if key not in self.changed)
        return [*islice(self.recent.find(words), most), *islice(unchanged, most)]

    def with_changes(self, position: int, changed: dict[int, str]) -> "Titles":
        """The next version."""
        together = {**self.changed, **changed}
        return Titles(position, self.settled, together, Beginnings((pk, one) for pk, one in together.items() if one))


_kept: OrderedDict[Key, Titles] = OrderedDict()
_locks: defaultdict[Key, Lock] = defaultdict(Lock)


def titles_for(house: House, language: str) -> Titles:
    """The titles in this language that hold everything up to the House's position."""
    key = (house.id, language)
    titles = _kept.get(key)
    if titles is not None and titles.position >= house.position:
        return titles
    with _locks[key]:
        titles = _kept.get(key)
        if titles is None or titles.position < house.position:
            titles = _kept[key] = _refresh(titles, house, language) if titles else _load(house, language)
            _kept.move_to_end(key)
            while len(_kept) > 1 and sum(one.settled.size for one in _kept.values()) > MOST_TITLES:
                _kept.popitem(last=False)
    return titles


def forget_titles() -> None:
    """Let go of everything; for tests, in which positions of the log come again."""
    _kept.clear()


def _load(house: House, language: str) -> Titles:
    offers = PublishedOffer.objects.live(house.id).filter(audience=Audience.FAMILIES)
    rows = offers.values_list("pk", KT(f"texts__{language}__title")).iterator(chunk_size=2000)
    return Titles(house.position, Beginnings((pk, title) for pk, title in rows if title))


def _refresh(titles: Titles, house: House, language: str) -> Titles:
    """The same titles at a later position, from the offers that changed in between."""
    columns = ("pk", "withdrawn", "audience", KT(f"texts__{language}__title"))
    changed = PublishedOffer.objects.filter(house_id=house.id, seq__gt=titles.position).values_list(*columns)
    now = {
        pk: "" if withdrawn or audience != Audience.FAMILIES else title or ""
        for pk, withdrawn, audience, title in changed[: MOST_CHANGED + 1]
    }
    if len(titles.changed) + len(now) > MOST_CHANGED:
        return _load(house, language)
    newer = titles.with_changes(house.position, now)
    # Rows that were made again under other keys leave no trace in the log: then everything is read anew.
    return newer if len(newer) == _expected(house, language) else _load(house, language)


def _expected(house: House, language: str) -> int:
    index = index_for(house.id, house.position)
    there = index.having("audience", (Audience.FAMILIES,)) & index.having("content_lang", (language,))
    return there.bit_count()

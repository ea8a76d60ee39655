"""What the analysis knows by heart beside its rules: lists that ship with the project, and what editors added to them.

Everybody asks `current()`. A process takes over other lists as a whole (`install`); a piece of work that must see one
and the same lists from beginning to end, or lists that nobody has saved yet, pins them (`using`).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from search.analysis.normalise import fold

Texts = tuple[tuple[str, tuple[str, ...]], ...]

# A fixed list, not the words of the offers: what an offer is indexed under must not depend on other offers.
SHIPPED_BUILDING_WORDS = frozenset(
    fold(word)
    for word in Path(__file__).with_name("dutch_words.txt").read_text(encoding="utf-8").split()
    if len(word) > 2
)


@dataclass(frozen=True)
class Additions:
    """What editors added: words in lower case and without diacritics, in a form that can be compared."""

    same_words: tuple[tuple[str, str], ...] = ()
    """Dutch words that count as another word: (`fietsje`, `fiets`)."""
    building_words: tuple[str, ...] = ()
    """Dutch words that compounds are made of."""
    outside: Texts = ()
    """By language, what no House offers."""

    def of_index(self) -> dict[str, Any]:
        """The part that decides under which terms an offer is indexed, as JSON."""
        return {"same_words": [list(pair) for pair in self.same_words], "building_words": list(self.building_words)}

    @classmethod
    def from_index(cls, stored: Mapping[str, Any]) -> "Additions":
        """The additions that an index was made with."""
        pairs = tuple((word, other) for word, other in stored.get("same_words", ()))
        return cls(same_words=pairs, building_words=tuple(stored.get("building_words", ())))


@dataclass(frozen=True, eq=False)
class Lists:
    """The lists that hold. Two are the same only if they are one object, so that caches may be keyed by them."""

    additions: Additions = Additions()
    same_word: Mapping[str, str] = field(init=False)
    building_words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        pairs = dict(self.additions.same_words)
        object.__setattr__(self, "same_word", {word: end_of(word, pairs) for word in pairs})
        object.__setattr__(self, "building_words", SHIPPED_BUILDING_WORDS.union(self.additions.building_words))


def end_of(word: str, pairs: Mapping[str, str]) -> str:
    """Where a chain of words ends (`a = b`, `b = c`: c for a). Whoever fills a list refuses circles; here they end."""
    seen = {word}
    while (following := pairs.get(word)) is not None and following not in seen:
        seen.add(following)
        word = following
    return word


_installed = Lists()
_pinned: ContextVar[Lists | None] = ContextVar("lists", default=None)


def current() -> Lists:
    """The lists to analyse with, here and now."""
    return _pinned.get() or _installed


def lists_with(additions: Additions) -> Lists:
    """Lists with these additions: the installed ones if they are the same."""
    return _installed if _installed.additions == additions else _lists_with(additions)


@lru_cache(maxsize=8)
def _lists_with(additions: Additions) -> Lists:
    return Lists(additions)


def install(additions: Additions) -> Lists:
    """From now on this process analyses with these additions."""
    global _installed
    _installed = lists_with(additions)
    return _installed


@contextmanager
def using(lists: Lists) -> Iterator[None]:
    """Analyse with these lists inside the block, in this thread only."""
    token = _pinned.set(lists)
    try:
        yield
    finally:
        _pinned.reset(token)

"""Suggestions while typing: how what is typed may go on, the best first, in the reader's language."""

from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from home.choices import SOURCE_LOCALE
from offers.documents import read
from offers.documents.read import House
from search.beginnings import Closeness, closeness, words_in
from search.filters import TEXT, Parameter
from search.names import Completion, categories_of, names_of
from search.parameters import Whole
from search.titles import titles_for

DEFAULT_LIMIT, MOST_ITEMS = 8, 20
# What was found by a name that is not shown looks like a mistake when there is much of it.
MOST_BY_OTHER_NAMES = 4
LIMIT = Parameter("limit", Whole(1, MOST_ITEMS), "", "How many completions at most.", default=DEFAULT_LIMIT)
PARAMETERS = {parameter.name: parameter for parameter in (TEXT, LIMIT)}


class Ranked(NamedTuple):
    """A completion with what decides about its place among those of its kind."""

    closeness: Closeness
    length: int
    completion: Completion


def complete(house: House, locale: str, typed: str, limit: int) -> list[Completion]:
    """At most `limit` completions of what is typed; none when it has no letter or digit.

    One query for the cards of offers, none when no title has the words.
    """
    words = words_in(typed)
    if not words:
        return []
    names = names_of(house)
    kinds = (
        categories_of(house, locale, words),
        offers(house, locale, words, limit),
        islice(names.partners.find(words), limit),
        islice(names.places.find(words), limit),
    )
    return mixed([ranked(items, words) for items in kinds], limit)


def offers(house: House, locale: str, words: Sequence[str], most: int) -> Iterable[Completion]:
    """Families' offers by their title in the page's language and by their Dutch one, under the title that is shown.

    Where several have the same title, it becomes words to search for, which lead to all of them.
    """
    languages = dict.fromkeys((locale, SOURCE_LOCALE))
    ids = list(dict.fromkeys(pk for language in languages for pk in titles_for(house, language).find(words, most)))
    items = [
        Completion(card["title"], "offer", card["id"], card["slug"], card["lang"])
        for card in read.cards(house, ids, locale)
    ]
    for _spelling, same in groupby(sorted(items, key=spelling), spelling):
        first, *others = same
        yield Completion(first.text, "query", None, None, first.lang) if others else first


def spelling(item: Completion) -> str:
    """What makes two texts the same for a reader."""
    return " ".join(words_in(item.text))


def ranked(items: Iterable[Completion], words: Sequence[str]) -> list[Ranked]:
    """The completions of one kind: those that begin with what is typed, short before long, then those with it.

    A few that were found by another name follow in the order in which they came.
    """
    found = [Ranked(closeness(item.text, words), len(item.text), item) for item in items]
    shown = [one for one in found if one.closeness < Closeness.ELSEWHERE]
    others = [one for one in found if one.closeness == Closeness.ELSEWHERE]
    return sorted(shown, key=lambda one: one[:2]) + others[:MOST_BY_OTHER_NAMES]


def mixed(kinds: Sequence[Sequence[Ranked]], limit: int) -> list[Completion]:
    """The best of all kinds, in turns, so that no kind fills more than half while another has something to say."""
    share = -(-limit // 2)
    turns = sorted(
        (place >= share, one.closeness, place, kind)
        for kind, items in enumerate(kinds)
        for place, one in enumerate(items)
    )
    shown = sorted((close, kind, place) for _beyond_share, close, place, kind in turns[:limit])
    return [kinds[kind][place].completion for _close, kind, place in shown]

"""Suggestions while typing: how what is typed may go on, the best first, in the reader's language."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from home.choices import SOURCE_LOCALE
from offers.choices import Audience
from offers.documents import read
from offers.documents.read import House
from search.analysis.languages import LANGUAGES, languages_of_script
from search.analysis.normalise import script_of
from search.beginnings import Closeness, closeness, words_in
from search.filters import TEXT, Parameter
from search.names import Completion, names_for
from search.parameters import Whole
from search.titles import titles_for

DEFAULT_LIMIT, MOST_ITEMS = 8, 20
LIMIT = Parameter("limit", Whole(1, MOST_ITEMS), "", "How many completions at most.", default=DEFAULT_LIMIT)
PARAMETERS = {parameter.name: parameter for parameter in (TEXT, LIMIT)}


class Ranked(NamedTuple):
    """A completion with what decides about its place among those of its kind."""

    closeness: Closeness
    length: int
    completion: Completion


def complete(house: House, locale: str, typed: str, limit: int) -> list[Completion]:
    """At most `limit` completions of what is typed; none when it has no letter or digit.

    One query for the titles of the offers that are shown, none when no offer has the words.
    """
    if not words_in(typed, locale):
        return []
    named = {
        "category": names_for(house, "category", locale).find(typed, limit),
        "query": queries(house, locale, typed, limit),
        "offer": offers(house, locale, typed, limit),
        "partner": names_for(house, "partner", SOURCE_LOCALE).find(typed, limit),
        "place": names_for(house, "place", SOURCE_LOCALE).find(typed, limit),
    }
    taken = {spelling(item) for kind, items in named.items() if kind != "query" for item in items}
    named["query"] = [item for item in named["query"] if spelling(item) not in taken]
    return mixed([ranked(items, typed) for items in named.values()], limit)


def queries(house: House, locale: str, typed: str, most: int) -> list[Completion]:
    """Everyday words in the page's language, or in those languages of the House whose letters are typed."""
    script = script_of(typed)
    own = LANGUAGES[locale].script if locale in LANGUAGES else ""
    foreign = [code for code in languages_of_script(script) if code in house.locales] if script != own else []
    lists = [names_for(house, "word", code) for code in foreign] or [names_for(house, "query", locale)]
    found = {spelling(item): item for names in reversed(lists) for item in names.find(typed, most)}
    return list(found.values())


def offers(house: House, locale: str, typed: str, most: int) -> list[Completion]:
    """Families' offers by their title in the page's language and by their Dutch one, under the title that is shown.

    Where several have the same title, it becomes words to search for, which lead to all of them.
    """
    found: dict[int, None] = {}
    for language in dict.fromkeys((locale, SOURCE_LOCALE)):
        found |= dict.fromkeys(titles_for(house, language).find(words_in(typed, language), most))
    cards = read.stored_cards(house, list(found), locale).values()
    items = sorted(
        (
            Completion(card["title"], "offer", card["id"], card["slug"], card["lang"])
            for card in cards
            if card["audience"] == Audience.FAMILIES
        ),
        key=spelling,
    )
    return [only_one(list(same)) for _spelling, same in groupby(items, spelling)]


def only_one(same: Sequence[Completion]) -> Completion:
    """The one that stands for all that read alike."""
    first = same[0]
    return first if len(same) == 1 else Completion(first.text, "query", None, None, first.lang)


def spelling(item: Completion) -> str:
    """What makes two texts the same for a reader."""
    return " ".join(words_in(item.text, item.lang))


def ranked(items: Iterable[Completion], typed: str) -> list[Ranked]:
    """The completions of one kind: those that begin with what is typed, short before long, then the others."""
    found = (Ranked(closeness(item.text, typed, item.lang), len(item.text), item) for item in items)
    return sorted(found, key=lambda one: (one.closeness, one.length, one.completion.text, one.completion.slug or ""))


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

"""The front of the House: which windows are lit, and what happens this week."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from home.opening_hours import brussels_now
from offers import wording
from offers.documents import read
from offers.documents.read import House
from offers.presentation import card_contexts
from search.addresses import Pair, catalogue_address
from search.query import parse_lenient, run

AGE_IN_BRACKETS = re.compile(r"^(?P<name>[^(]+?)\s*\((?P<note>[^)]+)\)$")
# Where a long name may break in a narrow window.
SOFT_HYPHENS = {
    "Lagereschoolkind": "Lagere\u00adschoolkind",
    "Jongvolwassene": "Jong\u00advolwassene",
    "Grootouders": "Groot\u00adouders",
}
DAYS_IN_A_WEEK = 7
WEEK_SIZE = 6
A_DAY_AT_MOST = 2
# Enough of the soonest offers to fill the days of a week.
WEEK_CANDIDATES = 80
EXAMPLES = (
    # Translators: an example of what a family types in the search field, in everyday words.
    gettext_lazy("childcare after school"),
    # Translators: an example of what a family types in the search field, in everyday words.
    gettext_lazy("my baby does not sleep"),
    # Translators: an example of what a family types in the search field, in everyday words.
    gettext_lazy("help with paperwork"),
)


@dataclass(frozen=True)
class Situation:
    """How it goes with a family, in its own words, and the filters that fit."""

    words: Any
    pillar: str
    scene: str
    pairs: tuple[Pair, ...]


SITUATIONS = (
    Situation(
        # Translators: what a parent would say.
        gettext_lazy("I have nobody to talk to right now"),
        "prevention-health",
        "mental-health-parent",
        (("category", "mental-health-parent"), ("category", "parent-cafe"), ("category", "buddy-at-home")),
    ),
    Situation(
        # Translators: what a parent would say.
        gettext_lazy("We have little money this month"),
        "practical",
        "money-and-rights",
        (("category", "money-and-rights"), ("category", "nappy-bank"), ("category", "clothes-swap")),
    ),
    Situation(
        # Translators: what a parent would say.
        gettext_lazy("My child does not speak much Dutch yet"),
        "meeting-cohesion",
        "dutch-practice",
        (("category", "dutch-practice"), ("category", "homework-support"), ("category", "library-reading")),
    ),
    Situation(
        # Translators: what a parent would say.
        gettext_lazy("What shall we do on Wednesday afternoon?"),
        "leisure",
        "play-space",
        (("day", "wed"), ("from_time", "12:00"), ("pillar", "leisure")),
    ),
)


def front(house: House, locale: str, path: str) -> dict[str, Any]:
    """Everything on the home page that depends on what there is to find."""
    return {
        "stages": stages(house, locale, path),
        "situations": [situation_window(house, locale, path, situation) for situation in SITUATIONS],
        "examples": [{"text": text, "href": catalogue_address(path, [("q", str(text))])} for text in EXAMPLES],
        "week": week(house, locale, brussels_now().date()),
        "week_address": catalogue_address(path, week_pairs(brussels_now().date())),
    }


def count(house: House, locale: str, pairs: list[Pair], facets: tuple[str, ...] = ()) -> Any:
    """How many offers there are, without the offers."""
    query, _problems = parse_lenient(pairs, house, locale)
    return run(house, locale, query, facets=list(facets), offset=0, limit=0)


def stages(house: House, locale: str, path: str) -> list[dict[str, Any]]:
    """A window for each life stage: lit when there is something for it, dusk when there is nothing yet."""
    buckets = count(house, locale, [], ("life_stage",)).facets["life_stage"]
    counts = {bucket["value"]: bucket["count"] for bucket in buckets}
    windows = []
    for term in read.taxonomy(house, locale)["life_stages"]:
        label = wording.western_digits(term["label"])
        pieces = AGE_IN_BRACKETS.match(label)
        name = pieces["name"] if pieces else label
        windows.append(
            {
                "scene": f"stage-{term['slug']}",
                "name": SOFT_HYPHENS.get(name, name),
                "note": pieces["note"] if pieces else "",
                "count": counts.get(term["slug"], 0),
                "href": catalogue_address(path, [("life_stage", term["slug"])]),
            }
        )
    return windows


def situation_window(house: House, locale: str, path: str, situation: Situation) -> dict[str, Any]:
    """A wide window with a sentence."""
    pairs = list(situation.pairs)
    return {
        "words": situation.words,
        "pillar": situation.pillar,
        "scene": situation.scene,
        "count": count(house, locale, pairs).total,
        "href": catalogue_address(path, pairs),
    }


def week_pairs(today: datetime.date) -> list[Pair]:
    """The filters for the seven days from today."""
    return [
        ("from", today.isoformat()),
        ("to", (today + datetime.timedelta(DAYS_IN_A_WEEK - 1)).isoformat()),
        ("sort", "next"),
    ]


def week(house: House, locale: str, today: datetime.date) -> list[dict[str, Any]]:
    """What happens this week: a few offers spread over its days, rather than everything of today."""
    query, _problems = parse_lenient(week_pairs(today), house, locale)
    ids = run(house, locale, query, facets=[], offset=0, limit=WEEK_CANDIDATES).ids
    last = (today + datetime.timedelta(DAYS_IN_A_WEEK - 1)).isoformat()
    cards = [
        card
        for card in read.cards(house, ids, locale)
        if card["next_occurrence"] and card["next_occurrence"]["date"] <= last
    ]
    return [card | {"day": card["next_occurrence"]["date"]} for card in card_contexts(house, spread(cards), locale)]


def spread(cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """At most two a day, then whatever comes soonest, in order of time."""
    taken: list[dict[str, Any]] = []
    for card in cards:
        same_day = sum(other["next_occurrence"]["date"] == card["next_occurrence"]["date"] for other in taken)
        if same_day < A_DAY_AT_MOST and len(taken) < WEEK_SIZE:
            taken.append(card)
    spare = [card for card in cards if card not in taken]
    return sorted(taken + spare[: WEEK_SIZE - len(taken)], key=lambda card: card["next_occurrence"]["start"])

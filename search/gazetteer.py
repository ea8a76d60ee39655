"""Where "Kerkstraat, Malderen" is: the House's own villages, postcodes, streets and places, each with its point.

Reading is forgiving: case, diacritics, house numbers, one typing error (two in a long name), names written in pieces.
"""

import re
import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.text import slugify
from rapidfuzz.distance import OSA

from home.choices import SOURCE_LOCALE
from offers.documents import read
from offers.documents.read import House
from search.analysis.languages import is_stop_word
from search.analysis.normalise import clean, fold
from search.catalogue_index import Point, distance_m
from search.engines.vocabulary import plausible

LONGEST_TEXT = 200
MOST_WORDS = 12
LONGEST_SPAN = 6
MOST_READINGS = 6
# A name has errors where it has this many letters: none in short ones, one, two.
FUZZY_FROM, LONG_FROM = 4, 10
SHORTEST_PART, SHORTEST_BEGINNING = 3, 5
# Readings that explain this much less of the text than the best one are no alternatives to it.
NEARLY = 0.05
DECIMALS = 3
KINDS = ("village", "postcode", "street", "place")
POSTCODE = re.compile(r"[1-9][0-9]{3}")
WORD = re.compile(r"[^\W_]+")
HOUSE_NUMBER = re.compile(r"\s+(?:\d.*|zonder nummer|z/?n)$", re.IGNORECASE)
# How Flemish addresses shorten, and words that only say that a number follows.
SHORTENED = {"st": "sint", "str": "straat", "stwg": "steenweg", "ln": "laan"}
SHORT_ENDINGS = {"str": "straat", "stwg": "steenweg", "steenw": "steenweg"}
BESIDE_NUMBERS = frozenset({"bus", "nr", "nummer"})


def near_value(point: Point) -> str:
    """A point as the address of a page says it: three decimals, about a hundred metres."""
    return f"{point[0]:.{DECIMALS}f},{point[1]:.{DECIMALS}f}"


def words_of(text: str) -> list[str]:
    """The words of an address in small letters without diacritics, abbreviations in full."""
    found = WORD.findall(fold(clean(text, LONGEST_TEXT).lower()))[:MOST_WORDS]
    return [in_full(word) for word in found]


def in_full(word: str) -> str:
    """`lantaarnstr` is `lantaarnstraat`."""
    if word in SHORTENED:
        return SHORTENED[word]
    ending = next((short for short in SHORT_ENDINGS if word.endswith(short) and len(word) > len(short) + 2), "")
    return word.removesuffix(ending) + SHORT_ENDINGS[ending] if ending else word


def is_meant_as(word: str, name: str) -> bool:
    """Whether a word is a name, give or take a typing error."""
    limit = 0 if len(name) < FUZZY_FROM or name.isdigit() else 1 if len(name) < LONG_FROM else 2
    if abs(len(word) - len(name)) > limit:
        return False
    errors = OSA.distance(word, name, score_cutoff=limit)
    return errors == 0 or (errors <= limit and len(word) >= FUZZY_FROM and plausible(word, name, errors))


@dataclass(frozen=True)
class Asked:
    """The words of a typed address that say where; house numbers do not."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Asked":
        """The words of a text."""
        words = (word for word in words_of(text) if word not in BESIDE_NUMBERS)
        return cls(tuple(word for word in words if POSTCODE.fullmatch(word) or not word[0].isdigit()))

    @cached_property
    def letters(self) -> int:
        """How much there is to explain."""
        return sum(map(len, self.words))

    def span_of(self, name: str) -> range:
        """The neighbouring words that together are a name; none when there are none."""
        for first in range(len(self.words)):
            joined = ""
            for last in range(first, min(first + LONGEST_SPAN, len(self.words))):
                joined += self.words[last]
                if is_meant_as(joined, name):
                    return range(first, last + 1)
        return range(0)

    def says_nothing(self, number: int) -> bool:
        """A word such as `in` or `de`."""
        return is_stop_word(self.words[number], SOURCE_LOCALE)


@dataclass(frozen=True)
class Reading:
    """Something that a typed address can mean. `beside`: words that may stand with its name (village, postcode)."""

    kind: str
    label: str
    point: Point
    words: tuple[str, ...]
    beside: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """Its name in addresses of pages."""
        return f"{self.kind}-{slugify(self.label)}"

    def fit(self, asked: Asked) -> tuple[float, float] | None:
        """(share of the text that it explains, share of its name that was typed), or nothing.

        Its whole name is enough; a part of it only when nothing else in the text is left unexplained.
        """
        explained = set(asked.span_of("".join(self.words)))
        is_whole = bool(explained)
        named = set(range(len(self.words))) if is_whole else self._partly(asked, explained)
        numbers = range(len(asked.words))
        explained |= {n for n in numbers if any(is_meant_as(asked.words[n], word) for word in self.beside)}
        left = [n for n in numbers if n not in explained and not asked.says_nothing(n)]
        by_postcode = self.kind == "village" and any(asked.words[n].isdigit() for n in explained)
        if not is_whole and (left or not (named or by_postcode)):
            return None
        share = sum(len(asked.words[n]) for n in numbers if n not in left) / asked.letters
        return share, sum(len(self.words[n]) for n in named) / max(1, sum(map(len, self.words)))

    def _partly(self, asked: Asked, explained: set[int]) -> set[int]:
        """The words of its name that were typed; villages and postcodes have no parts."""
        named = set()
        if self.kind in ("street", "place"):
            for number, word in enumerate(asked.words):
                if len(word) < SHORTEST_PART or asked.says_nothing(number):
                    continue
                for own, name in enumerate(self.words):
                    begins = len(word) >= SHORTEST_BEGINNING and name.startswith(word)
                    if begins or is_meant_as(word, name):
                        named.add(own)
                        explained.add(number)
        return named


class Gazetteer:
    """Everything of a House that has a name and a point."""

    def __init__(self, places: Sequence[dict[str, Any]], municipalities: Sequence[str], center: Point) -> None:
        self.places, self.municipalities, self.center = places, municipalities, center
        found = [*villages_of(places), *postcodes_of(places), *streets_of(places), *places_of(places)]
        if len(municipalities) == 1 and municipalities[0] not in {reading.label for reading in found}:
            found.append(named("village", municipalities[0], center))
        self.readings = {reading.key: reading for reading in reversed(found) if reading.words}

    @property
    def villages(self) -> list[Reading]:
        """The villages by name."""
        return sorted((one for one in self.readings.values() if one.kind == "village"), key=lambda one: one.label)

    def find(self, text: str) -> list[Reading]:
        """What a typed address can mean, the best first; empty when nothing is known by that name."""
        asked = Asked.of(text)
        if not any(not asked.says_nothing(number) for number in range(len(asked.words))):
            return []
        fits = [(fit, reading) for reading in self.readings.values() if (fit := reading.fit(asked))]
        fits.sort(key=lambda row: (-round(row[0][0], 2), -row[0][1], KINDS.index(row[1].kind), row[1].label))
        return [reading for fit, reading in fits if fit[0] >= fits[0][0][0] - NEARLY][:MOST_READINGS]

    def explains(self, text: str) -> bool:
        """Whether some reading leaves nothing of the text unexplained."""
        asked = Asked.of(text)
        return any(fit[0] > 1 - NEARLY for reading in self.readings.values() if (fit := reading.fit(asked)))

    def closest(self, point: Point) -> tuple[float, str] | None:
        """(metres, village) of the place that lies closest to a point; nothing without places."""
        metres = ((distance_m(point, (place["lat"], place["lon"])), place["locality"]) for place in self.places)
        return min(metres, default=None)


def named(kind: str, label: str, point: Point, *, name: str = "", beside: Iterable[str] = ()) -> Reading:
    """A reading with the words of its name, without those that may stand beside it."""
    near = frozenset(word for text in beside for word in words_of(text))
    words = tuple(words_of(name or label))
    own = tuple(word for word in words if word not in near) if kind == "place" else words
    return Reading(kind, label, point, own or words, near)


def middle(places: Sequence[dict[str, Any]]) -> Point:
    """The point amid places."""
    return (sum(row["lat"] for row in places) / len(places), sum(row["lon"] for row in places) / len(places))


def grouped(places: Iterable[dict[str, Any]], *names: str) -> dict[tuple[str, ...], list[dict[str, Any]]]:
    """Places by the value of some members."""
    groups: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for place in places:
        groups[tuple(place[name] for name in names)].append(place)
    return groups


def villages_of(places: Sequence[dict[str, Any]]) -> list[Reading]:
    """The villages in which there are places."""
    return [
        named("village", locality, middle(rows), beside={row["postcode"] for row in rows})
        for (locality,), rows in grouped(places, "locality").items()
    ]


def postcodes_of(places: Sequence[dict[str, Any]]) -> list[Reading]:
    """The postcodes of places."""
    return [named("postcode", code, middle(rows)) for (code,), rows in grouped(places, "postcode").items() if code]


def streets_of(places: Sequence[dict[str, Any]]) -> list[Reading]:
    """The streets in which there are places."""
    with_street = [place | {"street": HOUSE_NUMBER.sub("", place["street"] or "")} for place in places]
    return [
        named("street", f"{street}, {locality}", middle(rows), name=street, beside=(locality, rows[0]["postcode"] or ""))
        for (street, locality), rows in grouped(with_street, "street", "locality").items()
        if street
    ]


def places_of(places: Sequence[dict[str, Any]]) -> list[Reading]:
    """The places by their own names."""
    return [
        named(
            "place",
            place["name"] if place["locality"] in place["name"] else f"{place['name']}, {place['locality']}",
            (place["lat"], place["lon"]),
            name=place["name"],
            beside=(place["locality"], place["postcode"] or ""),
        )
        for place in places
    ]


class Gazetteers:
    """The gazetteer of each House, kept until the House's log moves."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.known: dict[int, tuple[int, Gazetteer]] = {}

    def of(self, house: House) -> Gazetteer:
        """As of the House's position. One query when the log has moved, else none."""
        position, gazetteer = self.known.get(house.id, (-1, None))
        if gazetteer is None or position != house.position:
            payload = house.payload(SOURCE_LOCALE)
            municipalities = [row["name"] for row in payload["municipalities"]]
            center = (payload["center"]["lat"], payload["center"]["lon"])
            gazetteer = Gazetteer(read.places(house, SOURCE_LOCALE), municipalities, center)
            with self.lock:
                self.known[house.id] = (house.position, gazetteer)
        return gazetteer


gazetteers = Gazetteers()

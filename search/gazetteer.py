"""Where "Lantaarnstraat 3, Londerzeel" is: villages, postcodes, streets and places of the House, with their points."""

import re
import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from home.choices import SOURCE_LOCALE
from offers.documents import read
from offers.documents.read import House
from search.address_words import COST, asked_words, likeness, share, words_of
from search.analysis.languages import is_stop_word
from search.catalogue_index import Point

MOST_SPOTS = 6
SHORTEST_BEGINNING = 5
# From this share on, a name was typed in full and a text was explained in full: with a typing error here and there.
WHOLE = 0.75
KINDS = ("village", "postcode", "street", "place")
HOUSE_NUMBER = re.compile(r"\s+(?:\d.*|zonder nummer|z/?n)$", re.IGNORECASE)


@dataclass(frozen=True)
class Spot:
    """Something with a name and a point. `beside`: words that may stand with its name (village, postcode)."""

    kind: str
    label: str
    point: Point
    words: tuple[str, ...]
    beside: frozenset[str] = frozenset()

    def fit(self, asked: list[str]) -> tuple[float, float]:
        """(share of the asked words that it explains, share of its name that was asked); zeros when it is not meant.

        Its whole name is enough. A part of the name of a street or place is, when no other word is left unexplained.
        """
        named: dict[str, float] = {}
        explained = {word: max((likeness(word, near) for near in self.beside), default=0) for word in asked}
        own = [word for word in asked if not explained[word]]
        if in_pieces := likeness("".join(own), "".join(self.words)):
            named = dict.fromkeys(self.words, 1)
            explained |= dict.fromkeys(own, in_pieces)
        else:
            for word in asked:
                for name in self.words:
                    alike = likeness(word, name) or self.begins(word, name)
                    named[name] = max(named.get(name, 0), alike)
                    explained[word] = max(explained[word], alike)
        completeness = share(named, self.words)
        is_part = self.kind in ("street", "place") and completeness and all(explained.values())
        is_meant = is_part or all(map(named.get, self.words))
        return (round(share(explained, asked), 2), completeness) if is_meant else (0, 0)

    def begins(self, word: str, name: str) -> float:
        """How far a word is the beginning of a name, as `biblio` is; only for streets and places."""
        if self.kind not in ("street", "place") or len(word) < SHORTEST_BEGINNING or not name.startswith(word):
            return 0
        return 1 - COST


class Gazetteer:
    """Everything of a House that has a name and a point."""

    def __init__(self, places: list[dict[str, Any]], municipalities: list[str], center: Point) -> None:
        self.center = center
        self.municipality = municipalities[0] if len(municipalities) == 1 else ""
        found = [*villages(places), *postcodes(places), *streets(places), *own_places(places)]
        self.spots = [spot for spot in found if spot.words]
        if self.municipality and all(spot.label != self.municipality for spot in self.spots):
            self.spots.append(Spot("village", self.municipality, center, tuple(words_of(self.municipality))))

    @property
    def villages(self) -> list[Spot]:
        """The villages by name."""
        return sorted((spot for spot in self.spots if spot.kind == "village"), key=lambda spot: spot.label)

    def find(self, text: str) -> tuple[list[Spot], bool]:
        """What a typed address can mean, and whether that explains all of its words.

        One spot when it is clear what is meant, several when it can be each of them, none when nothing has that name.
        """
        asked = asked_words(text)
        fits = {spot: spot.fit(asked) for spot in self.spots if asked}
        best = max((fit[0] for fit in fits.values()), default=0)
        if not best:
            return [], False
        found = [spot for spot in fits if fits[spot][0] == best]
        whole = [spot for spot in found if fits[spot][1] >= WHOLE]
        if whole:
            kind = min((spot.kind for spot in whole), key=KINDS.index)
            found = [spot for spot in whole if spot.kind == kind]
        found.sort(key=lambda spot: (-fits[spot][1], spot.label))
        return found[:MOST_SPOTS], best >= WHOLE


def middle(places: list[dict[str, Any]]) -> Point:
    """The point amid places."""
    return (sum(row["lat"] for row in places) / len(places), sum(row["lon"] for row in places) / len(places))


def grouped(places: Iterable[dict[str, Any]], *names: str) -> dict[tuple[str, ...], list[dict[str, Any]]]:
    """Places by the value of some members, without those that lack the first."""
    groups: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for place in places:
        if place[names[0]]:
            groups[tuple(place[name] for name in names)].append(place)
    return groups


def villages(places: list[dict[str, Any]]) -> list[Spot]:
    """The villages in which there are places."""
    return [
        Spot("village", locality, middle(rows), tuple(words_of(locality)), beside(*(row["postcode"] for row in rows)))
        for (locality,), rows in grouped(places, "locality").items()
    ]


def postcodes(places: list[dict[str, Any]]) -> list[Spot]:
    """The postcodes of places."""
    return [Spot("postcode", code, middle(rows), (code,)) for (code,), rows in grouped(places, "postcode").items()]


def streets(places: list[dict[str, Any]]) -> list[Spot]:
    """The streets in which there are places."""
    with_street = [place | {"street": HOUSE_NUMBER.sub("", place["street"] or "")} for place in places]
    return [
        Spot("street", f"{street}, {locality}", middle(rows), tuple(words_of(street)), beside(locality, code))
        for (street, locality, code), rows in grouped(with_street, "street", "locality", "postcode").items()
    ]


def own_places(places: list[dict[str, Any]]) -> list[Spot]:
    """The places by their own names, of which their village may be a part."""
    found = []
    for place in places:
        name, locality = place["name"], place["locality"]
        near = beside(locality, place["postcode"])
        words = words_of(name)
        own = tuple(word for word in words if word not in near and not is_stop_word(word, SOURCE_LOCALE))
        label = name if locality in name else f"{name}, {locality}"
        found.append(Spot("place", label, (place["lat"], place["lon"]), own or tuple(words), near))
    return found


def beside(*texts: str | None) -> frozenset[str]:
    """The words that may stand with a name."""
    return frozenset(word for text in texts for word in words_of(text or ""))


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

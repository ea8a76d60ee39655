"""What can be filtered, counted and sorted of a House's offers, in memory.

A version of an index never changes, so that threads share it freely: changes make the next version (`with_changes`).
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from datetime import date, datetime
from functools import partial
from math import cos, radians
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from offers.choices import STANDING_SCHEDULES, WEEKDAYS, ScheduleType
from offers.schedules import Slot
from search.bitsets import Numbers, bits_of, bits_of_flags, bits_where
from search.timing import ScheduleBook

EARTH_RADIUS_M = 6371008.8
# Title orders are kept for as many languages as hold this many titles together.
MOST_TITLES = 600_000
# With more changed titles than this, an order is read as a whole when it is next asked.
MOST_TITLES_ANEW = 2000
MOST_ANSWERS = 256

Point = tuple[float, float]
Floats = npt.NDArray[np.float64]
# (languages, offers or None for all) -> (language, offer, title key)
TitleSource = Callable[[Collection[str], Collection[int] | None], Iterable[tuple[str, int, str]]]


class OfferRow(NamedTuple):
    """What the index reads of one published offer."""

    pk: int
    facts: dict[str, Any]
    content_locales: list[str]
    updated_at: datetime


def _flag(value: bool) -> str:
    return "true" if value else "false"


def values_of(row: OfferRow) -> dict[str, Iterable[str]]:
    """The values of an offer for every filter and facet that compares values."""
    facts = row.facts
    return {
        "pillar": facts["pillars"],
        "category": facts["categories"],
        "life_stage": facts["life_stages"],
        "target_group": facts["target_groups"],
        "kind": (facts["kind"],),
        "partner": facts["partners"],
        "main_partner": facts["partner_ids"][:1],
        "facility": facts["facilities"],
        "access": facts["access"],
        "delivery_mode": facts["delivery_modes"],
        "universality": (facts["universality"],),
        "locality": (facts["locality"],) if facts["locality"] else (),
        "booking_status": (facts["booking_status"],),
        "spoken_lang": facts["spoken"],
        "content_lang": row.content_locales,
        "free": (_flag(facts["free"]),),
        "uitpas": (_flag(facts["uitpas"]),),
        "low_digital": (_flag(facts["low_digital"]),),
        "residents_only": (_flag(facts["residents_only"]),),
        "audience": (facts["audience"],),
        "schedule_type": (facts["schedule"]["type"],),
    }


def distances_m(center: Point, lat: Floats, lon: Floats) -> Floats:
    """Metres along the great circle from a point (latitude, longitude) to others."""
    across = np.sin(np.radians(lat - center[0]) / 2) ** 2
    along = np.cos(np.radians(lat)) * cos(radians(center[0])) * np.sin(np.radians(lon - center[1]) / 2) ** 2
    metres: Floats = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(1.0, np.sqrt(across + along)))
    return metres


def distance_m(one: Point, other: Point) -> float:
    """Metres along the great circle between two points (latitude, longitude)."""
    return float(distances_m(one, np.array([other[0]]), np.array([other[1]]))[0])


class CatalogueIndex:
    """One version of the index of a House. Sets of offers are integers (`search.bitsets`)."""

    def __init__(self, house_id: int, position: int, titles: TitleSource) -> None:
        self.house_id = house_id
        self.position = position
        self.everything = 0
        self.values: dict[str, dict[str, int]] = {}
        self.names: dict[str, dict[str, str]] = {"partner": {}, "partner_id": {}, "locality": {}}
        self.ages: dict[tuple[int | None, int | None], int] = {}
        self.pks: list[int] = []
        self.number_of: dict[int, int] = {}
        self.points: list[Point | None] = []
        self.updated: list[float] = []
        self.book = ScheduleBook()
        self.schedule_of: list[int] = []
        self._titles = titles
        self._title_pairs: OrderedDict[str, list[tuple[str, int]]] = OrderedDict()
        self._answers: dict[tuple, tuple[object, Any]] = {}
        self._lock = Lock()

    def with_changes(self, position: int, rows: Sequence[OfferRow], gone: Collection[int] = ()) -> "CatalogueIndex":
        """The next version: these offers are new or changed, those are gone."""
        newer = copy(self)
        newer.position, newer._answers, newer._lock = position, {}, Lock()
        newer.values = {name: dict(bits) for name, bits in self.values.items()}
        newer.names = {name: dict(labels) for name, labels in self.names.items()}
        newer.ages, newer.number_of = dict(self.ages), dict(self.number_of)
        newer.pks, newer.points, newer.updated = self.pks[:], self.points[:], self.updated[:]
        newer.schedule_of = self.schedule_of[:]
        changed = {*gone, *(row.pk for row in rows)}
        newer._clear(bits_of((self.number_of[pk] for pk in changed if pk in self.number_of), len(self.pks)))
        for pk in gone:
            newer.number_of.pop(pk, None)
        newer._add(rows)
        newer._title_pairs = self._changed_titles(changed, newer)
        return newer

    def _clear(self, bits: int) -> None:
        """Take offers out of every set."""
        self.everything &= ~bits
        kept: list[dict[Any, int]] = [*self.values.values(), self.ages]
        for sets in kept:
            for value, members in list(sets.items()):
                if members & bits:
                    sets[value] = members & ~bits
                    if not sets[value]:
                        del sets[value]

    def _add(self, rows: Sequence[OfferRow]) -> None:
        """Put offers into every set they belong to."""
        found: dict[tuple[str, str], list[int]] = {}
        ages: dict[tuple[int | None, int | None], list[int]] = {}
        numbers = [self._number(row) for row in rows]
        for number, row in zip(numbers, rows, strict=True):
            for name, values in values_of(row).items():
                for value in values:
                    found.setdefault((name, value), []).append(number)
            ages.setdefault(tuple(row.facts["age"]), []).append(number)
            self._note_names(row.facts)
        size = len(self.pks)
        self.everything |= bits_of(numbers, size)
        for (name, value), members in found.items():
            sets = self.values.setdefault(name, {})
            sets[value] = sets.get(value, 0) | bits_of(members, size)
        for span, members in ages.items():
            self.ages[span] = self.ages.get(span, 0) | bits_of(members, size)

    def _number(self, row: OfferRow) -> int:
        """The number of an offer: the one it has, or a new one."""
        facts = row.facts
        point = (facts["lat"], facts["lon"]) if facts["lat"] is not None and facts["lon"] is not None else None
        schedule = self.book.add(facts["schedule"])
        updated = row.updated_at.timestamp()
        number = self.number_of.get(row.pk)
        if number is None:
            number = self.number_of[row.pk] = len(self.pks)
            self.pks.append(row.pk)
            self.points.append(point)
            self.updated.append(updated)
            self.schedule_of.append(schedule)
        else:
            self.points[number], self.updated[number], self.schedule_of[number] = point, updated, schedule
        return number

    def _note_names(self, facts: dict[str, Any]) -> None:
        self.names["partner"].update(zip(facts["partners"], facts["partner_names"], strict=False))
        self.names["partner_id"].update(zip(facts["partner_ids"], facts["partners"], strict=False))
        if facts["locality"]:
            self.names["locality"][facts["locality"]] = facts["place_names"][-1]

    @property
    def is_worn(self) -> bool:
        """Have so many offers or schedules come and gone that building it anew saves memory?"""
        most = 2 * len(self.number_of) + 1000
        return len(self.pks) > most or len(self.book.schedules) > most

    # ---- sets of offers

    def having(self, name: str, values: Iterable[str]) -> int:
        """The offers that have one of these values."""
        sets = self.values.get(name, {})
        bits = 0
        for value in values:
            bits |= sets.get(value, 0)
        return bits

    def of_age(self, months: int) -> int:
        """The offers whose range of ages holds this one, or which have no ages."""
        bits = 0
        for (low, high), members in self.ages.items():
            if (low is None or low <= months) and (high is None or months <= high):
                bits |= members
        return bits

    def slots_on(self, weekdays: Collection[str], begin: int | None, end: int | None, today: date) -> int:
        """The offers with a weekly slot that counts on these days and overlaps the time, and the permanent ones."""
        days = frozenset(WEEKDAYS.index(weekday) for weekday in weekdays)
        return self.answer(("slots", days, begin, end), today, partial(self._slots_on, days, begin, end, today))

    def _slots_on(self, days: Collection[int], begin: int | None, end: int | None, today: date) -> int:
        slots = self.answer(("slots of",), today, partial(self._slots_of, today))
        fitting = (members for slot, members in slots.values() if slot.weekday in days and slot.overlaps(begin, end))
        numbers = bits_of((number for members in fitting for number in members), len(self.pks))
        return numbers | self.having("schedule_type", [ScheduleType.PERMANENT])

    def _slots_of(self, today: date) -> dict[tuple[int, int, int], tuple[Slot, list[int]]]:
        """The offers with each weekly slot that has not ended; holiday programmes do not count."""
        found: dict[tuple[int, int, int], tuple[Slot, list[int]]] = {}
        for number in self.number_of.values():
            schedule = self.book.schedules[self.schedule_of[number]]
            if schedule.is_holiday_programme:
                continue
            for slot in schedule.slots:
                if not slot.has_ended(today):
                    found.setdefault((slot.weekday, slot.opens, slot.closes), (slot, []))[1].append(number)
        return found

    def running_between(self, first: date, last: date, today: date) -> int:
        """The offers with an occurrence on the days first..last, and standing help."""
        return self.answer(("dates", first, last), today, partial(self._running_between, first, last, today))

    def _running_between(self, first: date, last: date, today: date) -> int:
        running = self.book.running_between(first, last, today)
        dated = bits_where([running[schedule] for schedule in self.schedule_of]) & self.everything
        return dated | self.having("schedule_type", STANDING_SCHEDULES)

    def within(self, center: Point, radius_m: float) -> int:
        """The offers whose place lies within this distance."""
        return bits_of_flags(self.metres_to(center) <= radius_m) & self.everything

    def inside(self, west: float, south: float, east: float, north: float) -> int:
        """The offers whose place lies in a box."""
        lat, lon = self.coordinates()
        return bits_of_flags((west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)) & self.everything

    def coordinates(self) -> tuple[Floats, Floats]:
        """Latitude and longitude of every number, nan where there is no place."""

        def make() -> tuple[Floats, Floats]:
            points = np.array([point or (np.nan, np.nan) for point in self.points], dtype=np.float64).reshape(-1, 2)
            return points[:, 0].copy(), points[:, 1].copy()

        found: tuple[Floats, Floats] = self.answer(("coordinates",), None, make)
        return found

    def metres_to(self, center: Point) -> Floats:
        """The distance of every number, infinity where there is no place."""
        lat, lon = self.coordinates()
        return np.nan_to_num(distances_m(center, lat, lon), nan=np.inf)

    # ---- orders

    def by_title(self, locale: str) -> Numbers:
        """The numbers of all offers by title, as the language sorts."""
        return self.answer(("title", locale), None, partial(self._by_title, locale))

    def _by_title(self, locale: str) -> Numbers:
        with self._lock:
            pairs = self._title_pairs.get(locale)
            if pairs is None:
                pairs = sorted((key, pk) for _locale, pk, key in self._titles([locale], None))
                self._title_pairs[locale] = pairs
            self._title_pairs.move_to_end(locale)
            while len(self._title_pairs) > max(2, MOST_TITLES // (len(self.number_of) + 1)):
                self._title_pairs.popitem(last=False)
        order = [self.number_of[pk] for _key, pk in pairs if pk in self.number_of]
        return np.array(order + sorted(set(self.number_of.values()).difference(order)), dtype=np.int64)

    def _changed_titles(self, changed: set[int], newer: "CatalogueIndex") -> "OrderedDict[str, list[tuple[str, int]]]":
        """The titles that are known, with those of changed offers read anew."""
        with self._lock:
            known = OrderedDict(self._title_pairs)
        if not known or not changed:
            return known
        if len(changed) > MOST_TITLES_ANEW:
            return OrderedDict()
        pairs = {locale: [pair for pair in titles if pair[1] not in changed] for locale, titles in known.items()}
        for locale, pk, key in self._titles(list(pairs), sorted(changed & newer.number_of.keys())):
            pairs[locale].append((key, pk))
        return OrderedDict((locale, sorted(titles)) for locale, titles in pairs.items())

    def answer(self, key: tuple, stamp: object, make: Callable[[], Any]) -> Any:
        """An answer that later requests may ask again; it is made anew when its stamp is another."""
        known = self._answers.get(key)
        if known is None or known[0] != stamp:
            if len(self._answers) >= MOST_ANSWERS:
                self._answers = {}
            known = self._answers[key] = (stamp, make())
        return known[1]

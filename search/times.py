"""Parts of the day as families say them, and the times of the catalogue that they stand for."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from offers import wording
from search.addresses import Pair


@dataclass(frozen=True)
class PartOfDay:
    """A part of the day. Wall time, HH:MM; an end without a time is open."""

    name: Any
    begins: str = ""
    ends: str = ""

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The filters that it stands for."""
        return tuple((name, value) for name, value in (("from_time", self.begins), ("to_time", self.ends)) if value)

    @property
    def value(self) -> str:
        """Its value in the filter form."""
        return f"{self.begins}-{self.ends}"

    @property
    def label(self) -> str:
        """From when until when."""
        if self.begins and self.ends:
            return wording.clock_range(self.begins, self.ends)
        if self.begins:
            return _("from %(time)s") % {"time": wording.clock(self.begins)}
        return _("until %(time)s") % {"time": wording.clock(self.ends)}


PARTS_OF_DAY = (
    PartOfDay(pgettext_lazy("part of the day", "in the morning"), ends="12:00"),
    PartOfDay(pgettext_lazy("part of the day", "in the afternoon"), "12:00", "18:00"),
    PartOfDay(pgettext_lazy("part of the day", "in the evening"), "18:00"),
)


def times_of(pairs: list[Pair]) -> PartOfDay | None:
    """The times that are chosen, with a name if they are a part of the day."""
    chosen = dict(pairs)
    begins, ends = chosen.get("from_time", ""), chosen.get("to_time", "")
    if not begins and not ends:
        return None
    known = (part for part in PARTS_OF_DAY if (part.begins, part.ends) == (begins, ends))
    return next(known, PartOfDay("", begins, ends))


def part_of_day(pairs: list[Pair]) -> PartOfDay | None:
    """The part of the day that is chosen; other times are none."""
    times = times_of(pairs)
    return times if times and times.name else None


def parts_to_choose(pairs: list[Pair]) -> list[dict[str, Any]]:
    """The parts of the day for the filter form; times that came with the address from elsewhere are among them."""
    chosen = times_of(pairs)
    parts = PARTS_OF_DAY if chosen in (None, *PARTS_OF_DAY) else (*PARTS_OF_DAY, chosen)
    return [{"value": part.value, "name": part.name, "times": part.label, "selected": part == chosen} for part in parts]

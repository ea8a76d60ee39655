"""The change log of a House: one growing number for everything that the public sees."""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from home.cursors import decode_cursor, encode_cursor
from home.models import HousePage
from offers.documents.payloads import instant
from offers.models import Change, LogPosition


@dataclass
class Entry:
    """A change that is to be written."""

    type: str
    object_id: uuid.UUID
    op: str = Change.Op.UPSERT
    version: int = 1
    reason: str = ""
    successor: uuid.UUID | None = None
    langs: list[str] = field(default_factory=list)


class Log:
    """The log of one House, held for writing until the transaction ends."""

    def __init__(self, house: HousePage) -> None:
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("The change log is written in the transaction of what changed.")
        LogPosition.objects.get_or_create(house=house)
        self.house = house
        self.row = LogPosition.objects.select_for_update().get(house=house)
        self.now = timezone.now()

    def next_number(self) -> int:
        """Take the next number of the log."""
        self.row.position += 1
        return self.row.position

    def move_on(self) -> None:
        """Take a number without a change: every process looks again at what it keeps about the House."""
        self.next_number()
        self.row.save(update_fields=["position"])

    def append(self, entries: list[tuple[int, Entry]]) -> None:
        """Write changes under numbers taken before; an older change of the same thing goes, as it says nothing any
        more.
        """
        if not entries:
            return
        for kind in {entry.type for _seq, entry in entries}:
            ids = [entry.object_id for _seq, entry in entries if entry.type == kind]
            for start in range(0, len(ids), 500):
                Change.objects.filter(house=self.house, type=kind, object_id__in=ids[start : start + 500]).delete()
        Change.objects.bulk_create(
            [
                Change(
                    house=self.house,
                    seq=seq,
                    op=entry.op,
                    type=entry.type,
                    object_id=entry.object_id,
                    version=entry.version,
                    at=self.now,
                    reason=entry.reason,
                    successor=entry.successor,
                    langs=entry.langs,
                )
                for seq, entry in entries
            ],
            batch_size=500,
        )
        self.row.save(update_fields=["position"])


def prune(house: HousePage, now: datetime.datetime) -> int:
    """Forget deletions older than the retention; a cursor before them is answered with 410 from then on.

    Returns how many.
    """
    with transaction.atomic():
        log = Log(house)
        horizon = now - datetime.timedelta(days=settings.HUB_CHANGES_RETENTION_DAYS)
        old = Change.objects.filter(house=house, op=Change.Op.DELETE, at__lt=horizon)
        last = old.order_by("-seq").values_list("seq", flat=True).first()
        if last is None:
            return 0
        log.row.pruned_to = max(log.row.pruned_to, last)
        log.row.save(update_fields=["pruned_to"])
        return old.delete()[0]


def cursor_at(house_slug: str, position: int) -> str:
    """The cursor of a place in the log of a House, as `/changes`, the snapshot and webhooks give it."""
    return encode_cursor(f"{house_slug} changes", position)


def position_of(house_slug: str, cursor: str) -> int | None:
    """The place that a cursor stands for; None when it is no cursor of this log."""
    return decode_cursor(f"{house_slug} changes", cursor)


def last_change(house_id: int, position: int) -> datetime.datetime | None:
    """When the latest change up to a position was written; None for an empty log. One query."""
    rows = Change.objects.filter(house_id=house_id, seq__lte=position).order_by("-seq")
    return rows.values_list("at", flat=True).first()


COLUMNS = ("seq", "op", "type", "object_id", "version", "at", "reason", "successor", "langs")


@dataclass(frozen=True)
class Part:
    """A part of the log of a House, up to `position`; each change has the values of COLUMNS."""

    changes: list[tuple[Any, ...]]
    position: int
    has_more: bool

    def as_json(self, house_slug: str) -> dict[str, Any]:
        """The part as `/changes` gives it."""
        return {
            "items": [
                {
                    "seq": seq,
                    "op": op,
                    "type": kind,
                    "id": str(object_id),
                    "version": version,
                    "at": instant(at),
                    "reason": reason or None,
                    "successor": str(successor) if successor else None,
                    "langs": langs,
                }
                for seq, op, kind, object_id, version, at, reason, successor, langs in self.changes
            ],
            "next_cursor": cursor_at(house_slug, self.position),
            "has_more": self.has_more,
            "retention_days": settings.HUB_CHANGES_RETENTION_DAYS,
        }


def changes_after(house_id: int, position: int, limit: int, *, is_cursor: bool) -> Part | None:
    """The changes after a position, in order.

    None when deletions after that position are forgotten already, or when the log never came so far (its database was
    brought back from an older copy). Two queries.
    """
    end, pruned_to = LogPosition.objects.values_list("position", "pruned_to").get(house_id=house_id)
    if is_cursor and not pruned_to <= position <= end:
        return None
    ahead = Change.objects.filter(house_id=house_id, seq__gt=position, seq__lte=end).order_by("seq")
    rows = list(ahead.values_list(*COLUMNS)[: limit + 1])
    shown = rows[:limit]
    return Part(shown, shown[-1][0] if len(rows) > limit else end, len(rows) > limit)

"""What a card says that its stored text cannot hold: the next date, and the state of the offer in all languages.

Reading a schedule and looking for its next date costs more than everything else of a card together, so a process keeps
both for each version of an offer; the date until it is over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from offers.documents.differences import dumps
from offers.documents.payloads import instant
from offers.models import PublishedOffer
from offers.schedules import Schedule, next_occurrence, read_schedule

MOST_KEPT = 20_000
# An offer without a date ahead is looked at again after this: the end of what is looked through moves with the clock.
LOOK_AGAIN = timedelta(1)

Versioned = tuple[int, int]


@dataclass(slots=True)
class Moving:
    """One version of an offer; `text` holds from `since` until `until`."""

    version: int
    schedule: Schedule
    updated_at: str | None
    since: datetime
    until: datetime
    text: str

    def at(self, now: datetime) -> str:
        """The members `next_occurrence`, `version` and `updated_at` as JSON, without braces."""
        if not self.since <= now < self.until:
            self.since = now
            self.until, self.text = members(self.schedule, self.version, self.updated_at, now)
        return self.text


def members(schedule: Schedule, version: int, updated_at: str | None, now: datetime) -> tuple[datetime, str]:
    """The members, and until when they hold."""
    coming = next_occurrence(schedule, now)
    found = {
        "next_occurrence": coming.as_json() if coming else None,
        "version": version,
        "updated_at": updated_at,
    }
    return coming.end if coming else now + LOOK_AGAIN, dumps(found)[1:-1]


class MovingParts:
    """What this process knows of the offers that it has shown."""

    def __init__(self) -> None:
        self.known: dict[int, Moving] = {}

    def texts(self, house_id: int, offers: Sequence[Versioned], now: datetime) -> dict[int, str]:
        """The moving part of each offer (pk, version) that is public. One query where some are new or have changed."""
        # What is known is looked up once: another thread, or room for more, may put something else in its place.
        known = self.known
        found = {pk: part for pk, version in offers if (part := known.get(pk)) and part.version == version}
        missing = {pk: version for pk, version in offers if pk not in found}
        if missing:
            found |= self.read(house_id, missing, now)
        return {pk: part.at(now) for pk, part in found.items()}

    def read(self, house_id: int, versions: Mapping[int, int], now: datetime) -> dict[int, Moving]:
        """Learn about these offers.

        Each keeps the version of the text beside which it is shown: where the offer has changed since, the text says
        so, and the next look learns the newer one.
        """
        rows = PublishedOffer.objects.live(house_id).filter(pk__in=versions)
        found = {}
        for pk, facts, updated_at in rows.values_list("pk", "facts", "updated_at"):
            schedule, changed = read_schedule(facts["schedule"]), instant(updated_at)
            found[pk] = Moving(versions[pk], schedule, changed, now, *members(schedule, versions[pk], changed, now))
        if len(self.known) + len(found) > MOST_KEPT:
            self.known = {}
        self.known.update(found)
        return found

    def forget(self) -> None:
        """Let go of everything; for tests, in which keys come again."""
        self.known = {}


parts = MovingParts()

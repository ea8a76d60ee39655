"""Read what is public: the one way from the read model to pages, API and other channels."""

import datetime
import json
import threading
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from home.choices import SOURCE_LOCALE
from offers.documents.differences import dumps
from offers.documents.houses import House, house_by_slug, house_for_host, houses
from offers.documents.payloads import instant
from offers.models import FormerSlug, NetworkDocument, OfferDocument, PublishedOffer
from offers.schedules import next_occurrence

__all__ = [
    "Detail",
    "House",
    "Withdrawn",
    "card_texts",
    "cards",
    "content_page",
    "count_offers",
    "detail_text",
    "every_offer",
    "former_slug",
    "house_by_slug",
    "house_for_host",
    "houses",
    "mission",
    "offer_detail",
    "partner",
    "partners",
    "place",
    "places",
    "taxonomy",
]

Kind = NetworkDocument.Kind
OFFERS_A_PART = 500


@dataclass(frozen=True)
class Withdrawn:
    """An offer that was public once."""

    offer_id: uuid.UUID
    reason: str
    successor: uuid.UUID | None


@dataclass(frozen=True)
class Detail:
    """An offer in full, or the trace of one that is gone."""

    payload: dict[str, Any]
    withdrawn: bool = False
    reason: str = ""
    successor: uuid.UUID | None = None


def as_uuid(text: str) -> uuid.UUID | None:
    """A UUID in its usual form, None for any other text."""
    try:
        return uuid.UUID(text) if len(text) == 36 else None
    except ValueError:
        return None


def identified_by(identifier: str, id_field: str) -> Q:
    """A thing by its UUID or its slug."""
    key = as_uuid(identifier)
    return Q(**{id_field: key}) if key else Q(slug=identifier)


def moving_part(offer: PublishedOffer, now: datetime.datetime, distance: int | None) -> str:
    """What a card says that depends on the clock, on the asker or on the state of the other languages, as JSON
    members.
    """
    coming = next_occurrence(offer.facts["schedule"], now)
    return dumps(
        {
            "next_occurrence": coming.as_json() if coming else None,
            "distance_m": distance,
            "version": offer.version,
            "updated_at": instant(offer.updated_at),
        }
    )


def card_texts(house: House, ids: list[int], locale: str, distances: Mapping[int, int] | None = None) -> list[str]:
    """The cards of offers as JSON texts, in the order of `ids`. One query."""
    rows = {row.offer_id: row for row in stored(house, locale).filter(offer__in=ids).defer("detail_json")}
    now, distances = timezone.now(), distances or {}
    return [joined(rows[pk].list_json, moving_part(rows[pk].offer, now, distances.get(pk))) for pk in ids if pk in rows]


def joined(*parts: str) -> str:
    """One JSON object with the members of several."""
    return "{" + ",".join(part[1:-1] for part in parts if part != "{}") + "}"


def cards(
    house: House, ids: list[int], locale: str, distances: Mapping[int, int] | None = None
) -> list[dict[str, Any]]:
    """The cards of offers, in the order of `ids`. One query."""
    return [json.loads(text) for text in card_texts(house, ids, locale, distances)]


def stored(house: House, locale: str) -> QuerySet[OfferDocument]:
    """The documents of a House in one language, with the columns that an answer needs."""
    return (
        OfferDocument.objects.live(house.id)
        .filter(locale=locale)
        .select_related("offer")
        .defer("offer__texts", "title_key")
    )


def full_text(row: OfferDocument, house: House, locale: str, now: datetime.datetime) -> str:
    """An offer in full as JSON text."""
    contact = dumps({"contact_point": house.payload(locale)["contact_point"]})
    return joined(row.list_json, row.detail_json, contact, moving_part(row.offer, now, None))


def every_offer(house: House, locale: str, now: datetime.datetime) -> Iterator[list[str]]:
    """Every offer of every audience in full, as JSON texts, part by part; never more than one part in memory.

    One query a part. The order is that of the offers' rows, which stay when documents are written anew: nothing comes
    twice, and nothing that stays public is left out, whatever is published meanwhile.
    """
    last = 0
    while True:
        rows = list(stored(house, locale).filter(offer__gt=last).order_by("offer")[:OFFERS_A_PART])
        if rows:
            yield [full_text(row, house, locale, now) for row in rows]
            last = rows[-1].offer_id
        if len(rows) < OFFERS_A_PART:
            return


def count_offers(house: House) -> int:
    """How many offers of every audience are public. One query."""
    return PublishedOffer.objects.live(house.id).count()


def detail_text(house: House, identifier: str, locale: str) -> str | Withdrawn | None:
    """An offer in full as JSON text, by UUID or slug; the trace of a withdrawn one; None if it never was.

    One query, two when it is gone.
    """
    row = (
        stored(house, locale)
        .filter(identified_by(identifier, "offer__offer_id") if as_uuid(identifier) else Q(offer__slug=identifier))
        .first()
    )
    if row:
        return full_text(row, house, locale, timezone.now())
    gone = (
        PublishedOffer.objects.filter(identified_by(identifier, "offer_id"), house_id=house.id, withdrawn=True)
        .order_by("-seq")
        .first()
    )
    return Withdrawn(gone.offer_id, gone.reason, gone.successor) if gone else None


def offer_detail(house: House, identifier: str, locale: str) -> Detail | None:
    """An offer in full, by UUID or slug; the trace of a withdrawn one; None if it never was."""
    found = detail_text(house, identifier, locale)
    if isinstance(found, Withdrawn):
        return Detail({}, withdrawn=True, reason=found.reason, successor=found.successor)
    return Detail(json.loads(found)) if found else None


def former_slug(house: House, slug: str) -> str | None:
    """Where an offer that had this slug is now."""
    row = (
        FormerSlug.objects.filter(house_id=house.id, slug=slug, offer__withdrawn=False).select_related("offer").first()
    )
    return row.offer.slug if row else None


def network(house: House, kind: str, locale: str) -> QuerySet[NetworkDocument]:
    """The documents of one kind; partners only while their signed engagement is valid."""
    rows = NetworkDocument.objects.filter(house_id=house.id, kind=kind, locale=locale)
    if kind == Kind.PARTNER:
        today = timezone.localdate()
        return rows.filter(valid_from__lte=today, valid_until__gte=today)
    return rows


def payloads(house: House, kind: str, locale: str) -> list[dict[str, Any]]:
    """The payloads of one kind, in a stable order. One query."""
    return [row.payload for row in network(house, kind, locale).order_by("slug", "key")]


def one(house: House, kind: str, identifier: str, locale: str) -> dict[str, Any] | None:
    """One payload by UUID or slug. One query."""
    row = network(house, kind, locale).filter(identified_by(identifier, "key")).first()
    return row.payload if row else None


def partners(house: House, locale: str) -> list[dict[str, Any]]:
    """The partners whose engagement is valid today."""
    return payloads(house, Kind.PARTNER, locale)


def partner(house: House, identifier: str, locale: str) -> dict[str, Any] | None:
    """One partner whose engagement is valid today."""
    return one(house, Kind.PARTNER, identifier, locale)


def places(house: House, locale: str) -> list[dict[str, Any]]:
    """The places that published offers use."""
    return payloads(house, Kind.PLACE, locale)


def place(house: House, identifier: str, locale: str) -> dict[str, Any] | None:
    """One place that published offers use."""
    return one(house, Kind.PLACE, identifier, locale)


def mission(house: House, locale: str) -> dict[str, Any] | None:
    """The founding text of the House."""
    return next(iter(payloads(house, Kind.MISSION, locale)), None)


def content_page(house: House, slug: str, locale: str) -> dict[str, Any] | None:
    """A page with text of its own."""
    return one(house, Kind.PAGE, slug, locale)


class Taxonomies:
    """The shared lists of a House in each language, kept until the House's log moves."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.known: dict[tuple[int, str], tuple[int, dict[str, list[dict[str, Any]]]]] = {}

    def of(self, house: House, locale: str) -> dict[str, list[dict[str, Any]]]:
        """The lists as they stand at the House's position."""
        position, lists = self.known.get((house.id, locale), (-1, {}))
        if position != house.position:
            lists = load_taxonomy(house, locale)
            with self.lock:
                self.known[house.id, locale] = (house.position, lists)
        return lists


taxonomies = Taxonomies()


def taxonomy(house: House, locale: str) -> dict[str, list[dict[str, Any]]]:
    """Pillars, categories, life stages, target groups, facilities and localities, each `{slug, label, parent}`.

    No query while the log stands.
    """
    return taxonomies.of(house, locale)


def load_taxonomy(house: House, locale: str) -> dict[str, list[dict[str, Any]]]:
    """Two queries."""
    lists: dict[str, list[dict[str, Any]]] = {
        "pillars": [],
        "categories": [],
        "life_stages": [],
        "target_groups": [],
        "facilities": [],
    }
    for row in sorted(payloads(house, Kind.TAXONOMY, locale), key=lambda payload: payload["order"]):
        lists[row["list"]].append({"slug": row["slug"], "label": row["label"], "parent": row["parent"]})
    names = {row["locality"] for row in places(house, SOURCE_LOCALE)}
    lists["localities"] = [{"slug": slugify(name), "label": name, "parent": None} for name in sorted(names)]
    return lists

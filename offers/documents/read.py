"""Read what is public: the one way from the read model to pages, API and other channels."""

import datetime
import json
import threading
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
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
    "detail_text",
    "former_slug",
    "house_by_slug",
    "house_for_host",
    "houses",
    "in_full",
    "mission",
    "offer_detail",
    "partner",
    "partners",
    "place",
    "places",
    "schedule",
    "stored_cards",
    "taxonomy",
]

Kind = NetworkDocument.Kind
OFFERS_AT_ONCE = 300


@dataclass(frozen=True)
class Withdrawn:
    """An offer that was public once, and when it would have taken place (None where nobody kept it)."""

    offer_id: uuid.UUID
    reason: str
    successor: uuid.UUID | None
    version: int
    updated_at: datetime.datetime
    schedule: dict[str, Any] | None

    @classmethod
    def of(cls, row: PublishedOffer) -> "Withdrawn":
        """The trace that a row is."""
        return cls(row.offer_id, row.reason, row.successor, row.version, row.updated_at, row.facts.get("schedule"))


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


def in_full(house: House, ids: Sequence[int], locale: str) -> Iterator[dict[str, Any]]:
    """Offers in full, without what depends on the clock, in the order of `ids`. One query for some hundreds."""
    for start in range(0, len(ids), OFFERS_AT_ONCE):
        some = ids[start : start + OFFERS_AT_ONCE]
        rows = {row.offer_id: row for row in stored(house, locale).filter(offer__in=some)}
        for row in (rows[pk] for pk in some if pk in rows):
            offer = {"version": row.offer.version, "updated_at": instant(row.offer.updated_at)}
            yield json.loads(row.list_json) | json.loads(row.detail_json) | offer


def stored_cards(house: House, ids: Collection[int], locale: str) -> dict[int, dict[str, Any]]:
    """What cards say whatever the clock and the asker, by the key of the offer. One query."""
    rows = OfferDocument.objects.live(house.id).filter(locale=locale, offer__in=ids)
    return {pk: json.loads(text) for pk, text in rows.values_list("offer_id", "list_json")} if ids else {}


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
    return Withdrawn.of(gone) if gone else None


def offer_detail(house: House, identifier: str, locale: str) -> Detail | None:
    """An offer in full, by UUID or slug; the trace of a withdrawn one; None if it never was."""
    found = detail_text(house, identifier, locale)
    if isinstance(found, Withdrawn):
        return Detail({}, withdrawn=True, reason=found.reason, successor=found.successor)
    return Detail(json.loads(found)) if found else None


def schedule(house: House, identifier: str) -> dict[str, Any] | Withdrawn | None:
    """The schedule of an offer, by UUID or slug; the trace of a withdrawn one; None if it never was. One query."""
    row = (
        PublishedOffer.objects.filter(identified_by(identifier, "offer_id"), house_id=house.id)
        .defer("texts")
        .order_by("withdrawn", "-seq")
        .first()
    )
    if row and row.withdrawn:
        return Withdrawn.of(row)
    return row.facts["schedule"] if row else None


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

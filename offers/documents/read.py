"""Read what is public: the one way from the read model to pages, API and other channels."""

import datetime
import json
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from offers.documents.differences import dumps
from offers.documents.houses import House, house_by_slug, house_for_host, houses
from offers.documents.moving import parts
from offers.documents.network_read import (
    as_uuid,
    content_page,
    identified_by,
    mission,
    partner,
    partners,
    place,
    places,
    taxonomies,
    taxonomy,
)
from offers.documents.payloads import instant
from offers.models import FormerSlug, OfferDocument, PublishedOffer

__all__ = [
    "Detail",
    "House",
    "Withdrawn",
    "card_texts",
    "cards",
    "content_page",
    "count_offers",
    "detail_text",
    "details",
    "every_offer",
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
    "taxonomies",
    "taxonomy",
]

OFFER_ID = PublishedOffer._meta.get_field("offer_id")
# So many offers are read at a time where all are wanted: never more of them are in memory.
OFFERS_A_PART = 500
# The statements of lists that are cut into pages are kept; longer ones are seldom asked, and long.
MOST_ON_A_PAGE = 100


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


Rows = QuerySet[OfferDocument, tuple[Any, ...]]


def card_rows(house_id: int, locale: str, ids: Sequence[int]) -> Rows:
    """What cards are made of."""
    documents = OfferDocument.objects.live(house_id).filter(locale=locale, offer__in=ids)
    return documents.values_list("offer_id", "offer__version", "list_json")


def detail_rows(house_id: int, locale: str, **identifier: object) -> Rows:
    """What an offer in full is made of."""
    documents = OfferDocument.objects.live(house_id).filter(locale=locale).filter(**identifier)
    return documents.values_list("offer_id", "offer__version", "list_json", "detail_json")


@lru_cache(maxsize=2 * MOST_ON_A_PAGE)
def sql_of_cards(_vendor: str, number: int) -> str:
    """The statement for the cards of a page; writing it takes Django longer than running it."""
    return statement(card_rows(0, "", range(1, number + 1)))


@lru_cache(maxsize=8)
def sql_of_detail(_vendor: str, name: str) -> str:
    """The statement for an offer in full, by a field that identifies it."""
    return statement(detail_rows(0, "", **{f"offer__{name}": uuid.UUID(int=0) if name == "offer_id" else ""}))


def statement(rows: Rows) -> str:
    """The SQL of a queryset; its values come in the order of house, locale and what was asked."""
    sql, values = rows.query.sql_with_params()
    if values[:2] != (0, ""):
        raise RuntimeError("The values of a statement are not in the order in which they are given.")
    return sql


def fetched(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def card_texts(house: House, ids: list[int], locale: str, distances: Mapping[int, int] | None = None) -> list[str]:
    """The cards of offers as JSON texts, in the order of `ids`. One query, two when an offer is new to the process."""
    if not ids:
        return []
    if len(ids) <= MOST_ON_A_PAGE:
        found = fetched(sql_of_cards(connection.vendor, len(ids)), house.id, locale, *ids)
    else:
        found = list(card_rows(house.id, locale, ids))
    rows = {row[0]: row for row in found}
    moving = parts.texts(house.id, [row[:2] for row in rows.values()], timezone.now())
    far = distances or {}
    return [
        f'{rows[pk][2][:-1]},{moving[pk]},"distance_m":{far.get(pk, "null")}}}'
        for pk in ids
        if pk in rows and pk in moving
    ]


def details(house: House, ids: list[int], locale: str) -> list[dict[str, Any]]:
    """Offers in full, in the order of `ids`. One query, two when an offer is new to the process."""
    rows = {row[0]: row for row in detail_rows(house.id, locale, offer__in=ids)}
    moving = parts.texts(house.id, [row[:2] for row in rows.values()], timezone.now())
    return [
        json.loads(whole_text(house, locale, rows[pk][2], rows[pk][3], moving[pk]))
        for pk in ids
        if pk in rows and pk in moving
    ]


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
    for start in range(0, len(ids), OFFERS_A_PART):
        some = ids[start : start + OFFERS_A_PART]
        columns = detail_rows(house.id, locale, offer__in=some).values_list(
            "offer_id", "list_json", "detail_json", "offer__version", "offer__updated_at"
        )
        rows = {row[0]: row[1:] for row in columns}
        for card, detail, version, updated_at in (rows[pk] for pk in some if pk in rows):
            yield json.loads(card) | json.loads(detail) | {"version": version, "updated_at": instant(updated_at)}


def stored_cards(house: House, ids: Collection[int], locale: str) -> dict[int, dict[str, Any]]:
    """What cards say whatever the clock and the asker, by the key of the offer. One query."""
    rows = OfferDocument.objects.live(house.id).filter(locale=locale, offer__in=ids)
    return {pk: json.loads(text) for pk, text in rows.values_list("offer_id", "list_json")} if ids else {}


def contact_point(house: House, locale: str) -> str:
    """The contact point of the House, as a JSON object of one member."""
    return dumps({"contact_point": house.payload(locale)["contact_point"]})


def whole_text(house: House, locale: str, card: str, detail: str, moving: str) -> str:
    """An offer in full as JSON text, from its parts."""
    return joined(card, detail, contact_point(house, locale), f'{{{moving},"distance_m":null}}')


def every_offer(house: House, locale: str, now: datetime.datetime) -> Iterator[list[str]]:
    """Every offer of every audience in full, as JSON texts, part by part; never more than one part in memory.

    One query a part, two where offers are new to the process. The order is that of the offers' rows, which stay when
    documents are written anew: nothing comes twice, and nothing that stays public is left out, whatever is published
    meanwhile.
    """
    last = 0
    while rows := list(detail_rows(house.id, locale, offer__gt=last).order_by("offer")[:OFFERS_A_PART]):
        moving = parts.texts(house.id, [row[:2] for row in rows], now)
        yield [
            whole_text(house, locale, card, detail, moving[pk]) for pk, _version, card, detail in rows if pk in moving
        ]
        last = rows[-1][0]
        if len(rows) < OFFERS_A_PART:
            return


def count_offers(house: House) -> int:
    """How many offers of every audience are public. One query."""
    return PublishedOffer.objects.live(house.id).count()


def detail_text(house: House, identifier: str, locale: str) -> str | Withdrawn | None:
    """An offer in full as JSON text, by UUID or slug; the trace of a withdrawn one; None if it never was.

    One query, two when the offer is new to the process or gone.
    """
    key = as_uuid(identifier)
    name, value = ("offer_id", OFFER_ID.get_db_prep_value(key, connection)) if key else ("slug", identifier)
    rows = fetched(sql_of_detail(connection.vendor, name), house.id, locale, value)
    moving = parts.texts(house.id, [row[:2] for row in rows], timezone.now())
    for pk, _version, card, detail in rows:
        # An offer that was withdrawn between the two statements has no moving part.
        if pk in moving:
            return whole_text(house, locale, card, detail, moving[pk])
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


def offer_id(house: House, identifier: str) -> uuid.UUID | None:
    """The identity of an offer that is public now, by UUID or slug."""
    rows = PublishedOffer.objects.live(house.id).filter(identified_by(identifier, "offer_id"))
    return rows.values_list("offer_id", flat=True).first()


def former_slug(house: House, slug: str) -> str | None:
    """Where an offer that had this slug is now."""
    row = (
        FormerSlug.objects.filter(house_id=house.id, slug=slug, offer__withdrawn=False).select_related("offer").first()
    )
    return row.offer.slug if row else None

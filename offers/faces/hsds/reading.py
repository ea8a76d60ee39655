"""From the read model to HSDS: few statements for any number of offers."""

import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet

from offers.documents import read
from offers.documents.read import House
from offers.faces.hsds import locations, organizations, services
from offers.models import OfferDocument, PublishedOffer

SERVICES, PLACED = "services", "service_at_locations"


def documents(house: House, locale: str) -> QuerySet[OfferDocument]:
    """The documents of a House in one language, with the words in all languages."""
    rows = OfferDocument.objects.live(house.id).filter(locale=locale)
    return rows.select_related("offer").defer("title_key", "offer__facts")


def partners_by_id(house: House, locale: str) -> dict[str, dict[str, Any]]:
    """The partners whose engagement is valid today. One query."""
    return {each["id"]: each for each in read.partners(house, locale)}


class Reader:
    """Makes HSDS objects of documents, in the ACTIVE language `locale`; the partners are read once."""

    def __init__(self, house: House, locale: str, *, full: bool) -> None:
        self.house, self.locale, self.full = house, locale, full
        self.partners = partners_by_id(house, locale)

    def objects(self, kind: str, pks: list[int]) -> list[dict[str, Any]]:
        """Services, or services at their places, in the order of `pks`. One query."""
        rows = {row.offer_id: row for row in documents(self.house, self.locale).filter(offer__in=pks)}
        make = self.service if kind == SERVICES else self.at_location
        return [make(rows[pk]) for pk in pks if pk in rows]

    def service(self, row: OfferDocument) -> dict[str, Any]:
        """One offer."""
        offer = offer_of(row)
        organization = organizations.organization_of(offer, self.partners)
        if not self.full:
            return services.service(offer, organization, row.offer.updated_at)
        partner = self.partners.get(organization["id"])
        if partner:
            organization = organizations.organization_in_full(partner, self.locale)
        return services.service_in_full(offer, organization, row.offer.updated_at, row.offer.texts, self.locale)

    def at_location(self, row: OfferDocument) -> dict[str, Any]:
        """One offer at its place; the offer must have one."""
        offer = offer_of(row)
        organization = organizations.organization_of(offer, self.partners)
        service = {"service": services.service(offer, organization, row.offer.updated_at)}
        if self.full:
            return locations.service_at_location_in_full(offer, self.locale) | service
        return locations.service_at_location(offer) | service


def offer_of(row: OfferDocument) -> dict[str, Any]:
    """The offer of a document, as the catalogue gives it."""
    return json.loads(row.list_json) | json.loads(row.detail_json) | {"version": row.offer.version}


def minimal_services(house: House, pks: list[int]) -> list[dict[str, Any]]:
    """Identifiers and times of change, in the order of `pks`. One query."""
    rows = PublishedOffer.objects.live(house.id).filter(pk__in=pks).values_list("pk", "offer_id", "updated_at")
    known = {pk: services.minimal(offer_id, changed) for pk, offer_id, changed in rows}
    return [known[pk] for pk in pks if pk in known]


def one_service(house: House, identifier: uuid.UUID, locale: str) -> dict[str, Any] | None:
    """An offer in full; the trace of one that is gone; None if it never was. Two queries, three when it is gone."""
    row = documents(house, locale).filter(offer__offer_id=identifier).first()
    if row:
        return Reader(house, locale, full=True).service(row)
    gone = PublishedOffer.objects.filter(house_id=house.id, offer_id=identifier, withdrawn=True).first()
    return services.withdrawn_service(gone) if gone else None


def one_at_location(house: House, identifier: str, locale: str) -> dict[str, Any] | None:
    """An offer at its place in full. Two queries, one more after a change of the House."""
    pk = placed_offers(house.id, house.position).get(identifier)
    row = documents(house, locale).filter(offer=pk).first() if pk else None
    if row is None or offer_of(row)["place"] is None:
        return None
    return Reader(house, locale, full=True).at_location(row)


# Of each House only what holds at its latest position: the rows of an older one would stay in memory for nothing.
_placed: dict[int, tuple[int, dict[str, int]]] = {}


def placed_offers(house_id: int, position: int) -> dict[str, int]:
    """Which offer (PublishedOffer pk) stands behind each identifier of a service at a location. One query after a
    change of the House.
    """
    known = _placed.get(house_id)
    if known is None or known[0] != position:
        rows = PublishedOffer.objects.live(house_id).values_list("pk", "offer_id").iterator(chunk_size=2000)
        known = position, {locations.service_at_location_id(offer_id): pk for pk, offer_id in rows}
        _placed[house_id] = known
    return known[1]


def withdrawn_since(house: House, moment: datetime) -> list[dict[str, Any]]:
    """The traces of offers that went since then, the oldest first. One query."""
    rows = PublishedOffer.objects.filter(house_id=house.id, withdrawn=True, updated_at__gte=moment.astimezone(UTC))
    return [services.withdrawn_service(row) for row in rows.order_by("seq")]


def named(items: Iterable[dict[str, Any]], words: str) -> list[dict[str, Any]]:
    """The items whose name or description holds each of these words; capitals do not matter."""
    asked = words.casefold().split()
    return [each for each in items if all(word in text_of(each) for word in asked)]


def text_of(item: dict[str, Any]) -> str:
    """What of an item is searched."""
    return f"{item['name']} {item['description']} {item.get('code', '')}".casefold()

"""Read the documents of the network: pages of the House, partners, places, shared lists.

`offers.documents.read` hands all of it on.
"""

import threading
import uuid
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from home.choices import SOURCE_LOCALE
from offers.documents.houses import House
from offers.models import NetworkDocument

Kind = NetworkDocument.Kind


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

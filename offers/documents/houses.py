"""The Houses as the public meets them: by host, by slug, in each of their languages. Kept in the process until a
log moves.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection
from wagtail.models import Site

from home.choices import SOURCE_LOCALE
from offers.documents.care import CARE, NO_CARE
from offers.models import LogPosition, NetworkDocument, SchoolHoliday
from offers.school_years import install


@dataclass(frozen=True)
class House:
    """A House at one position of its change log. Whatever is kept about a House is valid for `(id, position)`."""

    id: int
    slug: str
    name: str
    host: str
    base_url: str
    locales: tuple[str, ...]
    position: int
    is_default: bool
    documents: dict[str, dict[str, Any]] = field(repr=False, hash=False, compare=False)
    care_documents: dict[str, dict[str, Any]] = field(default_factory=dict, repr=False, hash=False, compare=False)

    def payload(self, locale: str) -> dict[str, Any]:
        """The House as `/house` gives it."""
        return self.documents[locale]

    def care(self, locale: str) -> dict[str, Any]:
        """Whom to call when it is not safe, and where the quick exit leads (`offers.documents.care`)."""
        return self.care_documents.get(locale, NO_CARE)


@lru_cache(maxsize=2)
def sql_of_positions(_vendor: str) -> str:
    """The statement that every request to the API begins with; writing it takes Django longer than running it."""
    return str(LogPosition.objects.values_list("house_id", "position").query)


class Directory:
    """All Houses. One query tells whether what the process knows is still right."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.positions: dict[int, int] = {}
        self.known: tuple[House, ...] = ()

    def houses(self) -> tuple[House, ...]:
        """Every published House, in the order of their making."""
        with connection.cursor() as cursor:
            cursor.execute(sql_of_positions(connection.vendor))
            positions = dict(cursor.fetchall())
        if positions != self.positions:
            known = load_houses(positions)
            with self.lock:
                self.positions, self.known = positions, known
        return self.known


def load_houses(positions: dict[int, int]) -> tuple[House, ...]:
    """Three queries, when something has changed. The process then also goes by the school holidays of that moment."""
    install(SchoolHoliday.objects.as_holidays())
    sites: dict[int, Site] = {}
    for site in Site.objects.order_by("is_default_site", "pk"):
        sites.setdefault(site.root_page_id, site)
    documents: dict[int, dict[str, dict[str, Any]]] = {}
    for house_id, locale, payload in NetworkDocument.objects.filter(kind=NetworkDocument.Kind.HOUSE).values_list(
        "house_id", "locale", "payload"
    ):
        documents.setdefault(house_id, {})[locale] = payload
    return tuple(
        new_house(house_id, sites.get(house_id), positions[house_id], documents[house_id])
        for house_id in sorted(positions)
        if SOURCE_LOCALE in documents.get(house_id, {})
    )


def new_house(house_id: int, site: Site | None, position: int, documents: dict[str, dict[str, Any]]) -> House:
    """A House from its stored documents and its address."""
    payload = documents[SOURCE_LOCALE]
    return House(
        id=house_id,
        slug=payload["slug"],
        name=payload["name"],
        host=site.hostname if site else "",
        base_url=site.root_url if site else "",
        locales=tuple(locale["code"] for locale in payload["locales"]),
        position=position,
        is_default=bool(site and site.is_default_site),
        documents={
            code: {key: document[key] for key in document if key != CARE} for code, document in documents.items()
        },
        care_documents={code: document[CARE] for code, document in documents.items() if CARE in document},
    )


directory = Directory()


def houses() -> tuple[House, ...]:
    """Every House of the installation."""
    return directory.houses()


def house_by_slug(slug: str, known: Sequence[House] | None = None) -> House | None:
    """The House with this slug; among those that were `known` a moment ago, else as it stands now."""
    return next((house for house in (houses() if known is None else known) if house.slug == slug), None)


def house_for_host(host: str, known: Sequence[House] | None = None) -> House | None:
    """The House that a host name (with or without port) belongs to; any other host is the default House's.

    None without Houses.
    """
    name, known = host.rsplit(":", 1)[0].lower(), houses() if known is None else known
    own = next((house for house in known if house.host == name), None)
    return own or next((house for house in known if house.is_default), known[0] if known else None)

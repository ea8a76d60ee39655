"""The shapes of the HSDS face: the part of HSDS 3.1 that the hub fills. Extensions begin with `x_hvk_`."""

from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict


class Shape(Schema):
    """A shape that takes more members than it names; those that it names are never null."""

    model_config = ConfigDict(extra="allow")


class Root(Shape):
    """Where to begin."""

    version: str
    profile: str
    openapi_url: str


class Taxonomy(Shape):
    """A list of codes."""

    id: UUID
    name: str
    description: str


class TaxonomyTerm(Shape):
    """A value of a list."""

    id: UUID
    code: str
    name: str
    description: str
    taxonomy_id: UUID


class Organization(Shape):
    """A partner."""

    id: UUID
    name: str
    description: str


class Schedule(Shape):
    """When it takes place."""

    id: UUID
    freq: Literal["WEEKLY", "MONTHLY"] = "WEEKLY"
    interval: int = 1
    byday: str = ""


class CostOption(Shape):
    """A price in EUR."""

    id: UUID
    option: str
    currency: Literal["EUR"]
    amount: float


class Language(Shape):
    """A language that is spoken there, without an interpreter."""

    id: UUID
    name: str
    code: str


class Attribute(Shape):
    """What HSDS has no field for."""

    id: UUID
    link_id: UUID
    label: str
    value: str


class Address(Shape):
    """A postal address."""

    id: UUID
    address_1: str
    city: str
    state_province: str
    postal_code: str
    country: str
    address_type: Literal["physical"]


class Location(Shape):
    """A place."""

    id: UUID
    location_type: Literal["physical"]
    addresses: list[Address] = []


class ServiceBrief(Shape):
    """An offer without its lists."""

    id: UUID
    name: str
    status: Literal["active", "inactive", "defunct", "temporarily closed"]
    last_modified: str
    organization: Organization | None = None


class ServiceAtLocation(Shape):
    """An offer at its place."""

    id: UUID
    location: Location
    service: ServiceBrief | None = None
    schedules: list[Schedule] = []


class Service(ServiceBrief):
    """An offer in full."""

    schedules: list[Schedule] = []
    cost_options: list[CostOption] = []
    languages: list[Language] = []
    service_at_locations: list[ServiceAtLocation] = []
    attributes: list[Attribute] = []


class Page(Shape):
    """A page of a list."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[dict[str, Any]]

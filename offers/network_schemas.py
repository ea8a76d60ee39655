"""The shapes of what the API says beside offers: House, network, shared lists, change log, problems."""

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from offers.schemas import Contact, ContactPoint, Image, Place, Shape, Slug, Term, Translation


class ListedTerm(Term):
    """A value of a shared list, with the value above it."""

    parent: Slug | None


class Taxonomy(Shape):
    """Every list of codes that the API uses."""

    pillars: list[ListedTerm]
    categories: list[ListedTerm]
    life_stages: list[ListedTerm]
    target_groups: list[ListedTerm]
    facilities: list[ListedTerm]
    kinds: list[ListedTerm]
    access: list[ListedTerm]
    delivery_modes: list[ListedTerm]
    universality: list[ListedTerm]
    booking_status: list[ListedTerm]
    localities: list[ListedTerm]


class Municipality(Shape):
    """A municipality of the House."""

    name: str
    nis_code: str | None


class HouseLocale(Shape):
    """A language of the House."""

    code: str
    name: str
    dir: Literal["ltr", "rtl"]
    url: str


class MissionLink(Shape):
    """The mission in one line."""

    title: str
    lang: str
    dir: Literal["ltr", "rtl"]
    url: str


class Campaign(Shape):
    """What the partners do together for a while; in Dutch."""

    name: str
    from_: date = Field(alias="from")
    to: date
    description: str
    lang: str


class House(Shape):
    """The House of the Child."""

    slug: Slug
    name: str
    url: str
    lang: str
    municipalities: list[Municipality]
    locales: list[HouseLocale]
    center: dict[str, float]
    contact_point: ContactPoint
    mission: MissionLink | None
    partner_label: str
    colours: dict[str, str]
    campaign: Campaign | None


class HouseReference(Shape):
    """A House of this installation."""

    slug: Slug
    name: str
    url: str
    municipalities: list[Municipality]


class Houses(Shape):
    """All Houses of this installation."""

    items: list[HouseReference]


class Root(Shape):
    """Where to begin."""

    name: str
    version: str
    house: HouseReference
    locales: list[str]
    links: dict[str, str]


class Partner(Shape):
    """An organisation whose signed engagement is valid today."""

    id: str
    slug: Slug
    name: str
    kind: str
    is_core: bool
    expertise: str
    expertise_lang: str
    description: str
    lang: str
    dir: Literal["ltr", "rtl"]
    translation: Translation
    label: str
    contact: Contact
    logo: Image | None
    offer_count: int


class Partners(Shape):
    """A part of the list of partners."""

    items: list[Partner]
    total: int
    next: str | None


class Places(Shape):
    """A part of the list of places that published offers use."""

    items: list[Place]
    total: int
    next: str | None


class Change(Shape):
    """The latest change of one thing."""

    seq: int
    op: Literal["upsert", "delete"]
    type: Literal["offer", "partner", "place", "taxonomy", "house"]
    id: str
    version: int
    at: str
    reason: Literal["withdrawn", "expired", "merged", "deleted"] | None
    successor: str | None
    langs: list[str]


class Changes(Shape):
    """A part of the change log."""

    items: list[Change]
    next_cursor: str
    has_more: bool
    retention_days: int


class SnapshotMeta(Shape):
    """The first line of a snapshot: where the log stood before the first offer was read."""

    type: Literal["meta"]
    cursor: str
    house: Slug
    lang: str
    total: int
    at: str | None


class FieldProblem(Shape):
    """What is wrong with one parameter."""

    parameter: str
    detail: str


class PartProblem(Shape):
    """What is wrong with one part of a body."""

    pointer: str = Field(description="JSON pointer (RFC 6901) into the body, such as /comment.")
    detail: str


class ProblemDetails(Schema):
    """Why there is no answer (RFC 9457), `title` and `detail` in the asked language."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:huisvanhetkind:problem:422",
                    "title": "Something in the question is not right",
                    "status": 422,
                    "detail": "age_months: Give a whole number from 0 to 300.",
                    "instance": "/api/v1/offers",
                    "errors": [{"parameter": "age_months", "detail": "Give a whole number from 0 to 300."}],
                }
            ]
        }
    )

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[FieldProblem | PartProblem]

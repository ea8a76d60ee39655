"""The shapes of the API, as the contract promises them.

Answers are built to fit when documents are made; tests hold them to it.
"""

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import ConfigDict, Field

Slug = str
Money = str
Status = Literal["source", "translated", "outdated", "machine", "fallback"]


class Shape(Schema):
    """A shape whose fields neither come nor go."""

    model_config = ConfigDict(extra="forbid")


class Term(Shape):
    """A value of a shared list, with its label in the asked language."""

    slug: Slug
    label: str


class PartnerReference(Shape):
    """A partner that something points to."""

    id: str
    slug: Slug
    name: str


class Translation(Shape):
    """Where a text comes from."""

    status: Status
    source_lang: str
    updated_at: str | None = Field(description="Instant in UTC.")


class Age(Shape):
    """For which ages; months, both inclusive; null is open."""

    min_months: int | None
    max_months: int | None
    label: str | None


class SpokenLanguage(Shape):
    """A language that can be spoken there."""

    code: str
    how: Literal["staff", "volunteer", "interpreter_on_request", "interpreter_present"]
    note: str | None = Field(description="In Dutch.")


class PlaceReference(Shape):
    """A place as cards show it."""

    id: str
    slug: Slug
    name: str
    locality: str
    lat: float
    lon: float


class Place(PlaceReference):
    """A place in full; its notes are in Dutch."""

    street: str
    postcode: str
    facilities: list[Term]
    transport_note: str | None
    entrance_note: str | None


class Occurrence(Shape):
    """One date of an offer: as instants in UTC, and as wall time in Brussels."""

    start: str
    end: str
    date: date
    opens: str
    closes: str


class Image(Shape):
    """A picture and what it shows."""

    url: str
    width: int
    height: int
    alt: str


class Card(Shape):
    """An offer as lists show it."""

    id: str
    slug: Slug
    url: str
    title: str
    summary: str
    lang: str = Field(description="Language of title and summary.")
    dir: Literal["ltr", "rtl"]
    translation: Translation
    kind: str
    audience: str
    pillar: Slug | None
    categories: list[Term]
    partner: PartnerReference
    life_stages: list[Slug]
    age: Age
    is_free: bool
    price_label: str | None
    place: PlaceReference | None
    spoken_languages: list[SpokenLanguage]
    access: list[str]
    delivery_modes: list[str]
    schedule_label: str | None
    next_occurrence: Occurrence | None
    booking_status: str
    distance_m: int | None
    image: Image | None
    version: int
    updated_at: str


class WeeklySlot(Shape):
    """A fixed hour of the week, wall time in Brussels."""

    weekday: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    opens: str
    closes: str
    valid_from: date
    valid_to: date | None
    interval_weeks: int


class SingleDate(Shape):
    """A date of its own, wall time YYYY-MM-DDTHH:MM."""

    start: str
    end: str


class Closure(Shape):
    """A period in which the weekly slots do not run; the reason is in Dutch."""

    from_: date = Field(alias="from")
    to: date
    reason: str


class Schedule(Shape):
    """When an offer takes place."""

    type: Literal["weekly", "dates", "permanent", "by_arrangement"]
    timezone: Literal["Europe/Brussels"]
    weekly: list[WeeklySlot]
    dates: list[SingleDate]
    closures: list[Closure]
    holiday_rule: Literal["runs", "not_in_holidays", "only_holidays"]


class BasePrice(Shape):
    """The usual price in EUR."""

    amount: Money
    unit: Literal["session", "hour", "day", "week", "month", "year", "item", ""]


class Tariff(Shape):
    """A price for somebody in particular; the name is in Dutch."""

    name: str
    amount: Money


class Costs(Shape):
    """Prices in EUR as decimal strings."""

    is_free: bool
    base: BasePrice | None
    tariffs: list[Tariff]
    uitpas: bool
    social_price: Money | None
    discretion_discount: bool


class Contact(Shape):
    """How to reach somebody."""

    phone: str | None
    email: str | None
    url: str | None


class OfferContact(Contact):
    """How to reach the offer."""

    booking_url: str | None


class OpeningHours(Shape):
    """When the contact point answers, wall time in Brussels."""

    weekday: str
    opens: str
    closes: str


class ContactPoint(Shape):
    """Where every family can ask everything."""

    phone: str | None
    email: str | None
    place: Place | None
    opening_hours: list[OpeningHours]
    spoken_languages: list[SpokenLanguage]


class Alternate(Shape):
    """The offer in another language."""

    lang: str
    url: str
    status: Status


class Offer(Card):
    """An offer in full. The professional layer is never part of it."""

    plain_summary: str
    body_html: str = Field(description="HTML of p, ul, ol, li, strong, em and a.")
    co_partners: list[PartnerReference]
    target_groups: list[Term]
    universality: str
    low_digital: bool
    residents_only: bool
    schedule: Schedule
    costs: Costs
    contact: OfferContact
    place: Place | None
    facilities: list[Term]
    contact_point: ContactPoint
    alternates: list[Alternate]
    assured_at: date | None
    review_due: date | None
    partner_label: str


class ProfessionalContact(OfferContact):
    """Whom a professional reaches."""

    organisation: str


class ProfessionalOffer(Shape):
    """What only professionals read of an offer, in Dutch."""

    id: str
    slug: Slug
    url: str
    title: str
    lang: Literal["nl"]
    procedure: str | None = Field(description="How to refer a family.")
    waiting_time_days: int | None
    documents: str | None = Field(description="Which documents are needed.")
    contact: ProfessionalContact
    version: int
    updated_at: str

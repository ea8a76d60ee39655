"""An event of UiTdatabank as the fields of a new draft of an offer.

What an editor must still choose (category, place, life stages) is not guessed; what UiTdatabank says of it comes along
as `place_text`, for the editor to read.
"""

from datetime import date
from decimal import Decimal
from html import escape
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from offers.choices import Access, BookingStatus, DeliveryMode, OfferKind, PriceUnit
from offers.faces.uitdatabank.calendar import schedule_fields
from offers.faces.uitdatabank.outgoing import SOCIAL_PRICE

LONGEST_SUMMARY, LONGEST_PLAIN, LONGEST_TITLE, LONGEST_TARIFF = 200, 400, 255, 120
OLDEST_YEARS = 25
Words = dict[str, str]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class UnreadableEvent(ValueError):  # noqa: N818 - says what is wrong with it
    """The JSON is no event that the hub can read; the text says where it is wrong."""


class Part(BaseModel):
    """Members that the hub does not read are passed over."""

    model_config = ConfigDict(extra="ignore")


class SubEvent(Part):
    """One date."""

    start: str = Field(alias="startDate")
    end: str = Field(alias="endDate")


class Hours(Part):
    """Opening hours on some days."""

    opens: str
    closes: str
    days: list[Weekday] = Field(alias="dayOfWeek")


class ClosedDays(Part):
    """A closed period."""

    start: str
    end: str
    description: Words = {}


class Price(Part):
    """One price."""

    category: str
    name: Words = {}
    price: Decimal = Field(ge=0, lt=1_000_000)


class Contact(Part):
    """How to reach somebody."""

    phone: list[str] = []
    email: list[str] = []
    url: list[str] = []


class Booking(Part):
    """How to book."""

    phone: str = ""
    email: str = ""
    url: str = ""


class Availability(Part):
    """Whether there is room."""

    type: str = "Available"


class Address(Part):
    """An address."""

    street: str = Field("", alias="streetAddress")
    postcode: str = Field("", alias="postalCode")
    locality: str = Field("", alias="addressLocality")


class Location(Part):
    """A place."""

    name: Words = {}
    address: dict[str, Address] = {}


class Event(Part):
    """As much of an event as the hub reads."""

    main_language: str = Field(alias="mainLanguage")
    name: Words = Field(min_length=1)
    description: Words = {}
    location: Location = Location()
    calendar_type: Literal["single", "multiple", "periodic", "permanent"] = Field(alias="calendarType")
    start: str = Field("", alias="startDate")
    end: str = Field("", alias="endDate")
    sub_events: list[SubEvent] = Field([], alias="subEvent")
    opening_hours: list[Hours] = Field([], alias="openingHours")
    closed_days: list[ClosedDays] = Field([], alias="openingHoursClosedDays")
    ages: str = Field("-", alias="typicalAgeRange", pattern=r"^\d{0,3}-\d{0,3}$")
    prices: list[Price] = Field([], alias="priceInfo")
    booking: Booking = Field(Booking(), alias="bookingInfo")
    contact: Contact = Field(Contact(), alias="contactPoint")
    availability: Availability = Field(Availability(), alias="bookingAvailability")


def draft_fields(event: Any, today: date) -> dict[str, Any]:
    """The fields of a new offer, ready for its form; rows of parts are lists of dicts. Raises UnreadableEvent."""
    try:
        read = Event.model_validate(event)
        return text_fields(read) | schedule_fields(read, today) | price_fields(read) | other_fields(read)
    except ValidationError as error:
        first = error.errors()[0]
        raise UnreadableEvent(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    except (ValueError, OverflowError) as error:
        raise UnreadableEvent(str(error)) from None


def in_dutch(words: Words, main_language: str) -> str:
    """The Dutch text, else that of the main language, else nothing."""
    return (words.get("nl") or words.get(main_language) or "").strip()


def text_fields(event: Event) -> dict[str, Any]:
    """Title, summary and body. UiTdatabank has one text: its first paragraph is the summary."""
    title = in_dutch(event.name, event.main_language)
    if not title:
        raise ValueError("name: there is no name in Dutch or in the main language.")
    paragraphs = [line.strip() for line in in_dutch(event.description, event.main_language).splitlines()]
    lead, *rest = [line for line in paragraphs if line] or [title]
    if len(lead) > LONGEST_SUMMARY:
        rest = [lead, *rest]
    return {
        "title": title[:LONGEST_TITLE],
        "summary": shortened(lead, LONGEST_SUMMARY),
        "plain_summary": shortened(lead, LONGEST_PLAIN),
        "body": "".join(f"<p>{escape(line)}</p>" for line in rest),
    }


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters; what is cut shows."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def price_fields(event: Event) -> dict[str, Any]:
    """Free, or a base price and tariffs. What the price is paid for is not known there: a visit."""
    base = next((each.price for each in event.prices if each.category == "base"), None)
    tariffs = [each for each in event.prices if each.category == "tariff"]
    named = [(in_dutch(each.name, event.main_language)[:LONGEST_TARIFF], each.price) for each in tariffs]
    is_free = base is not None and base == 0 and not any(amount for _name, amount in named)
    return {
        "is_free": is_free,
        "base_amount": None if is_free else base,
        "base_unit": "" if is_free or base is None else PriceUnit.SESSION.value,
        "social_price": next((amount for name, amount in named if name == SOCIAL_PRICE), None),
        "tariffs": [
            {"name": name, "amount": amount} for name, amount in named if name and name != SOCIAL_PRICE and not is_free
        ],
    }


def other_fields(event: Event) -> dict[str, Any]:
    """Ages, contact, ways in, room, place."""
    low, _dash, high = event.ages.partition("-")
    booking, contact = event.booking, event.contact
    is_booked = bool(booking.url or booking.phone or booking.email)
    is_full = event.availability.type == "Unavailable"
    return {
        "kind": OfferKind.ACTIVITY.value,
        "age_min_months": int(low) * 12 if low else None,
        # The last month of the last year: "6-12" holds a child of twelve and a half.
        "age_max_months": min(int(high), OLDEST_YEARS - 1) * 12 + 11 if high else None,
        "phone": next(iter([*contact.phone, booking.phone]), ""),
        "email": next(iter([*contact.email, booking.email]), ""),
        "website": next(iter(contact.url), ""),
        "booking_url": booking.url,
        "access": [Access.REGISTRATION.value if is_booked else Access.WALK_IN.value],
        "delivery_modes": [DeliveryMode.ON_SITE.value],
        "booking_status": (BookingStatus.FULL if is_full else BookingStatus.NONE).value,
        "place_text": place_text(event),
    }


def place_text(event: Event) -> str:
    """The place in words."""
    addresses = event.location.address
    address = addresses.get("nl") or addresses.get(event.main_language)
    lines = [in_dutch(event.location.name, event.main_language)]
    lines += [address.street, f"{address.postcode} {address.locality}".strip()] if address else []
    return ", ".join(line for line in lines if line)

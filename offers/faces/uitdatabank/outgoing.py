"""An offer of the catalogue as an event of UiTdatabank.

UiTdatabank writes in Dutch, French, German and English only. Ages are whole years there. The catalogue does not know
whether children come without their parents, so `childrenOnly` is not sent.
"""

from datetime import date
from typing import Any

from offers.choices import Access, BookingStatus
from offers.documents.texts import plain_text
from offers.faces.uitdatabank.calendar import calendar_of

LANGUAGES = ("nl", "fr", "de", "en")
MAIN_LANGUAGE = "nl"
BASE_PRICE, SOCIAL_PRICE = "Basistarief", "Sociaal tarief"
BOOK = "Schrijf je in"
FULL = frozenset({BookingStatus.FULL.value, BookingStatus.WAITLIST.value})
BOOKED = frozenset({Access.APPOINTMENT.value, Access.REGISTRATION.value})

# Ids of publiq's taxonomy (domain eventtype): the closest to each category; anything else is a course in the open.
CAMP, SPORT, COURSE, OPEN_COURSE, LECTURE, GAME, OUTING, FESTIVITY = (
    ("0.57.0.0.0", "Kamp of vakantie"),
    ("0.59.0.0.0", "Sportactiviteit"),
    ("0.3.1.0.0", "Lessenreeks"),
    ("0.3.1.0.1", "Cursus met open sessies"),
    ("0.3.2.0.0", "Lezing of congres"),
    ("0.50.21.0.0", "Spel of quiz"),
    ("0.7.0.0.0", "Begeleide uitstap of rondleiding"),
    ("0.28.0.0.0", "Kermis of feestelijkheid"),
)
EVENT_TYPES = {
    "holiday-camp": CAMP,
    "holiday-care": CAMP,
    "playground-programme": CAMP,
    "sport": SPORT,
    "music-art-dance": COURSE,
    "parent-training": LECTURE,
    "screen-time-online-safety": LECTURE,
    "family-outing": OUTING,
    "play-and-meet": GAME,
    "play-space": GAME,
    "youth-movement": GAME,
    "intergenerational": FESTIVITY,
}
# Ids of publiq's taxonomy (domain facility).
FACILITIES = {
    "assistance-dogs": ("3.13.1.0.0", "Assistentiehonden toegelaten"),
    "induction-loop": ("3.17.1.0.0", "Ringleiding"),
    "parking-disabled": ("3.26.0.0.0", "Voorbehouden parkeerplaatsen"),
    "wheelchair-accessible": ("3.27.0.0.0", "Rolstoeltoegankelijk"),
    "accessible-toilet": ("3.31.0.0.0", "Toegankelijk sanitair"),
    "sign-interpreter": ("3.33.0.0.0", "Tolken Vlaamse Gebarentaal"),
}


def event_of(offer: dict[str, Any], texts: dict[str, dict[str, str]], today: date) -> dict[str, Any]:
    """The event of an offer that nothing stands in the way of (`scope.obstacles`).

    `offer` is the Dutch detail of the catalogue, `texts` are its words by language, as the read model has them.
    """
    event = {
        "mainLanguage": MAIN_LANGUAGE,
        "name": {MAIN_LANGUAGE: offer["title"]} | translated(texts, "title"),
        "description": {MAIN_LANGUAGE: description(offer["summary"], plain_text(offer["body_html"]))}
        | {code: description(text["summary"], text["body"]) for code, text in other_texts(texts).items()},
        "terms": terms(offer),
        "location": location(offer["place"]),
        "typicalAgeRange": age_range(offer["age"]),
        "priceInfo": prices(offer["costs"]),
        "bookingInfo": booking(offer),
        "contactPoint": {
            name: [offer["contact"][name]] if offer["contact"][name] else [] for name in ("phone", "email", "url")
        },
        "organizer": {"name": {MAIN_LANGUAGE: offer["partner"]["name"]}},
        "audience": {"audienceType": "everyone"},
        "attendanceMode": "offline",
        "status": {"type": "Available"},
        "bookingAvailability": {"type": "Unavailable" if offer["booking_status"] in FULL else "Available"},
        "sameAs": [offer["url"]],
        "workflowStatus": "READY_FOR_VALIDATION",
    }
    return {name: value for name, value in event.items() if value} | calendar_of(offer["schedule"], today)


def other_texts(texts: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The translations in the languages that UiTdatabank has."""
    return {code: texts[code] for code in LANGUAGES if code != MAIN_LANGUAGE and code in texts}


def translated(texts: dict[str, dict[str, str]], name: str) -> dict[str, str]:
    """One text in the other languages."""
    return {code: text[name] for code, text in other_texts(texts).items()}


def description(summary: str, body: str) -> str:
    """The summary, and below it the rest."""
    return "\n\n".join(part for part in (summary, body) if part)


def terms(offer: dict[str, Any]) -> list[dict[str, str]]:
    """The type of the event and the facilities of its place."""
    kinds = [EVENT_TYPES[each["slug"]] for each in offer["categories"] if each["slug"] in EVENT_TYPES]
    identifier, label = kinds[0] if kinds else OPEN_COURSE
    facilities = [FACILITIES[each["slug"]] for each in offer["facilities"] if each["slug"] in FACILITIES]
    return [
        {"id": identifier, "label": label, "domain": "eventtype"},
        *({"id": found, "label": name, "domain": "facility"} for found, name in facilities),
    ]


def location(place: dict[str, Any]) -> dict[str, Any]:
    """The place, by its address: the catalogue does not know the ids of places in UiTdatabank."""
    address = {
        "addressCountry": "BE",
        "addressLocality": place["locality"],
        "postalCode": place["postcode"],
        "streetAddress": place["street"],
    }
    return {
        "@type": "Place",
        "name": {MAIN_LANGUAGE: place["name"]},
        "address": {MAIN_LANGUAGE: address},
        "geo": {"latitude": place["lat"], "longitude": place["lon"]},
    }


def age_range(age: dict[str, Any]) -> str:
    """Whole years, `6-12`; an open end is empty, every age is `-`."""
    low, high = age["min_months"], age["max_months"]
    return f"{'' if low is None else low // 12}-{'' if high is None else high // 12}"


def prices(costs: dict[str, Any]) -> list[dict[str, Any]]:
    """One base price and the tariffs; nothing when the price is not known."""
    base = "0.00" if costs["is_free"] else (costs["base"] or {}).get("amount")
    if base is None:
        return []
    tariffs = [(each["name"], each["amount"]) for each in costs["tariffs"]]
    tariffs += [(SOCIAL_PRICE, costs["social_price"])] if costs["social_price"] is not None else []
    return [price("base", BASE_PRICE, base), *(price("tariff", name, amount) for name, amount in tariffs)]


def price(category: str, name: str, amount: str) -> dict[str, Any]:
    """One price in EUR."""
    return {"category": category, "name": {MAIN_LANGUAGE: name}, "price": float(amount), "priceCurrency": "EUR"}


def booking(offer: dict[str, Any]) -> dict[str, Any]:
    """How to book, where that is needed."""
    contact = offer["contact"]
    if not BOOKED & set(offer["access"]) and not contact["booking_url"]:
        return {}
    found = {"phone": contact["phone"], "email": contact["email"], "url": contact["booking_url"]}
    label = {"urlLabel": {MAIN_LANGUAGE: BOOK}} if contact["booking_url"] else {}
    return {name: value for name, value in found.items() if value} | label

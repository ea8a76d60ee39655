"""Offers and Houses for search engines and assistants: schema.org as JSON-LD, in the language of the page."""

import json
from typing import Any
from urllib.parse import urljoin

from django.utils.safestring import SafeString, mark_safe

from offers.choices import OfferKind
from offers.documents.read import House
from offers.faces import jsonld_times

Thing = dict[str, Any]

CONTEXT = "https://schema.org"
# In a script element `<` could end it, and U+2028 ends a line of JavaScript; JSON writes each of them another way.
UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
AVAILABILITY = {
    "available": "https://schema.org/InStock",
    "few": "https://schema.org/LimitedAvailability",
    "full": "https://schema.org/SoldOut",
    "waitlist": "https://schema.org/BackOrder",
}
ATTENDANCE = {
    (True, False): "https://schema.org/OnlineEventAttendanceMode",
    (False, True): "https://schema.org/OfflineEventAttendanceMode",
    (True, True): "https://schema.org/MixedEventAttendanceMode",
}


def script_text(graph: Thing) -> SafeString:
    """The text of a script element of the type application/ld+json."""
    return mark_safe(json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE))


def filled(thing: Thing) -> Thing:
    """Without what is absent: schema.org knows no null."""
    return {name: value for name, value in thing.items() if value not in (None, "", [], {})}


def in_words(text: str | None, lang: str) -> Thing | None:
    """A text that says in which language it is."""
    return {"@value": text, "@language": lang} if text else None


def house_id(house: House) -> str:
    """What stands for a House in every language."""
    return f"{house.base_url}/#house"


def house_graph(house: House, locale: str) -> Thing:
    """The House with its contact point."""
    return {"@context": CONTEXT, **house_thing(house, locale)}


def house_thing(house: House, locale: str) -> Thing:
    """The House as an organisation."""
    payload = house.payload(locale)
    contact = payload["contact_point"]
    return filled(
        {
            "@type": "Organization",
            "@id": house_id(house),
            "name": payload["name"],
            "url": payload["url"],
            "telephone": contact["phone"],
            "email": contact["email"],
            "location": place_thing(contact["place"], locale),
            "areaServed": area(payload),
            "contactPoint": filled(
                {
                    "@type": "ContactPoint",
                    "contactType": "customer service",
                    "telephone": contact["phone"],
                    "email": contact["email"],
                    "availableLanguage": [row["code"] for row in contact["spoken_languages"]],
                    "hoursAvailable": [jsonld_times.hours(row) for row in contact["opening_hours"]],
                }
            ),
        }
    )


def area(payload: dict[str, Any]) -> list[Thing]:
    """The municipalities of a House."""
    return [
        filled({"@type": "AdministrativeArea", "name": row["name"], "identifier": row["nis_code"]})
        for row in payload["municipalities"]
    ]


def offer_graph(house: House, offer: dict[str, Any], locale: str) -> Thing:
    """The page of an offer, the offer, and who gives it; from a payload of the API's detail."""
    identifier = f"urn:uuid:{offer['id']}"
    page = {
        "@type": "WebPage",
        "@id": offer["url"],
        "url": offer["url"],
        "inLanguage": offer["lang"],
        "dateModified": offer.get("updated_at"),
        "mainEntity": {"@id": identifier},
    }
    coming = offer.get("next_occurrence")
    is_event = offer["kind"] == OfferKind.ACTIVITY and coming
    thing = {"@id": identifier} | common_part(offer, locale)
    thing |= event_part(offer, locale) if is_event else service_part(house, offer, locale)
    return {
        "@context": CONTEXT,
        "@graph": [filled(page), filled(thing), house_thing(house, locale)]
        + [partner_thing(house, partner) for partner in (offer["partner"], *offer["co_partners"])],
    }


def common_part(offer: dict[str, Any], locale: str) -> Thing:
    """What a service and an event both say."""
    return {
        "name": in_words(offer["title"], offer["lang"]),
        "description": in_words(offer["plain_summary"] or offer["summary"], offer["lang"]),
        "url": offer["url"],
        "identifier": offer["id"],
        "image": urljoin(offer["url"], offer["image"]["url"]) if offer["image"] else None,
        "audience": audience(offer, locale),
        "offers": prices(offer),
    }


def service_part(house: House, offer: dict[str, Any], locale: str) -> Thing:
    """An offer without dates, or help that can be had again and again."""
    contact = offer["contact"]
    return {
        "@type": "Service",
        "serviceType": [in_words(category["label"], locale) for category in offer["categories"]],
        "provider": makers(offer),
        "areaServed": area(house.payload(locale)),
        "hoursAvailable": [jsonld_times.hours(slot) for slot in offer["schedule"]["weekly"]],
        "availableChannel": filled(
            {
                "@type": "ServiceChannel",
                "availableLanguage": spoken(offer),
                "servicePhone": contact["phone"] and {"@type": "ContactPoint", "telephone": contact["phone"]},
                "serviceUrl": contact["booking_url"] or contact["url"],
                "serviceLocation": place_thing(offer["place"], locale),
            }
        ),
    }


def event_part(offer: dict[str, Any], locale: str) -> Thing:
    """An activity with dates: the next one, and how it repeats."""
    modes = offer["delivery_modes"]
    location = place_thing(offer["place"], locale)
    return {
        "@type": "Event",
        "startDate": offer["next_occurrence"]["start"],
        "endDate": offer["next_occurrence"]["end"],
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": ATTENDANCE["online" in modes, bool(set(modes) - {"online"}) or not modes],
        "eventSchedule": jsonld_times.schedules(offer["schedule"]),
        "subEvent": jsonld_times.single_events(offer["schedule"], in_words(offer["title"], offer["lang"]), location),
        "location": location,
        "organizer": makers(offer),
        "isAccessibleForFree": offer["is_free"],
        "inLanguage": spoken(offer),
        "keywords": [in_words(category["label"], locale) for category in offer["categories"]],
    }


def spoken(offer: dict[str, Any]) -> list[str]:
    """The languages that can be spoken there; an interpreter counts."""
    return list(dict.fromkeys(row["code"] for row in offer["spoken_languages"]))


def makers(offer: dict[str, Any]) -> list[Thing]:
    """Who gives it."""
    return [{"@id": partner_id(partner)} for partner in (offer["partner"], *offer["co_partners"])]


def partner_id(partner: dict[str, Any]) -> str:
    """What stands for a partner in every language."""
    return f"urn:uuid:{partner['id']}"


def partner_thing(house: House, partner: dict[str, Any]) -> Thing:
    """A partner of the House."""
    return {
        "@type": "Organization",
        "@id": partner_id(partner),
        "name": partner["name"],
        "memberOf": {"@id": house_id(house)},
    }


def place_thing(place: dict[str, Any] | None, locale: str) -> Thing | None:
    """A place in full, with what it has; the notes are Dutch."""
    if not place:
        return None
    notes = " ".join(note for note in (place["entrance_note"], place["transport_note"]) if note)
    return filled(
        {
            "@type": "Place",
            "@id": f"urn:uuid:{place['id']}",
            "name": place["name"],
            "description": in_words(notes, "nl"),
            "address": filled(
                {
                    "@type": "PostalAddress",
                    "streetAddress": place["street"],
                    "postalCode": place["postcode"],
                    "addressLocality": place["locality"],
                    "addressCountry": "BE",
                }
            ),
            "geo": {"@type": "GeoCoordinates", "latitude": place["lat"], "longitude": place["lon"]},
            "amenityFeature": [
                {"@type": "LocationFeatureSpecification", "name": in_words(row["label"], locale), "value": True}
                for row in place["facilities"]
            ],
        }
    )


def audience(offer: dict[str, Any], locale: str) -> Thing:
    """For whom: ages in years as schema.org has them, and in months as they are."""
    least, most = offer["age"]["min_months"], offer["age"]["max_months"]
    months = filled({"minValue": least, "maxValue": most})
    return filled(
        {
            "@type": "PeopleAudience",
            "audienceType": [in_words(group["label"], locale) for group in offer["target_groups"]],
            "suggestedMinAge": None if least is None else round(least / 12, 2),
            "suggestedMaxAge": None if most is None else round(most / 12, 2),
            "suggestedAge": {"@type": "QuantitativeValue", "unitCode": "MON", **months} if months else None,
        }
    )


def prices(offer: dict[str, Any]) -> list[Thing]:
    """Every price in EUR; free of charge is the price 0."""
    costs = offer["costs"]
    rows: list[tuple[str | None, str]] = [(None, "0.00")] if costs["is_free"] else []
    rows += [(None, costs["base"]["amount"])] if costs["base"] else []
    rows += [(tariff["name"], tariff["amount"]) for tariff in costs["tariffs"]]
    return [
        filled(
            {
                "@type": "Offer",
                "name": in_words(name, "nl"),
                "price": amount,
                "priceCurrency": "EUR",
                "availability": AVAILABILITY.get(offer["booking_status"]),
                "url": offer["contact"]["booking_url"] or offer["url"],
            }
        )
        for name, amount in rows
    ]

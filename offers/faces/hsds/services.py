"""Offers as HSDS services."""

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from offers.choices import Access, BookingStatus, Universality
from offers.documents.texts import plain_text
from offers.faces.hsds.attributes import service_attributes
from offers.faces.hsds.contacts import interpretation, languages, phones
from offers.faces.hsds.costs import cost_options
from offers.faces.hsds.identity import derived, filled
from offers.faces.hsds.locations import service_at_location_in_full
from offers.faces.hsds.schedules import schedules
from offers.models import PublishedOffer

# What somebody must know before they go.
ALERTS = frozenset({BookingStatus.FULL.value, BookingStatus.WAITLIST.value})


def milliseconds(moment: datetime) -> str:
    """An instant in UTC with Z, to the millisecond, as HSDS asks for `last_modified`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def years(months: int | None) -> float | None:
    """Months as years with two decimals."""
    return None if months is None else round(months / 12, 2)


def minimal(offer_id: object, changed: datetime) -> dict[str, Any]:
    """What `minimal=true` gives."""
    return {"id": str(offer_id), "last_modified": milliseconds(changed)}


def service(offer: dict[str, Any], organization: dict[str, Any], changed: datetime) -> dict[str, Any]:
    """An offer without its lists, in the ACTIVE language."""
    return filled(
        minimal(offer["id"], changed)
        | {
            "organization_id": organization["id"],
            "organization": organization,
            "name": offer["title"],
            "description": "\n".join(text for text in (offer["summary"], plain_text(offer["body_html"])) if text),
            "url": offer["url"],
            "email": offer["contact"]["email"],
            "status": "active",
            "interpretation_services": interpretation(offer["spoken_languages"]),
            "application_process": application_process(offer),
            "fees_description": offer["price_label"],
            "eligibility_description": eligibility(offer),
            "minimum_age": years(offer["age"]["min_months"]),
            "maximum_age": years(offer["age"]["max_months"]),
            "assured_date": offer["assured_at"],
            "alert": str(BookingStatus(offer["booking_status"]).label) if offer["booking_status"] in ALERTS else "",
            **extensions(offer),
        }
    )


def service_in_full(
    offer: dict[str, Any], organization: dict[str, Any], changed: datetime, texts: dict[str, Any], locale: str
) -> dict[str, Any]:
    """An offer with everything, in the ACTIVE language `locale`; `texts` are its words by language."""
    identifier = offer["id"]
    lists = {
        "additional_urls": additional_urls(offer),
        "phones": phones(offer["contact"]["phone"], service_id=identifier),
        "schedules": schedules(offer, service_id=identifier),
        "service_at_locations": [service_at_location_in_full(offer, locale)] if offer["place"] else [],
        "languages": languages(offer["spoken_languages"], identifier),
        "cost_options": cost_options(offer),
        "attributes": service_attributes(offer, locale),
        "x_hvk_translations": translations(offer, texts),
        "x_hvk_co_partners": offer["co_partners"],
        "x_hvk_closures": offer["schedule"]["closures"],
        "x_hvk_holiday_rule": offer["schedule"]["holiday_rule"],
        "x_hvk_facilities": offer["facilities"],
        "x_hvk_image": offer["image"],
        "x_hvk_body_html": offer["body_html"],
        "x_hvk_plain_summary": offer["plain_summary"],
    }
    return service(offer, organization, changed) | filled(lists)


def extensions(offer: dict[str, Any]) -> dict[str, Any]:
    """What HSDS has no field for, as far as it is one value or a short list of codes."""
    return {
        "x_hvk_slug": offer["slug"],
        "x_hvk_summary": offer["summary"],
        "x_hvk_lang": offer["lang"],
        "x_hvk_translation_status": offer["translation"]["status"],
        "x_hvk_audience": offer["audience"],
        "x_hvk_kind": offer["kind"],
        "x_hvk_pillar": offer["pillar"],
        "x_hvk_categories": [each["slug"] for each in offer["categories"]],
        "x_hvk_life_stages": offer["life_stages"],
        "x_hvk_access": offer["access"],
        "x_hvk_uitpas": offer["costs"]["uitpas"],
        "x_hvk_booking_status": offer["booking_status"],
        "x_hvk_version": offer["version"],
    }


def application_process(offer: dict[str, Any]) -> str:
    """How a family gets in, in a line or two."""
    ways = ", ".join(str(Access(each).label) for each in offer["access"])
    return "\n".join(part for part in (ways, offer["contact"]["booking_url"]) if part)


def eligibility(offer: dict[str, Any]) -> str:
    """Whom the offer is there for, in words."""
    groups = ", ".join(each["label"] for each in offer["target_groups"])
    residents = _("Only for people who live in the municipality") if offer["residents_only"] else ""
    parts = (str(Universality(offer["universality"]).label), groups, offer["age"]["label"], residents)
    return "; ".join(part for part in parts if part)


def additional_urls(offer: dict[str, Any]) -> list[dict[str, Any]]:
    """The partner's own page about the offer, and where to book."""
    addresses = {"website": offer["contact"]["url"], "booking": offer["contact"]["booking_url"]}
    return [
        {"id": derived("url", offer["id"], label), "service_id": offer["id"], "label": label, "url": address}
        for label, address in addresses.items()
        if address
    ]


def translations(offer: dict[str, Any], texts: dict[str, Any]) -> dict[str, Any]:
    """The offer in each language of the House: where it is, where its text comes from, and the text if there is one."""
    return {
        other["lang"]: {"status": other["status"], "url": other["url"]} | texts.get(other["lang"], {})
        for other in offer["alternates"]
    }


GONE = {PublishedOffer.Reason.WITHDRAWN: "inactive"}


def withdrawn_service(row: PublishedOffer) -> dict[str, Any]:
    """The trace of an offer that is gone: nothing is left of it but its address, so that is its name."""
    trace = {"reason": row.reason, "successor": str(row.successor) if row.successor else None}
    return minimal(row.offer_id, row.updated_at) | {
        "name": row.slug,
        "status": GONE.get(PublishedOffer.Reason(row.reason), "defunct") if row.reason else "inactive",
        "x_hvk_withdrawn": filled(trace),
    }

"""What an offer looks like in the API and on the pages: facts once, and one payload for each language of the House."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from home.choices import SOURCE_LOCALE
from home.models import HubImage, PartnerPage
from offers import labels
from offers.choices import HolidayRule, ScheduleType
from offers.documents.source import HouseContext, SourceOffer, Text
from offers.documents.texts import clean_html, direction, plain_text
from offers.models import OfferPage, Place
from offers.school_years import Holidays

TIMEZONE = "Europe/Brussels"


def instant(moment: datetime.datetime | None) -> str | None:
    """An instant in UTC with Z, to the second."""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def money(amount: Decimal | None) -> str | None:
    """EUR as a decimal string with two digits."""
    return None if amount is None else f"{amount:.2f}"


def clock(time: datetime.time) -> str:
    """Wall time HH:MM."""
    return f"{time:%H:%M}"


def schedule_of(page: OfferPage) -> dict[str, Any]:
    """The schedule in the shape of the API, wall time in Brussels."""
    return {
        "type": page.schedule_type,
        "timezone": TIMEZONE,
        "weekly": [
            {
                "weekday": slot.weekday,
                "opens": clock(slot.opens),
                "closes": clock(slot.closes),
                "valid_from": slot.valid_from.isoformat(),
                "valid_to": slot.valid_to.isoformat() if slot.valid_to else None,
                "interval_weeks": slot.interval_weeks,
            }
            for slot in page.weekly_slots.all()
        ],
        "dates": [
            {
                "start": f"{single.date}T{clock(single.opens)}",
                "end": f"{single.end_date or single.date}T{clock(single.closes)}",
            }
            for single in page.single_dates.all()
        ],
        "closures": [
            {"from": closure.first_day.isoformat(), "to": closure.last_day.isoformat(), "reason": closure.reason}
            for closure in page.closures.all()
        ],
        "holiday_rule": page.holiday_rule,
    }


def costs_of(page: OfferPage) -> dict[str, Any]:
    """Prices in EUR in the shape of the API."""
    return {
        "is_free": page.is_free,
        "base": None if page.base_amount is None else {"amount": money(page.base_amount), "unit": page.base_unit},
        "tariffs": [{"name": tariff.name, "amount": money(tariff.amount)} for tariff in page.tariffs.all()],
        "uitpas": page.uitpas,
        "social_price": money(page.social_price),
        "discretion_discount": page.discretion_discount,
    }


def spoken_languages(rows: Any) -> list[dict[str, Any]]:
    """Languages that can be spoken, in the shape of the API."""
    return [{"code": row.code, "how": row.how, "note": row.note or None} for row in rows]


def partner_reference(partner: PartnerPage) -> dict[str, str]:
    """A partner as others point to it."""
    return {"id": str(partner.translation_key), "slug": partner.slug, "name": partner.title}


def place_reference(place: Place | None) -> dict[str, Any] | None:
    """A place as cards show it."""
    if place is None:
        return None
    return {
        "id": str(place.uuid),
        "slug": place.slug,
        "name": place.name,
        "locality": place.locality,
        "lat": place.lat,
        "lon": place.lon,
    }


def place_in_full(place: Place | None, locale: str) -> dict[str, Any] | None:
    """A place with its address, its facilities and how to get in. The notes are Dutch."""
    reference = place_reference(place)
    if place is None or reference is None:
        return None
    return reference | {
        "street": place.street,
        "postcode": place.postcode,
        "facilities": [{"slug": term.slug, "label": term.label(locale)} for term in place.facilities.all()],
        "transport_note": place.transport_note or None,
        "entrance_note": place.entrance_note or None,
    }


def image_of(image: HubImage | None) -> dict[str, Any] | None:
    """The picture as WebP, at most 960 pixels wide, with what it shows."""
    if image is None:
        return None
    rendition = image.get_rendition("width-960|format-webp")
    return {"url": rendition.url, "width": rendition.width, "height": rendition.height, "alt": image.description or ""}


def followed(page: OfferPage, holidays: Holidays) -> dict[str, str]:
    """Which school holidays the dates follow, so that the offer counts as changed when those change."""
    follows = page.schedule_type == ScheduleType.WEEKLY and page.holiday_rule != HolidayRule.RUNS
    return {"holidays": holidays.version} if follows else {}


def facts_of(offer: SourceOffer, holidays: Holidays) -> dict[str, Any]:
    """What is filtered, counted and sorted on; the same in every language."""
    page = offer.page
    categories = [row.category for row in page.offer_categories.all()]
    co_partners = [row.partner for row in page.co_partners.all()]
    place = page.place
    return {
        "partners": [partner.slug for partner in (offer.partner, *co_partners)],
        "partner_ids": [str(partner.translation_key) for partner in (offer.partner, *co_partners)],
        "partner_names": [partner.title for partner in (offer.partner, *co_partners)],
        "categories": [category.slug for category in categories],
        "pillars": list(dict.fromkeys(category.pillar.slug for category in categories)),
        "life_stages": [term.slug for term in page.life_stages.all()],
        "target_groups": [term.slug for term in page.target_groups.all()],
        "kind": page.kind,
        "audience": page.audience,
        "universality": page.universality,
        "access": page.access,
        "delivery_modes": page.delivery_modes,
        "booking_status": page.booking_status,
        "spoken": list(dict.fromkeys(row.code for row in page.offer_languages.all())),
        "age": [page.age_min_months, page.age_max_months],
        "free": page.is_free,
        "uitpas": page.uitpas,
        "low_digital": page.low_digital,
        "residents_only": page.residents_only,
        "facilities": [term.slug for term in place.facilities.all()] if place else [],
        "locality": place.locality_slug if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "place_names": [place.name, place.street, place.locality] if place else [],
        "schedule": schedule_of(page),
        **followed(page, holidays),
    }


def search_texts(offer: SourceOffer) -> dict[str, dict[str, str]]:
    """The words by which an offer is found, by language."""
    return {
        code: {
            "title": text.title,
            "summary": text.summary,
            "plain_summary": text.plain_summary,
            "body": plain_text(text.body),
        }
        for code, text in offer.texts.items()
    }


def shown_text(offer: SourceOffer, locale: str) -> tuple[Text, str]:
    """The text that a reader of this language gets, and its status: a Dutch text elsewhere is a `fallback`."""
    text = offer.texts.get(locale)
    return (text, text.status) if text else (offer.texts[SOURCE_LOCALE], "fallback")


def page_address(context: HouseContext, locale: str, slug: str) -> str:
    """The absolute address of an offer's page."""
    return f"{context.base_url}/{locale}/aanbod/{slug}/"


def card(offer: SourceOffer, facts: dict[str, Any], context: HouseContext, locale: str) -> dict[str, Any]:
    """An offer as lists show it, in the ACTIVE language `locale`; what depends on clock or asker is added when it
    is sent.
    """
    page, (text, status) = offer.page, shown_text(offer, locale)
    categories = [row.category for row in page.offer_categories.all()]
    return {
        "id": str(page.translation_key),
        "slug": page.slug,
        "url": page_address(context, locale, page.slug),
        "title": text.title,
        "summary": text.summary,
        "lang": text.locale,
        "dir": direction(text.locale),
        "translation": {"status": status, "source_lang": SOURCE_LOCALE, "updated_at": instant(text.updated_at)},
        "kind": page.kind,
        "audience": page.audience,
        "pillar": categories[0].pillar.slug if categories else None,
        "categories": [{"slug": category.slug, "label": category.label(locale)} for category in categories],
        "partner": partner_reference(offer.partner),
        "life_stages": facts["life_stages"],
        "age": {
            "min_months": page.age_min_months,
            "max_months": page.age_max_months,
            "label": labels.age_label(page.age_min_months, page.age_max_months),
        },
        "is_free": page.is_free,
        "price_label": labels.price_label(costs_of(page)),
        "place": place_reference(page.place),
        "spoken_languages": spoken_languages(page.offer_languages.all()),
        "access": page.access,
        "delivery_modes": page.delivery_modes,
        "schedule_label": labels.schedule_label(facts["schedule"]),
        "booking_status": page.booking_status,
        "image": image_of(page.image),
    }


def detail(offer: SourceOffer, facts: dict[str, Any], context: HouseContext, locale: str) -> dict[str, Any]:
    """What a detail says beyond the card, in the ACTIVE language `locale`.

    The professional layer is never part of it.
    """
    page, (text, _status) = offer.page, shown_text(offer, locale)
    return {
        "plain_summary": text.plain_summary,
        "body_html": clean_html(text.body),
        "co_partners": [partner_reference(row.partner) for row in page.co_partners.all()],
        "target_groups": [{"slug": term.slug, "label": term.label(locale)} for term in page.target_groups.all()],
        "universality": page.universality,
        "low_digital": page.low_digital,
        "residents_only": page.residents_only,
        "schedule": facts["schedule"],
        "costs": costs_of(page),
        "contact": {key: getattr(page, name) or None for key, name in CONTACT_FIELDS},
        "place": place_in_full(page.place, locale),
        "facilities": [{"slug": term.slug, "label": term.label(locale)} for term in page.place.facilities.all()]
        if page.place
        else [],
        "alternates": [
            {"lang": code, "url": page_address(context, code, page.slug), "status": shown_text(offer, code)[1]}
            for code in context.locales
        ],
        "assured_at": page.assured_at.isoformat() if page.assured_at else None,
        "review_due": review_due(page.assured_at, context.house.review_months),
        "partner_label": partner_label(context.house.title),
    }


CONTACT_FIELDS = (("phone", "phone"), ("email", "email"), ("url", "website"), ("booking_url", "booking_url"))


def partner_label(house_name: str) -> str:
    """How a partner calls itself, in the active language."""
    return _("partner of %(house)s") % {"house": house_name}


def review_due(assured_at: datetime.date | None, months: int) -> str | None:
    """The day by which the offer must be checked again; the last day of the month where the month is shorter."""
    if assured_at is None:
        return None
    year, month = divmod(assured_at.year * 12 + assured_at.month - 1 + months, 12)
    first_of_next = datetime.date(year + month // 11, (month + 1) % 12 + 1, 1)
    last_day = (first_of_next - datetime.timedelta(1)).day
    return datetime.date(year, month + 1, min(assured_at.day, last_day)).isoformat()


def in_language(locale: str) -> Any:
    """A context in which labels are made in this language."""
    return translation.override(locale)

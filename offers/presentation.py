"""Payloads of the read model as the families' templates want them.

The pages and the preview in the editor use the same functions: a page shows a payload, whether it is public yet or not.
"""

from itertools import cycle
from typing import Any, TypedDict, Unpack
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from home.choices import SOURCE_LOCALE
from home.opening_hours import brussels_now, opening_state
from offers import labels, stylesheet, wording
from offers.care import care_of_offer
from offers.choices import Access, BookingStatus, DeliveryMode
from offers.documents import read
from offers.documents.read import House
from offers.timetable import timetable

FONT_FILES = {"bg": "cyrillic", "uk": "cyrillic", "ru": "cyrillic", "ar": "arabic", "fa": "arabic"}
SCARCE = {BookingStatus.FEW, BookingStatus.FULL, BookingStatus.WAITLIST}
LANGUAGES_ON_A_CARD = 3
# The gateway of the API resolves its own addresses.
API_DOCUMENTATION = "/api/v1/docs"
FACILITY_ICONS = {
    "wheelchair-accessible": "wheelchair",
    "accessible-toilet": "toilet",
    "parking": "parking",
    "parking-disabled": "parking",
    "bicycle-parking": "bicycle",
    "bus-stop-near": "bus",
    "lift": "lift",
    "buggy-access": "buggy",
    "changing-table": "changing-table",
    "breastfeeding-corner": "check",
    "childminding": "childminding",
    "quiet-corner": "quiet",
    "low-stimulus": "quiet",
    "induction-loop": "hearing",
    "sign-interpreter": "interpreter",
    "halal-vegetarian": "meal",
    "kitchen": "meal",
}
ACCESS_ICONS = {
    "walk_in": "walk-in",
    "appointment": "appointment",
    "registration": "registration",
    "referral": "referral",
}
PLACELESS_ICONS = {
    "home_visit": "home-visit",
    "phone": "phone",
    "online": "online",
    "mobile": "walk-in",
    "on_site": "place",
}
INTERPRETERS = {"interpreter_on_request", "interpreter_present"}


class Address(TypedDict, total=False):
    """Where a reader is: `origin` (scheme and host) for addresses in full, `query` to keep in another language."""

    origin: str
    query: str


def frame(
    house: House, locale: str, *, path: str, query: str = "", origin: str = "", text_locales: list[str] | None = None
) -> dict[str, Any]:
    """What every page shows around its content.

    `text_locales` names the languages in which a text of this page exists; without it, that is all of them.
    A page without a text of its own names the Dutch one as the original.
    """
    payload = house.payload(locale)
    known = [code for code in house.locales if text_locales is None or code in text_locales]
    original = locale if locale in known else SOURCE_LOCALE
    return {
        "house": payload,
        "house_version": stylesheet.version(**payload["colours"]),
        "locale": locale,
        "direction": labels.text_direction(locale),
        "font_address": f"hub/fonts/rubik-{FONT_FILES.get(locale, 'latin')}-wght-normal.woff2",
        "brand": brand(payload),
        "languages": [
            {
                **language,
                "href": in_language(path, language["code"]) + (f"?{query}" if query else ""),
                "current": language["code"] == locale,
            }
            for language in payload["locales"]
        ],
        "canonical": origin + in_language(path, original),
        "alternates": [{"code": code, "href": origin + in_language(path, code)} for code in known],
        "source_path": in_language(path, SOURCE_LOCALE),
        "path": path,
        "data_address": API_DOCUMENTATION,
        "contact": contact_bar(payload["contact_point"]),
    }


def brand(payload: dict[str, Any]) -> dict[str, str]:
    """The name of the House on two lines: what it is, and where."""
    name, places = payload["name"], [row["name"] for row in payload["municipalities"]]
    place = next((place for place in places if name.endswith(f" {place}")), "")
    return {"name": name.removesuffix(place).strip(), "place": place}


def in_language(path: str, locale: str) -> str:
    """The same page in another language: the first part of its address."""
    return f"/{locale}/" + path.split("/", 2)[2]


def contact_bar(contact_point: dict[str, Any]) -> dict[str, Any]:
    """The contact point as a person would say it now."""
    spoken = contact_point["spoken_languages"]
    return {
        **contact_point,
        "state": opening_state(contact_point["opening_hours"], brussels_now()),
        "speaks": wording.listing(
            [labels.language_name(row["code"]) for row in spoken if row["how"] not in INTERPRETERS]
        ),
        "interprets": wording.listing(
            [labels.language_name(row["code"]) for row in spoken if row["how"] in INTERPRETERS]
        ),
        "week": [
            {"day": labels.weekday_name(row["weekday"]), "times": wording.clock_range(row["opens"], row["closes"])}
            for row in contact_point["opening_hours"]
        ],
    }


def card_contexts(house: House, cards: list[dict[str, Any]], locale: str) -> list[dict[str, Any]]:
    """The cards of a list with the words and drawings that go with their codes."""
    stages = {term["slug"]: term["label"] for term in read.taxonomy(house, locale)["life_stages"]}
    return [card_context(card, stages) for card in cards]


def card_context(card: dict[str, Any], stages: dict[str, str]) -> dict[str, Any]:
    """One card; without ages, the life stages say for whom it is."""
    names = [labels.language_name(row["code"]) for row in card["spoken_languages"]]
    return {
        **card,
        "scene": card["categories"][0]["slug"] if card["categories"] else "welcome",
        "category": card["categories"][0]["label"] if card["categories"] else "",
        "for_whom": card["age"]["label"]
        or wording.listing([stages[slug] for slug in card["life_stages"] if slug in stages]),
        "place_icon": place_icon(card),
        "where": where(card),
        "talk": ", ".join(names[:LANGUAGES_ON_A_CARD]),
        "talk_more": max(0, len(names) - LANGUAGES_ON_A_CARD),
        "alert": BookingStatus(card["booking_status"]).label if card["booking_status"] in SCARCE else "",
    }


def place_icon(offer: dict[str, Any]) -> str:
    """The icon of where an offer is."""
    modes = offer.get("delivery_modes") or ["home_visit"]
    return "place" if offer["place"] else PLACELESS_ICONS.get(modes[0], "home-visit")


def where(offer: dict[str, Any]) -> str:
    """The ways in which an offer without a place reaches a family, where they are known."""
    return (
        ""
        if offer["place"]
        else wording.alternatives([str(DeliveryMode(mode).label) for mode in offer.get("delivery_modes", ())])
    )


def offer_context(house: House, payload: dict[str, Any], locale: str, **address: Unpack[Address]) -> dict[str, Any]:
    """Everything that offers/offer_page.html shows, from a payload of the API's detail."""
    texts = [row["lang"] for row in payload["alternates"] if row["status"] != "fallback"]
    path = f"/{locale}/aanbod/{payload['slug']}/"
    return frame(house, locale, path=path, **address, text_locales=texts) | {
        "offer": card_contexts(house, [payload], locale)[0],
        "is_translation": payload["lang"] == locale and locale != SOURCE_LOCALE,
        "is_fallback": payload["lang"] != locale,
        "time": timetable(payload["schedule"]),
        "costs": cost_rows(payload["costs"]),
        "joining": wording.alternatives([str(Access(value).label) for value in payload["access"]]),
        "joining_icon": ACCESS_ICONS.get(payload["access"][0], "door") if payload["access"] else "door",
        "facilities": [{**row, "icon": FACILITY_ICONS.get(row["slug"], "check")} for row in payload["facilities"]],
        "invited": [row["label"] for row in payload["target_groups"] if row["slug"] != "everyone"],
        "actions": actions(payload),
        "map_address": map_address(payload["place"]),
        "calendar_address": calendar_address(payload, locale),
        "report_address": report_address(house.payload(locale)["contact_point"]["email"], payload),
        "share_address": mail_address("", payload["title"], payload["url"]),
        **care_of_offer(house, locale, payload),
    }


def cost_rows(costs: dict[str, Any]) -> list[dict[str, Any]]:
    """The table of prices; a row has a Dutch name, or a `kind` for which the template has words.

    A partner that lists the social price among its tariffs does not see it twice.
    """
    rows: list[dict[str, Any]] = []
    if costs["base"]:
        rows.append({"kind": "base", "unit": costs["base"]["unit"], "amount": costs["base"]["amount"]})
    rows += [{"kind": "tariff", "name": tariff["name"], "amount": tariff["amount"]} for tariff in costs["tariffs"]]
    if costs["social_price"] not in (None, *(tariff["amount"] for tariff in costs["tariffs"])):
        rows.append({"kind": "social", "amount": costs["social_price"]})
    return rows


def actions(payload: dict[str, Any]) -> list[dict[str, str]]:
    """What a family can do now, the best first: two buttons, that is what a thumb can choose from."""
    contact, place = payload["contact"], payload["place"]
    calling = (
        {"kind": "call", "href": wording.telephone_address(contact["phone"]), "text": contact["phone"]}
        if contact["phone"]
        else None
    )
    booking = {"kind": "book", "href": contact["booking_url"]} if contact["booking_url"] else None
    walking = {"kind": "go", "href": map_address(place)} if place and "walk_in" in payload["access"] else None
    writing = {"kind": "write", "href": f"mailto:{contact['email']}"} if contact["email"] else None
    reading = {"kind": "visit", "href": contact["url"]} if contact["url"] else None
    return [action for action in (walking, calling, booking, writing, reading) if action][:2]


def map_address(place: dict[str, Any] | None) -> str:
    """A map of the place, on a site that follows nobody."""
    if not place:
        return ""
    return (
        f"https://www.openstreetmap.org/?mlat={place['lat']}&mlon={place['lon']}#map=18/{place['lat']}/{place['lon']}"
    )


def calendar_address(payload: dict[str, Any], locale: str) -> str:
    """The dates of the offer for a calendar; nothing where it has none."""
    return f"/api/v1/offers/{payload['id']}.ics?lang={locale}" if payload["next_occurrence"] else ""


def mail_address(to: str, subject: str, body: str = "") -> str:
    """A mailto address."""
    parts = {"subject": subject} | ({"body": body} if body else {})
    return f"mailto:{to}?{urlencode(parts, quote_via=quote)}"


def report_address(email: str | None, payload: dict[str, Any]) -> str:
    """A mail to the contact point about a mistake on this page."""
    if not email:
        return ""
    return mail_address(email, _("Something is not right: %(title)s") % {"title": payload["title"]}, payload["url"])


def partner_context(house: House, payload: dict[str, Any], locale: str, **address: Unpack[Address]) -> dict[str, Any]:
    """Everything about a partner that offers/partner_page.html shows, but for its offers."""
    path = f"/{locale}/partners/{payload['slug']}/"
    return frame(house, locale, path=path, **address) | {"partner": payload}


def mission_context(house: House, payload: dict[str, Any], locale: str, **address: Unpack[Address]) -> dict[str, Any]:
    """Everything that home/mission_page.html shows."""
    values = [
        {"head": head, "text": text, "scene": scene}
        for (head, text), scene in zip(map(split_value, payload["values"]), cycle(VALUE_SCENES), strict=False)
    ]
    return frame(house, locale, path=f"/{locale}/missie/", **address) | {"mission": payload, "values": values}


VALUE_SCENES = (
    "parent-group",
    "parenting-advice",
    "home-support",
    "intergenerational",
    "single-parent-meeting",
    "play-and-meet",
    "parent-cafe",
    "family-outing",
    "baby-talk",
    "library-reading",
    "dutch-practice",
    "toy-library",
)


def split_value(sentence: str) -> tuple[str, str]:
    """`Samen in één netwerk: al wie ...` has a name before its colon; a sentence without one is all text."""
    head, colon, text = sentence.partition(": ")
    if not colon or len(head) > 60:
        return "", sentence
    return head, wording.first_upper(text)


def content_context(house: House, payload: dict[str, Any], locale: str, **address: Unpack[Address]) -> dict[str, Any]:
    """Everything that home/content_page.html shows."""
    return frame(house, locale, path=f"/{locale}/{payload['slug']}/", **address) | {"content": payload}

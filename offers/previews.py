"""Drafts as families would see them: public templates, filled from the page in the form. Nothing is stored."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from home.choices import SOURCE_LOCALE
from home.models import BasePage, ContentPage, MissionPage, PartnerIndexPage, PartnerPage
from home.models.base import house_of
from home.previews import register_preview
from offers.channels import badge_context
from offers.documents import read
from offers.documents.editorial import TEXTS_OF, content_payload, mission_payload, page_text
from offers.documents.network import partner_payload, source_pages
from offers.documents.payloads import card, detail, facts_of
from offers.documents.read import House
from offers.documents.source import HouseContext, SourceOffer, add_translations, text_of
from offers.models import OfferPage, PublishedOffer
from offers.presentation import (
    Address,
    card_contexts,
    content_context,
    frame,
    mission_context,
    offer_context,
    partner_context,
)
from offers.schedules import next_occurrence

OFFERS_SHOWN = 24
Make = Callable[[BasePage, House, HouseContext, str, Address], dict[str, Any]]


def register() -> None:
    """Tell the pages of the House how they look. Called once, when the apps are ready."""
    for model, template, make in (
        (OfferPage, "offers/offer_page.html", offer_preview),
        (PartnerPage, "offers/partner_page.html", partner_preview),
        (PartnerIndexPage, "offers/partner_index_page.html", partner_index_preview),
        (MissionPage, "home/mission_page.html", mission_preview),
        (ContentPage, "home/content_page.html", content_preview),
    ):
        register_preview(model, shown_as(template, make))


def shown_as(template: str, make: Make) -> Callable[[HttpRequest, Any], HttpResponse]:
    """The preview of a page type: its public template in the language of the page."""

    def preview(request: HttpRequest, page: BasePage) -> HttpResponse:
        house_page = house_of(page)
        house = read.house_by_slug(house_page.slug) if house_page else None
        if house_page is None or house is None:
            return HttpResponse(
                _("There is no preview yet: publish the page of the House first."),
                content_type="text/plain; charset=utf-8",
            )
        locale = page.locale.language_code if page.locale_id else SOURCE_LOCALE
        if locale not in house.locales:
            return HttpResponse(
                _("There is no preview: the House has not switched this language on."),
                content_type="text/plain; charset=utf-8",
            )
        with translation.override(locale):
            context = make(page, house, HouseContext.load(house_page), locale, {"origin": house.base_url})
            return render(request, template, context)

    return preview


def source_of(page: Any) -> Any:
    """The Dutch page with the facts: this one, or the one that it translates."""
    if not page.locale_id or page.is_source:
        return page
    return (
        type(page).objects.filter(translation_key=page.translation_key, locale__language_code=SOURCE_LOCALE).first()
        or page
    )


def offer_preview(page: Any, house: House, context: HouseContext, locale: str, address: Address) -> dict[str, Any]:
    """An offer."""
    source = source_of(page)
    offer = SourceOffer(source, source.get_parent().specific, {SOURCE_LOCALE: text_of(source, SOURCE_LOCALE)})
    add_translations({source.translation_key: offer}, context.locales)
    if page is not source:
        offer.texts[locale] = text_of(page, locale, "translated")
    facts = facts_of(offer, context.holidays)
    coming = next_occurrence(facts["schedule"], timezone.now())
    payload = {
        **card(offer, facts, context, locale),
        **detail(offer, facts, context, locale),
        "contact_point": house.payload(locale)["contact_point"],
        "next_occurrence": coming.as_json() if coming else None,
        "distance_m": None,
    }
    return offer_context(house, payload, locale, **address)


def shown(page: Any, locale: str) -> tuple[Any, Any, dict[str, Any]]:
    """The Dutch page, the page whose words are shown, and what to say about them."""
    source = source_of(page)
    return source, *page_text(source, {(source.translation_key, locale): page}, locale, TEXTS_OF[type(page)])


def partner_preview(page: Any, house: House, context: HouseContext, locale: str, address: Address) -> dict[str, Any]:
    """A partner with its published offers."""
    source, words, about = shown(page, locale)
    offers = (
        PublishedOffer.objects.live(house.id).filter(audience="families").only("pk", "facts", "slug").order_by("slug")
    )
    own = [offer.pk for offer in offers if str(source.translation_key) in offer.facts["partner_ids"]]
    payload = partner_payload(source, words, about, context, len(own))
    cards = card_contexts(house, read.cards(house, own[:OFFERS_SHOWN], locale), locale)
    more = {"cards": cards, "total": len(own), "all_address": "", "badge": badge_context(house, payload, locale)}
    return partner_context(house, payload, locale, **address) | more


def partner_index_preview(
    page: Any, house: House, context: HouseContext, locale: str, address: Address
) -> dict[str, Any]:
    """The list of partners."""
    rows = sorted(read.partners(house, locale), key=lambda partner: not partner["is_core"])
    return frame(house, locale, path=f"/{locale}/partners/", **address) | {"partners": rows}


def mission_preview(page: Any, house: House, context: HouseContext, locale: str, address: Address) -> dict[str, Any]:
    """The founding text."""
    source, words, about = shown(page, locale)
    core = [partner for partner in source_pages(PartnerPage, context.house).order_by("path") if partner.is_core]
    return mission_context(house, mission_payload(source, words, about, core), locale, **address)


def content_preview(page: Any, house: House, context: HouseContext, locale: str, address: Address) -> dict[str, Any]:
    """A page with text of its own."""
    _source, words, about = shown(page, locale)
    return content_context(house, content_payload(words, about), locale, **address)

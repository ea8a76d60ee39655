"""The families' pages about offers, partners and the House itself."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import get_language_info

from home.choices import SOURCE_LOCALE
from offers import stylesheet
from offers.documents import read
from offers.documents.read import Detail, House
from offers.faces import jsonld
from offers.pages import address_of, locale_of_path, no_house, not_found, page_of, public_page
from offers.presentation import content_context, frame, mission_context, offer_context

ONE_YEAR = 365 * 24 * 3600


@public_page
def offer(request: HttpRequest, house: House, locale: str, slug: str) -> HttpResponse:
    """One offer in full; a withdrawn one says so, a former address leads to the present one."""
    detail = read.offer_detail(house, slug, locale)
    if detail is None or detail.withdrawn:
        present = read.former_slug(house, slug)
        if present:
            return redirect("offer", locale=locale, slug=present, permanent=True)
    if detail is None:
        raise Http404
    if detail.withdrawn:
        return withdrawn(request, house, locale, detail)
    if detail.payload["slug"] != slug:
        return redirect("offer", locale=locale, slug=detail.payload["slug"], permanent=True)
    context = offer_context(house, detail.payload, locale, **address_of(request))
    context["linked_data"] = jsonld.script_text(jsonld.offer_graph(house, detail.payload, locale))
    context["is_rated"] = request.GET.get("useful") == "thanks"
    return page_of(request, "offers/offer_page.html", context)


def withdrawn(request: HttpRequest, house: House, locale: str, detail: Detail) -> HttpResponse:
    """The page in the place of an offer that has ended: what there is instead."""
    successor = read.offer_detail(house, str(detail.successor), locale) if detail.successor else None
    context: dict[str, Any] = frame(house, locale, path=request.path, **address_of(request)) | {
        "reason": detail.reason,
        "successor": successor.payload if successor and not successor.withdrawn else None,
    }
    return render(request, "offers/offer_withdrawn.html", context, status=410)


@public_page
def partners(request: HttpRequest, house: House, locale: str) -> HttpResponse:
    """All partners of the House, the core partners first."""
    rows = sorted(read.partners(house, locale), key=lambda partner: not partner["is_core"])
    context = frame(house, locale, path=request.path, **address_of(request))
    return render(request, "offers/partner_index_page.html", context | {"partners": rows})


@public_page
def mission(request: HttpRequest, house: House, locale: str) -> HttpResponse:
    """What the House stands for."""
    payload = read.mission(house, locale)
    if payload is None:
        raise Http404
    return render(request, "home/mission_page.html", mission_context(house, payload, locale, **address_of(request)))


@public_page
def content_page(request: HttpRequest, house: House, locale: str, slug: str) -> HttpResponse:
    """Another editorial page of the House."""
    payload = read.content_page(house, slug, locale)
    if payload is None:
        raise Http404
    return render(request, "home/content_page.html", content_context(house, payload, locale, **address_of(request)))


def house_stylesheet(request: HttpRequest) -> HttpResponse:
    """The styles of the House of this host. The address carries their version, so they may be kept for a year."""
    if settings.DEBUG:
        stylesheet.forget()
    house = read.house_for_host(request.get_host())
    if house is None:
        return no_house()
    colours = house.payload(SOURCE_LOCALE)["colours"]
    response = HttpResponse(stylesheet.stylesheet(**colours), content_type="text/css; charset=utf-8")
    current = request.GET.get("v") == stylesheet.version(**colours)
    response["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable" if current else "public, max-age=60"
    return response


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Handler for addresses that no view knows."""
    house = read.house_for_host(request.get_host())
    if house is None:
        return no_house()
    locale = locale_of_path(request.path)
    return not_found(request, house, locale if locale in house.locales else SOURCE_LOCALE)


def server_error(request: HttpRequest) -> HttpResponse:
    """Handler for our own mistakes: a page that needs neither database nor House."""
    locale = locale_of_path(request.path)
    with translation.override(locale):
        context = {"locale": locale, "direction": "rtl" if get_language_info(locale)["bidi"] else "ltr"}
        return TemplateResponse(request, "500.html", context, status=500).render()

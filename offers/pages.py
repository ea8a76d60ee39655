"""What all public pages have in common: House from the host, language from the address, no cookie, a short cache."""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from home.choices import SOURCE_LOCALE
from offers.documents.read import House, house_for_host
from offers.presentation import Address, frame

CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=600"
# What a browser can ask of a device.
SENSORS = ("camera", "geolocation", "microphone", "payment", "usb")
PageView = Callable[..., HttpResponse]


def public_page(view: PageView) -> PageView:
    """A view of a public page: `view(request, house, locale, ...)`.

    The language comes from the address and from nothing else; one that the House has not switched on does not exist.
    """

    @functools.wraps(view)
    def in_house(request: HttpRequest, locale: str, **parts: Any) -> HttpResponse:
        house = house_for_host(request.get_host())
        if house is None:
            return no_house()
        if locale not in house.locales:
            return not_found(request, house, SOURCE_LOCALE)
        with translation.override(locale):
            try:
                response = view(request, house, locale, **parts)
            except Http404:
                return not_found(request, house, locale)
        return as_public(response, locale)

    return in_house


def page_of(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page; one with a quick exit is not kept, so that the way back does not show it again."""
    response = render(request, template, context)
    if context.get("exit_address"):
        response["Cache-Control"] = "no-store"
    return response


def as_public(response: HttpResponse, locale: str) -> HttpResponse:
    """The headers of a public page; a view may have chosen a shorter life for its answer."""
    response["Content-Language"] = locale
    response.headers.setdefault("Cache-Control", CACHE_CONTROL)
    return response


def permissions_policy(*own: str) -> str:
    """The header Permissions-Policy of a page that uses some sensors itself; frames in it use none."""
    return ", ".join(f"{name}=({'self' if name in own else ''})" for name in SENSORS)


def no_house() -> HttpResponse:
    """The answer of a hub in which no House is public yet."""
    return HttpResponse(_("There is no House here yet."), status=404, content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, house: House, locale: str) -> HttpResponse:
    """The page for an address that does not exist, in the language of the address."""
    with translation.override(locale):
        context = frame(house, locale, path=f"/{locale}/", origin=address_of(request)["origin"])
        response = render(request, "404.html", context, status=404)
    response["Content-Language"] = locale
    response["Cache-Control"] = "public, max-age=60"
    return response


def address_of(request: HttpRequest) -> Address:
    """Where the reader is."""
    return {"origin": f"{request.scheme}://{request.get_host()}", "query": request.META["QUERY_STRING"]}


def is_from_own_page(request: HttpRequest) -> bool:
    """Does a form come from a page of ours? Browsers say so without any cookie; what says nothing is no browser that
    another site could use.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def locale_of_path(path: str) -> str:
    """The language that an address begins with, or Dutch."""
    first = path.strip("/").split("/", 1)[0]
    return first if first in dict(settings.LANGUAGES) else SOURCE_LOCALE

"""What others take from a page of an offer or a partner: QR codes and badges, and the code that puts them elsewhere."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from offers.documents import read
from offers.documents.read import House
from offers.faces.badge import badge_size, badge_svg
from offers.faces.qr import qr_svg
from offers.pages import public_page

SVG = "image/svg+xml"


@public_page
def offer_qr(request: HttpRequest, house: House, locale: str, slug: str) -> HttpResponse:
    """The QR code that leads to an offer in this language."""
    detail = read.offer_detail(house, slug, locale)
    if detail is None or detail.withdrawn:
        raise Http404
    image = qr_svg(detail.payload["url"], detail.payload["title"])
    if image is None:
        raise Http404
    return HttpResponse(image, content_type=SVG)


@public_page
def partner_badge(request: HttpRequest, house: House, locale: str, slug: str) -> HttpResponse:
    """The badge of a partner whose signed engagement is valid today."""
    partner = read.partner(house, slug, locale)
    if partner is None:
        raise Http404
    image = badge_svg(partner["label"], house.name, house.payload(locale)["colours"], locale)
    return HttpResponse(image, content_type=SVG)


def badge_context(house: House, partner: dict[str, Any], locale: str) -> dict[str, Any]:
    """The badge of a partner and the code that shows it on the partner's own website, with a link to the House."""
    address = reverse("partner_badge", kwargs={"locale": locale, "slug": partner["slug"]})
    width, height = badge_size(partner["label"], house.name)
    code = format_html(
        '<a href="{}"><img src="{}" alt="{}" width="{}" height="{}"></a>',
        house.payload(locale)["url"],
        house.base_url + address,
        partner["label"],
        width,
        height,
    )
    return {"address": address, "width": width, "height": height, "code": code}

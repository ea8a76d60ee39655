"""The pages that search engines should know: those with a text of their own, each with its other languages."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from home.choices import SOURCE_LOCALE
from offers.choices import Audience
from offers.documents.payloads import instant
from offers.documents.read import House
from offers.models import NetworkDocument, OfferDocument

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'


def sitemap(house: House, origin: str) -> str:
    """The sitemap of a House as XML. Two queries."""
    return HEAD + "".join(entries(house, origin)) + "</urlset>\n"


def entries(house: House, origin: str) -> Iterator[str]:
    """Start page, catalogue, partners and mission in each language; offers where they have a text."""
    for path in ("", "aanbod/", "partners/"):
        yield from page_entries(origin, path, list(house.locales), None)
    for kind, path in ((NetworkDocument.Kind.MISSION, "missie/"), (NetworkDocument.Kind.PAGE, "")):
        rows = NetworkDocument.objects.filter(house_id=house.id, kind=kind).values_list(
            "slug", "locale", "payload__translation__status"
        )
        yield from grouped(
            origin, [(path or f"{slug}/", locale, None) for slug, locale, status in rows if status != "fallback"]
        )
    offers = (
        OfferDocument.objects.live(house.id)
        .filter(offer__audience=Audience.FAMILIES)
        .exclude(status="fallback")
        .order_by("offer__slug", "locale")
        .values_list("offer__slug", "locale", "offer__updated_at")
    )
    yield from grouped(origin, [(f"aanbod/{slug}/", locale, instant(updated)) for slug, locale, updated in offers])


def grouped(origin: str, rows: list[tuple[str, str, str | None]]) -> Iterator[str]:
    """Rows of (path, language, time of change) as entries, with the languages of one path together."""
    locales: dict[str, list[str]] = {}
    for path, locale, _updated in rows:
        locales.setdefault(path, []).append(locale)
    updated = {path: moment for path, _locale, moment in rows}
    for path, found in locales.items():
        yield from page_entries(origin, path, found, updated[path])


def page_entries(origin: str, path: str, locales: list[str], updated: str | None) -> Iterator[str]:
    """One entry for each language of a page; each names all of them."""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{address(origin, code, path)}"/>' for code in locales
    )
    if SOURCE_LOCALE in locales:
        links += f'<xhtml:link rel="alternate" hreflang="x-default" href="{address(origin, SOURCE_LOCALE, path)}"/>'
    changed = f"<lastmod>{updated}</lastmod>" if updated else ""
    for code in locales:
        yield f"<url><loc>{address(origin, code, path)}</loc>{changed}{links}</url>\n"


def address(origin: str, locale: str, path: str) -> str:
    """An absolute address, escaped for XML."""
    return escape(f"{origin}/{locale}/{path}")

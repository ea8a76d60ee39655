"""A list of the catalogue to take along: to a calendar, a reader of feeds, a sheet of paper or another website."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from offers.documents.read import House
from search.addresses import NO_CHOICE, Pair, catalogue_address, without

# The gateway of the API resolves its own addresses.
API = "/api/v1"
# A calendar and a feed have an order of their own.
NOT_TAKEN = (*NO_CHOICE, "sort", "page")
# Others have this address on their pages: it carries no version.
EMBED_SCRIPT = "search/js/embed.js"
# Pixels that a frame has until it has said how high it is.
FRAME_HEIGHT = 600


def takeaway(house: House, locale: str, pairs: list[Pair], origin: str) -> dict[str, Any]:
    """Addresses, in full, and code for one list. `pairs` are its filters, `origin` where the reader is."""
    taken = [*without(pairs, *NOT_TAKEN), ("lang", locale)]
    calendar = catalogue_address(f"{API}/offers.ics", taken)
    return {
        "calendar": origin + calendar,
        "webcal": f"webcal://{urlsplit(origin).netloc}{calendar}",
        "feed": origin + catalogue_address(f"{API}/feed.xml", taken),
        "json_feed": origin + catalogue_address(f"{API}/feed.json", taken),
        "print": catalogue_address(reverse("print_list", kwargs={"locale": locale}), without(pairs, "page")),
        "embed_code": embed_code(house, locale, without(pairs, *NO_CHOICE, "page"), origin),
        "frame_height": FRAME_HEIGHT,
    }


def embed_code(house: House, locale: str, pairs: list[Pair], origin: str) -> str:
    """The HTML that puts the list in another website: one script, and a frame where scripts are off."""
    return format_html(
        '<script src="{}" data-query="{}" data-lang="{}" data-title="{}" async></script>'
        '<noscript><iframe src="{}" title="{}" width="100%" height="{}"></iframe></noscript>',
        origin + settings.STATIC_URL + EMBED_SCRIPT,
        urlencode(pairs),
        locale,
        frame_title(house),
        origin + catalogue_address(reverse("embed", kwargs={"locale": locale}), pairs),
        frame_title(house),
        FRAME_HEIGHT,
    )


def frame_title(house: House) -> str:
    """What an embedded list is called."""
    return _("Offers of %(house)s") % {"house": house.name}

"""What the families' templates say in the reader's language, and the small pieces of markup that repeat."""

import datetime
import re
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.choices import SOURCE_LOCALE
from offers import labels, wording

register = template.Library()

PHONE_IN_TEXT = re.compile(r"(?<![\w+])(?:\+32|0\d{1,3})[ ./]\d{2,3}(?:[ .]?\d{2}){1,3}(?!\d)")
PILLAR_CLASSES = {
    "prevention-health": "health",
    "parenting-support": "parenting",
    "meeting-cohesion": "meeting",
    "leisure": "leisure",
    "practical": "practical",
}

for rule in (
    labels.language_name,
    labels.money,
    labels.weekday_name,
    wording.clock,
    wording.day_and_month,
    wording.distance,
    wording.first_upper,
    wording.full_date,
    wording.telephone_address,
    wording.weekday_and_date,
    wording.western_digits,
):
    register.filter(rule.__name__, rule)


@register.simple_tag
def icon(name: str, *, flip: bool = False) -> SafeString:
    """An icon of the sprite; `flip` mirrors it where reading goes from right to left."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true"><use href="{}#icon-{}"/></svg>',
        " icon--flip" if flip else "",
        static("hub/sprite.svg"),
        name,
    )


@register.simple_tag
def scene(name: str, *, lazy: bool = True) -> SafeString:
    """A drawing that repeats what the words beside it say, so without a text of its own."""
    return format_html(
        '<img src="{}" alt="" width="120" height="90"{}>',
        static(f"hub/scenes/{name}.svg"),
        mark_safe(' loading="lazy"') if lazy else "",
    )


@register.filter
def pillar_class(pillar: str | None) -> str:
    """The class that gives an element the colours of a pillar."""
    return PILLAR_CLASSES.get(pillar or "", "practical")


@register.simple_tag
def marked(language: str | None) -> str:
    """The attributes of an element whose text is in another language than the page's: lang and dir."""
    if not language or language == get_language():
        return ""
    return format_html(' lang="{}" dir="{}"', language, labels.text_direction(language))


@register.simple_tag
def dutch(text: str | None) -> str:
    """A Dutch name or note: in a page of another language it is marked and keeps its direction."""
    if not text:
        return ""
    if get_language() == SOURCE_LOCALE:
        return escape(text)
    return format_html('<bdi lang="nl" dir="ltr">{}</bdi>', text)


@register.simple_tag
def ltr(text: str | None) -> str:
    """A number, time or price that keeps its order in a page that is read from right to left."""
    if not text or labels.text_direction(get_language() or SOURCE_LOCALE) == "ltr":
        return escape(text or "")
    return format_html('<bdi dir="ltr">{}</bdi>', text)


@register.simple_tag
def whereabouts(offer: dict[str, Any]) -> SafeString:
    """Where an offer is, in one line: its locality, or the way in which it reaches a family, and how far that is."""
    words = (
        dutch(offer["place"]["locality"]) if offer["place"] else offer["where"] or _("At your home, by phone or online")
    )
    if offer["distance_m"] is None:
        return format_html("{}", words)
    return format_html("{} · <bdi>{}</bdi>", words, wording.distance(offer["distance_m"]))


@register.filter
def isolate_phones(markup: str) -> SafeString:
    """Clean HTML in which telephone numbers keep their order among Arabic letters."""
    if labels.text_direction(get_language() or SOURCE_LOCALE) == "ltr":
        return mark_safe(markup)
    parts = re.split(r"(<[^>]*>)", markup)
    return mark_safe(
        "".join(
            part if part.startswith("<") else PHONE_IN_TEXT.sub(r'<bdi dir="ltr">\g<0></bdi>', part) for part in parts
        )
    )


@register.filter
def calendar_day(value: str | datetime.date) -> dict[str, Any]:
    """A date in the pieces of a calendar leaf: weekday, number, month."""
    day = value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value[:10])
    return {
        "iso": day.isoformat(),
        "weekday": wording.short_day_name(day),
        "number": day.day,
        "month": wording.short_month_name(day),
        "full": wording.weekday_and_date(day),
    }


@register.filter
def as_date(value: str | None) -> datetime.date | None:
    """The day of an ISO date, or the day in Belgium of an instant."""
    if not value:
        return None
    if value.endswith("Z"):
        return timezone.localtime(datetime.datetime.fromisoformat(value)).date()
    return datetime.date.fromisoformat(value[:10])

"""What most families choose, one tap away above the list: each tap is the address of the list with one filter more."""

from typing import Any

from django.utils.translation import gettext as _

from home.choices import SOURCE_LOCALE
from search.addresses import Pair, catalogue_address
from search.presentation import FLAGS, Facets

# The field of the filter form to which a tap leads that asks where the reader is.
WHERE_FIELD = "#where"


def taps(path: str, pairs: list[Pair], facets: Facets, locale: str, total: int) -> list[dict[str, Any]]:
    """The taps that change this list of `total` offers and leave something of it."""
    chosen = {name for name, _value in pairs}
    free, spoken = count(facets, "free", "true"), count(facets, "spoken_lang", locale)
    weekend = max(count(facets, "day", day) for day in ("sat", "sun"))
    rows: list[dict[str, Any]] = []
    if "near" not in chosen:
        rows.append({"label": _("Near me"), "icon": "place", "href": WHERE_FIELD, "asks_position": True})
    if "free" not in chosen and 0 < free < total:
        rows.append(tap(path, pairs, ("free", "true"), str(FLAGS["free", "true"]), "euro") | {"count": free})
    if not chosen & {"day", "weekend"} and 0 < weekend < total:
        rows.append(tap(path, pairs, ("weekend", "true"), str(FLAGS["weekend", "true"]), "calendar"))
    if "spoken_lang" not in chosen and locale != SOURCE_LOCALE and 0 < spoken < total:
        label = next(bucket["label"] for bucket in facets["spoken_lang"] if bucket["value"] == locale)
        # Translators: of people at an activity; keep it where the name of the language needs no case ending.
        words = _("They speak: %(language)s") % {"language": label}
        rows.append(tap(path, pairs, ("spoken_lang", locale), words, "languages") | {"count": spoken})
    return rows


def tap(path: str, pairs: list[Pair], pair: Pair, label: str, icon: str) -> dict[str, Any]:
    """One tap."""
    return {"label": label, "icon": icon, "href": catalogue_address(path, [*pairs, pair])}


def count(facets: Facets, name: str, value: str) -> int:
    """How many offers of the list have a value."""
    return next((bucket["count"] for bucket in facets.get(name, []) if bucket["value"] == value), 0)

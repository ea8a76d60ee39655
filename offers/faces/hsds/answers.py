"""Pages and streams of the HSDS face."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from django.http.response import HttpResponseBase
from django.utils import timezone, translation

from offers.answers import NDJSON, answer, stream
from offers.asked import Asked
from offers.documents.differences import dumps
from offers.faces.hsds.asked import Window

CHUNK = 200

Items = list[dict[str, Any]]
# (offset, limit) -> that part of the list
Part = Callable[[int, int], Items]


def listed(asked: Asked, window: Window, total: int, part: Part) -> HttpResponseBase:
    """The asked page of a list of `total` items, or all of it as a stream."""
    if window.is_stream:
        return stream(lines(asked.locale, total, part), NDJSON, digest(asked))
    contents = part(window.offset, window.per_page) if window.offset < total else []
    page = window.envelope(total) | {"size": len(contents), "empty": not contents, "contents": contents}
    return answer(page)


def listed_items(asked: Asked, window: Window, items: Items) -> HttpResponseBase:
    """The same for a short list that is there already."""
    return listed(asked, window, len(items), lambda offset, limit: items[offset : offset + limit])


def lines(locale: str, total: int, part: Part) -> Iterator[bytes]:
    """An object a line. The stream is read when the request's own language is no longer active."""
    for offset in range(0, total, CHUNK):
        with translation.override(locale):
            text = "".join(dumps(item) + "\n" for item in part(offset, CHUNK))
        yield text.encode()


def digest(asked: Asked) -> str:
    """What a stream is made of: the House at a position of its log, the day (engagements end), and the question."""
    parts = (asked.house.slug, asked.house.position, timezone.localdate(), asked.locale, asked.address())
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]

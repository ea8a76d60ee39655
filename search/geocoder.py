"""Streets that the House does not know itself: a geocoder of the operator's choice (setting HUB_GEOCODER_URL, or none).

It answers `<address>?q=<text>&c=<count>` as Digitaal Vlaanderen's Geolocation API v4 does at `/v4/Location`:
`{"LocationResult": [{"FormattedAddress": .., "Location": {"Lat_WGS84": .., "Lon_WGS84": ..}}]}`.
What was asked is not logged. A geocoder that fails is left alone for a while; the page then says what it says without
one.
"""

import http.client
import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings

from search.address_words import asked_words, likeness, words_of
from search.catalogue_index import Point, distance_m

logger = logging.getLogger(__name__)

TIMEOUT_S = 1.0
REST_S = 30.0
MOST_RESULTS = 5
MOST_BYTES = 65_536
# A street of that name farther away is another street.
FARTHEST_M = 30_000


class Rest:
    """How long a geocoder that failed is left alone."""

    until = 0.0


@dataclass(frozen=True)
class Hit:
    """A point and the address that the geocoder says it is."""

    point: Point
    address: str

    def answers(self, text: str) -> bool:
        """Whether its address has every word of the text."""
        own = words_of(self.address)
        return all(any(likeness(word, name) for name in own) for word in asked_words(text))


def point_of(text: str, municipality: str, center: Point) -> Point | None:
    """The point of a typed address within 30 km of a House; nothing without a geocoder, an answer or a near hit.

    Most people leave their town out, so first it is looked for in the House's municipality, if that has all words of
    the text. Two requests of a second at most.
    """
    if not settings.HUB_GEOCODER_URL or time.monotonic() < Rest.until:
        return None
    at_home = f"{text}, {municipality}" if municipality else text
    for asked in dict.fromkeys((at_home, text)):
        try:
            hits = list(hits_in(answer_to(asked)))
        except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:
            logger.warning("The geocoder failed: %s", type(error).__name__)
            Rest.until = time.monotonic() + REST_S
            return None
        for hit in hits:
            if distance_m(center, hit.point) <= FARTHEST_M and (asked == text or hit.answers(text)):
                return hit.point
    return None


def answer_to(text: str) -> Any:
    """The geocoder's JSON.

    Raises OSError or HTTPException when it is late or ill, ValueError or RecursionError when its answer makes no sense.
    """
    end = time.monotonic() + TIMEOUT_S
    address = f"{settings.HUB_GEOCODER_URL}?{urlencode({'q': text, 'c': MOST_RESULTS})}"
    request = Request(address, headers={"Accept": "application/json"})  # noqa: S310 - the operator's own setting
    content = b""
    with urlopen(request, timeout=TIMEOUT_S) as response:  # noqa: S310 - the operator's own setting
        while piece := response.read1(MOST_BYTES):
            content += piece
            if time.monotonic() > end or len(content) > MOST_BYTES:
                raise TimeoutError
    return json.loads(content)


def hits_in(answer: Any) -> Iterator[Hit]:
    """The hits of an answer, the best first; what has another shape is passed over."""
    results = answer.get("LocationResult") if isinstance(answer, dict) else None
    for result in results if isinstance(results, list) else ():
        location = result.get("Location") if isinstance(result, dict) else None
        if isinstance(location, dict):
            lat, lon = location.get("Lat_WGS84"), location.get("Lon_WGS84")
            if isinstance(lat, int | float) and isinstance(lon, int | float) and abs(lat) <= 90 and abs(lon) <= 180:
                yield Hit((float(lat), float(lon)), str(result.get("FormattedAddress") or ""))

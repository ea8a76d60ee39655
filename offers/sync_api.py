"""Routes of the API for clients that keep a copy: everything once, then what changes."""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router

from home.problems import ApiProblem, InvalidQuery, Problem
from offers import network_schemas
from offers.answers import NDJSON, answer, asked_of, stream
from offers.asked import Asked, not_a_cursor, whole_number
from offers.documents import read
from offers.documents.differences import dumps
from offers.documents.log import changes_after, cursor_at, last_change, position_of
from offers.documents.payloads import instant
from offers.openapi import parameter, responses

router = Router(by_alias=True)

DEFAULT_CHANGES, MOST_CHANGES = 100, 500
CHANGES = [
    parameter(
        "limit",
        "How many changes at most.",
        {"type": "integer", "minimum": 1, "maximum": MOST_CHANGES, "default": DEFAULT_CHANGES},
    ),
    parameter("cursor", "Where to go on: `next_cursor` of the part before.", {"type": "string"}),
]
LINE = {"anyOf": [network_schemas.SnapshotMeta.model_json_schema(), {"$ref": "#/components/schemas/Offer"}]}
SNAPSHOT = {
    "description": "One JSON value a line: first where the log stood, then every offer in full.",
    "content": {NDJSON: {"schema": LINE}},
}


@router.get(
    "/changes",
    response=responses(network_schemas.Changes, 410),
    summary="Staying in step",
    operation_id="changes",
    openapi_extra={"parameters": CHANGES},
)
def changes(request: HttpRequest) -> HttpResponse:
    """What changed since a cursor, in order; each thing once, with its latest change."""
    asked = asked_of(request)
    given = asked.only("limit", "cursor")
    limit = whole_number(given.get("limit"), "limit", DEFAULT_CHANGES, 1, MOST_CHANGES)
    position = 0
    if "cursor" in given:
        decoded = position_of(asked.house.slug, given["cursor"])
        if decoded is None:
            raise InvalidQuery([Problem("cursor", not_a_cursor())])
        position = decoded
    part = changes_after(asked.house.id, position, limit, is_cursor="cursor" in given)
    if part is None:
        raise too_old(asked)
    return answer(part.as_json(asked.house.slug))


def too_old(asked: Asked) -> ApiProblem:
    """The refusal of a cursor after which deletions are forgotten, with the way out."""
    address = replace(asked, path="/api/v1/snapshot", pairs=[]).address()
    detail = _("This cursor is too old. Take a snapshot and go on from its cursor: %(address)s") % {"address": address}
    return ApiProblem(410, detail, snapshot=address)


@router.get(
    "/snapshot",
    response=responses(None),
    summary="Everything at once",
    operation_id="snapshot",
    openapi_extra={"responses": {200: SNAPSHOT}},
)
def snapshot(request: HttpRequest) -> HttpResponseBase:
    """All offers in full, one a line. The first line has the cursor with which `/changes` goes on from there."""
    asked = asked_of(request)
    asked.only()
    # What moves with the clock (the next occurrence) is that of the minute, and so is the entity tag.
    now = timezone.now().replace(second=0, microsecond=0)
    state = f"{asked.house.id} {asked.locale} {cursor_at(asked.house.slug, asked.house.position)} {now.isoformat()}"
    return stream(lines(asked, now), NDJSON, hashlib.sha256(state.encode()).hexdigest()[:32])


def lines(asked: Asked, now: datetime.datetime) -> Iterator[bytes]:
    """The snapshot, part by part.

    The position is older than anything that is read here (the gateway asked it), so that a change made meanwhile
    comes again in `/changes` and none is missed.
    """
    house = asked.house
    meta = {
        "type": "meta",
        "cursor": cursor_at(house.slug, house.position),
        "house": house.slug,
        "lang": asked.locale,
        "total": read.count_offers(house),
        "at": instant(last_change(house.id, house.position)),
    }
    yield f"{dumps(meta)}\n".encode()
    for part in read.every_offer(house, asked.locale, now):
        yield "".join(f"{text}\n" for text in part).encode()

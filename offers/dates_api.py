"""Routes of the API about the dates of one offer: as a list, and for calendar programs."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Router

from offers import dates_schemas
from offers.answers import answer, asked_of, checked, public
from offers.documents import read
from offers.openapi import responses
from offers.schedules import occurrences
from offers.windows import PARAMETERS, read_window

router = Router(by_alias=True)


@router.get(
    "/offers/{identifier}/occurrences",
    response=responses(dates_schemas.Occurrences, 410),
    summary="The dates of one offer",
    operation_id="offer_occurrences",
    openapi_extra={"parameters": PARAMETERS},
)
def offer_occurrences(request: HttpRequest, identifier: Path[str]) -> HttpResponse:
    """The dates of an offer that begin on the days from..to, also those of today that are over, in order of time.

    Permanent offers and those by arrangement have none. Withdrawn: 410, as the offer itself.
    """
    asked = asked_of(request)
    first, last = read_window(asked.only("from", "to"), timezone.localdate())
    schedule = public(read.schedule(asked.house, checked(identifier)))
    items = [one.as_json() for one in occurrences(schedule, first, last)]
    return answer({"items": items, "total": len(items), "next": None})

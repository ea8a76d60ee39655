"""Routes of the API about the dates of one offer: as a list, and for calendar programs."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Router

from offers import dates_schemas
from offers.answers import answer, asked_of, checked, public
from offers.documents import read
from offers.documents.read import Withdrawn
from offers.faces.icalendar import MEDIA_TYPE, calendar, cancelled_calendar
from offers.faces.series import series_of
from offers.openapi import responses, text_responses
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


@router.get(
    "/offers/{identifier}.ics",
    response=responses(None, 410),
    summary="The dates of one offer for calendar programs",
    operation_id="offer_calendar",
    openapi_extra=text_responses(MEDIA_TYPE),
)
def offer_calendar(request: HttpRequest, identifier: Path[str]) -> HttpResponse:
    """An offer as iCalendar, to follow: one event a weekly slot or single date, with a UID that stays.

    Withdrawn: its events with STATUS:CANCELLED, so that programs that follow it take the dates out; without any, 410.
    """
    asked = asked_of(request)
    asked.only()
    found = read.detail_text(asked.house, checked(identifier), asked.locale)
    today = timezone.localdate()
    if isinstance(found, Withdrawn) and found.schedule and series_of(found.schedule, today):
        parts = cancelled_calendar(found, asked.locale, today)
    else:
        offer = json.loads(public(found))
        parts = calendar(offer["title"], offer["lang"], asked.locale, [offer], today)
    return answer(b"".join(parts).decode(), MEDIA_TYPE)

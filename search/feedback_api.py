"""Routes of the API that write: feedback, and questions to the contact point."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Router

from home.negotiation import locale_for
from home.problems import InvalidBody, in_body
from offers.answers import answer, asked_of
from offers.asked import Asked
from offers.documents import read
from offers.openapi import responses
from search import schemas
from search.bodies import Member, body_description, read_body
from search.models.voices import FeedbackKind, Rating, Topic
from search.voices import (
    LONGEST_COMMENT,
    LONGEST_QUESTION,
    LONGEST_REPLY_TO,
    LONGEST_TOPIC,
    LONGEST_WORDS,
    TRAP,
    Said,
    ask_question,
    check_allowance,
    keep_feedback,
    new_number,
    reply_address,
    what_happens_next,
)

router = Router(by_alias=True)

LANG = Member("lang", "Language of the writer; without it, that of the request.", 35)
EMPTY = Member(
    TRAP, "Leave empty. Filled in by machines: what they send is answered like any other and not kept.", 2000
)
FEEDBACK = (
    Member("kind", "What it is about.", choices=tuple(FeedbackKind.values), required=True),
    Member("offer", "UUID or slug of the offer; needed for kind `offer`.", 255),
    Member("q", "What was searched or is missing.", LONGEST_WORDS),
    Member("rating", "How useful it was; kind `offer` and `search` need this or a comment.", choices=(*Rating.values,)),
    Member("comment", "Telephone numbers and e-mail addresses are taken out before it is kept.", LONGEST_COMMENT),
    LANG,
    EMPTY,
)
QUESTION = (
    Member("topic", f"One of {', '.join(Topic.values)}, or a few words of your own.", LONGEST_TOPIC),
    Member("text", "The question.", LONGEST_QUESTION, required=True),
    LANG,
    Member("reply_to", "Telephone number or e-mail address; kept for 30 days at most.", LONGEST_REPLY_TO),
    EMPTY,
)


@router.post(
    "/feedback",
    response=responses(schemas.Received, 413, 415, status=202),
    summary="Say what was useful or is missing",
    operation_id="give_feedback",
    openapi_extra={
        "requestBody": body_description(FEEDBACK, {"kind": "search", "q": "zwemmen", "rating": "up", "lang": "nl"})
    },
)
def feedback(request: HttpRequest) -> HttpResponse:
    """Feedback on an offer or a search, or what is missing. Nothing personal is required or kept: of the writer
    nothing, of the moment the day. At most 10 a minute and 50 a day for a client, 8 kB each.
    """
    asked = asked_of(request)
    asked.only()
    check_allowance(request)
    values = read_body(request, FEEDBACK)
    said = what_is_said(values, asked)
    if not values[TRAP]:
        keep_feedback(asked.house, said)
    return kept({"received": True})


def what_is_said(values: dict[str, str], asked: Asked) -> Said:
    """Feedback that makes sense. Raises InvalidBody."""
    kind = FeedbackKind(values["kind"])
    locale = locale_of(values, asked)
    if kind == FeedbackKind.MISSING:
        if not values["q"] and not values["comment"]:
            raise InvalidBody([in_body("q", _("Say what is missing, here or in 'comment'."))])
    elif not values["rating"] and not values["comment"]:
        raise InvalidBody([in_body("rating", _("Give a rating or a comment."))])
    return Said(
        kind=kind,
        locale=locale,
        offer=offer_of(values["offer"], asked) if values["offer"] or kind == FeedbackKind.OFFER else None,
        rating=values["rating"],
        words=" ".join(values["q"].split()),
        comment=values["comment"],
    )


def offer_of(identifier: str, asked: Asked) -> uuid.UUID:
    """The identity of an offer of the House, by UUID or slug. Raises InvalidBody."""
    found = read.offer_id(asked.house, identifier)
    if found is None:
        raise InvalidBody([in_body("offer", _("There is no such offer in this House."))])
    return found


def locale_of(values: dict[str, str], asked: Asked) -> str:
    """The language of the writer. Raises InvalidBody for one that the House does not have."""
    if not values["lang"]:
        return asked.locale
    locale = locale_for(values["lang"], asked.house.locales)
    if locale is None:
        message = _("This House does not have this language. It has: %(languages)s.")
        raise InvalidBody([in_body("lang", message % {"languages": ", ".join(asked.house.locales)})])
    return locale


@router.post(
    "/questions",
    response=responses(schemas.QuestionNumber, 413, 415, status=202),
    summary="Ask the contact point",
    operation_id="ask_question",
    openapi_extra={
        "requestBody": body_description(
            QUESTION, {"topic": "childcare", "text": "Is er nog plaats in de opvang?", "lang": "nl", "reply_to": None}
        )
    },
)
def questions(request: HttpRequest) -> HttpResponse:
    """A question to the people of the contact point. It is kept until it is answered and no longer than 90 days,
    `reply_to` no longer than 30. At most 10 a minute and 50 a day for a client, 8 kB each.
    """
    asked = asked_of(request)
    asked.only()
    check_allowance(request)
    values = read_body(request, QUESTION)
    locale = locale_of(values, asked)
    try:
        reply_to = reply_address(values["reply_to"]) if values["reply_to"] else ""
    except ValueError as error:
        raise InvalidBody([in_body("reply_to", str(error))]) from None
    with translation.override(locale):
        is_trapped = bool(values[TRAP])
        number = (
            new_number() if is_trapped else ask_question(asked.house, locale, values["topic"], values["text"], reply_to)
        )
        response = kept({"number": number, "next": what_happens_next(reply_to)})
    response["Content-Language"] = locale
    return response


def kept(content: dict[str, object]) -> HttpResponse:
    """The answer to what was taken in."""
    response = answer(content, status=202)
    response["Cache-Control"] = "no-store"
    return response

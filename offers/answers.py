"""Answers of the API's routes: JSON, other formats, streams. `hub.gateway` adds language, links, tag, compression."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from home.problems import ApiProblem
from offers.asked import Asked
from offers.documents.differences import dumps
from offers.documents.read import Withdrawn

JSON, NDJSON = "application/json", "application/x-ndjson"
Thing = TypeVar("Thing")


def asked_of(request: HttpRequest) -> Asked:
    """What the gateway found out about the request."""
    return request.asked  # type: ignore[attr-defined]  # set by hub.gateway


def answer(content: str | dict[str, Any] | list[Any], media_type: str = JSON, status: int = 200) -> HttpResponse:
    """An answer from text that is ready, or from a value as JSON."""
    text = content if isinstance(content, str) else dumps(content)
    return HttpResponse(text, content_type=media_type, status=status)


def fleeting(response: HttpResponse) -> HttpResponse:
    """Mark an answer that the same question may not get a moment later: it is sent once and not kept."""
    response.is_fleeting = True  # type: ignore[attr-defined]
    return response


def is_fleeting(response: HttpResponse) -> bool:
    """Is this an answer for this moment only?"""
    return getattr(response, "is_fleeting", False)


def stream(parts: Iterable[bytes], media_type: str, digest: str) -> StreamingHttpResponse:
    """An answer that is made while it is sent; nothing of it is made for a client that has it already.

    `digest` stands for the content: it is another one whenever a byte of the answer is (it becomes the entity tag).
    """
    response = StreamingHttpResponse(parts, content_type=media_type)
    response["ETag"] = f'"{digest}"'
    return response


def checked(identifier: str) -> str:
    """An identifier that can be one; anything else is at no address. Raises ApiProblem 404."""
    if len(identifier) > 255 or not identifier.replace("-", "").replace("_", "").isalnum():
        raise ApiProblem(404)
    return identifier


def found(thing: Thing | None) -> Thing:
    """What was found. Raises ApiProblem 404 for nothing."""
    if thing is None:
        raise ApiProblem(404)
    return thing


def public(thing: Thing | Withdrawn | None) -> Thing:
    """An offer, or something of it, that is public. Raises ApiProblem 410 for a withdrawn one, 404 for nothing."""
    if isinstance(thing, Withdrawn):
        successor = str(thing.successor) if thing.successor else None
        raise ApiProblem(410, _("This offer is no longer there."), reason=thing.reason, successor=successor)
    return found(thing)

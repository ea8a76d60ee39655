"""Strong entity tags, 304, gzip and HEAD for the API's answers."""

import re
from collections.abc import Iterable
from typing import cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.text import compress_sequence

from hub.kept_answers import KeptAnswer, kept_from

SMALLEST_TO_COMPRESS = 500
GZIP_SUFFIX = "-gz"
TAG = re.compile(r'(?:W/)?"([^"]*)"')
LONGEST_HEADER = 4000


def accepts_gzip(request: HttpRequest) -> bool:
    """Does the client take gzip?"""
    for part in request.META.get("HTTP_ACCEPT_ENCODING", "").lower().split(","):
        name, _semicolon, weight = part.strip().partition(";")
        if name in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def finish(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a complete 200 its entity tag; answer 304 when the client has it; compress it when the client takes that."""
    return sent(request, kept_from(response))


def sent(request: HttpRequest, answer: KeptAnswer) -> HttpResponse:
    """An answer as this client gets it: 304 when it has it, compressed when it takes that."""
    compress = len(answer.body) >= SMALLEST_TO_COMPRESS and accepts_gzip(request)
    tag = f'"{answer.digest}{GZIP_SUFFIX if compress else ""}"'
    if answer.digest in known_digests(request):
        response = HttpResponse(status=304, headers=answer.headers | {"ETag": tag})
        return not_modified(response)
    body = answer.compressed() if compress else answer.body
    response = HttpResponse(body, headers=answer.headers | {"ETag": tag, "Content-Length": str(len(body))})
    if compress:
        response["Content-Encoding"] = "gzip"
    return response


def finish_stream(request: HttpRequest, response: StreamingHttpResponse) -> HttpResponseBase:
    """The same for an answer that is made while it is sent; its tag stands already, from what it is made of."""
    digest = response["ETag"].strip('"')
    if digest in known_digests(request):
        return not_modified(response)
    if accepts_gzip(request):
        response["ETag"] = f'"{digest}{GZIP_SUFFIX}"'
        response["Content-Encoding"] = "gzip"
        response.streaming_content = compress_sequence(cast("Iterable[bytes]", response.streaming_content))
    return response


def known_digests(request: HttpRequest) -> set[str]:
    """The digests that the client names in If-None-Match, of either form."""
    header = request.META.get("HTTP_IF_NONE_MATCH", "")[:LONGEST_HEADER]
    return {tag.removesuffix(GZIP_SUFFIX) for tag in TAG.findall(header)}


def not_modified(response: HttpResponseBase) -> HttpResponse:
    """304 with the headers that a cache needs."""
    short = HttpResponse(status=304)
    for name in ("ETag", "Cache-Control", "Content-Language", "Vary", "Link"):
        if name in response:
            short[name] = response[name]
    del short["Content-Type"]
    return short

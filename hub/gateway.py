"""The way of every request to the API: throttle, kept answer, House, language, route, headers.

1. The throttle counts. 2. A preflight is answered at once. 3. One statement asks where the logs stand; the same
question at the same position gets the same answer. 4. House and language are found. 5. The route is run.
6. What failed becomes a problem. 7. An answer gets its language, links, entity tag and compression.
No other middleware sees these requests.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from home.negotiation import locale_from_header
from home.problems import ApiProblem
from home.throttle import Allowance, Throttle, client_address, limit_of_api
from hub import conditional
from hub.errors import CONTENT_TYPE as PROBLEM_JSON
from hub.errors import problem_response
from hub.kept_answers import Keeper, kept_from, question_of
from offers.answers import JSON, is_fleeting
from offers.asked import Asked, asked
from offers.documents.houses import House, houses

logger = logging.getLogger(__name__)

PREFIX = "/api/"
HSDS, HSDS_BELOW = "/api/hsds/v3", "/api/v1/hsds/v3"
ROOTS = ("/api/v1", HSDS)
URLCONF = "hub.api_urls"
CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=600"
EXPOSED = "ETag, Link, Content-Language, RateLimit, RateLimit-Policy, Retry-After"
WITHOUT_HOUSE = ("/api/v1/openapi.json", "/api/v1/docs", "/api/v1/docs/app", "/api/hsds/v3/openapi.json")
LONGEST_ADDRESS = 100_000
# What one request counts for in the throttle, where it is more than one.
COSTS = {"/api/v1/snapshot": 20}

Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[..., HttpResponseBase]

throttle = Throttle(limit_of_api)
keeper = Keeper()


class ApiGateway:
    """Middleware that takes every request to the API before any other middleware sees it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        allowance = throttle.take(client_address(request), COSTS.get(request.path_info, 1))
        response = guarded(request, allowance)
        for name, value in (allowance.headers() if allowance else {}).items():
            response[name] = value
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        response["X-Content-Type-Options"] = "nosniff"
        return response


def first_language(request: HttpRequest) -> str:
    """The language of a problem that comes before House and `lang` are known."""
    return locale_from_header(
        request.META.get("HTTP_ACCEPT_LANGUAGE", ""), [code for code, _name in settings.LANGUAGES]
    )


def guarded(request: HttpRequest, allowance: Allowance | None) -> HttpResponseBase:
    """The answer to a request, whatever happens: never HTML, never a redirect, never an exception."""
    is_head = request.method == "HEAD"
    try:
        if allowance and allowance.is_used_up:
            with translation.override(first_language(request)):
                raise too_many(allowance)
        response = answered(request)
    except ApiProblem as problem:
        response = refusal(request, problem)
    except Resolver404:
        response = refusal(request, ApiProblem(404))
    except DisallowedHost:
        response = refusal(request, ApiProblem(400))
    except Exception:
        logger.exception("The API failed at %s", request.path)
        response = refusal(request, ApiProblem(500))
    return without_body(response) if is_head else response


def refusal(request: HttpRequest, problem: ApiProblem) -> HttpResponse:
    """A problem in the language of the header, where nothing is known of House and `lang`."""
    with translation.override(first_language(request)):
        return problem_response(problem, request)


def without_body(response: HttpResponseBase) -> HttpResponse:
    """The headers of an answer alone; the length of a stream is not known.

    A stream that was not begun needs no end: closing it here would tell Django that the request is over.
    """
    short = HttpResponse(status=response.status_code, headers=dict(response.headers))
    if isinstance(response, HttpResponse):
        short.headers.setdefault("Content-Length", str(len(response.content)))
    return short


def too_many(allowance: Allowance) -> ApiProblem:
    """The refusal of a client that asks too much."""
    problem = ApiProblem(429, _("You may ask %(limit)s times a minute.") % {"limit": allowance.limit})
    problem.headers["Retry-After"] = str(allowance.seconds_left)
    return problem


def answered(request: HttpRequest) -> HttpResponseBase:
    """Route and answer a request. Raises ApiProblem."""
    path = address_of(request)
    if request.method == "OPTIONS":
        return preflight(request, path, *route(path))
    if request.method == "HEAD":
        request.method = "GET"
    if path in WITHOUT_HOUSE:
        view, _arguments = route(path)
        contract = cast("HttpResponse", with_cache(view(request)))
        contract["Vary"] = "Accept-Encoding"
        return conditional.finish(request, contract)
    known = houses()
    if request.method != "GET":
        return worked_out(request, path, known)
    kept, question = keeper.now(known), question_of(request)
    answer = kept.of(question)
    if answer is None:
        response = worked_out(request, path, known)
        if not is_lasting(response):
            return finished(request, response)
        answer = kept_from(cast("HttpResponse", response))
        kept.keep(question, answer)
    return conditional.sent(request, answer)


def address_of(request: HttpRequest) -> str:
    """The path by which the route is found: a root may lack its slash, and HSDS is reached below version 1 too."""
    path = request.path_info
    if path.startswith(HSDS_BELOW):
        path = HSDS + path.removeprefix(HSDS_BELOW)
    return f"{path}/" if path in ROOTS else path


def worked_out(request: HttpRequest, path: str, known: Sequence[House]) -> HttpResponseBase:
    """The answer of a route, or the problem that it found, with everything but tag and compression.

    Raises ApiProblem where House or language are not right.
    """
    with translation.override(first_language(request)):
        question = asked(request, known)
    with translation.override(question.locale):
        try:
            response = run(request, question, *route(path))
        except ApiProblem as problem:
            response = problem_response(problem, request)
        except Resolver404:
            response = problem_response(ApiProblem(404), request)
        return dressed(request, question, response)


def is_lasting(response: HttpResponseBase) -> bool:
    """May everybody have this answer, as long as nothing moves?"""
    return (
        response.status_code == 200
        and isinstance(response, HttpResponse)
        and response.get("Cache-Control") == CACHE_CONTROL
        and not is_fleeting(response)
    )


def finished(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """An answer that is not kept, ready to send."""
    if response.status_code != 200 or response.get("Cache-Control") != CACHE_CONTROL:
        return response
    if isinstance(response, StreamingHttpResponse):
        return conditional.finish_stream(request, response)
    return conditional.finish(request, cast("HttpResponse", response))


def dressed(request: HttpRequest, question: Asked, response: HttpResponseBase) -> HttpResponseBase:
    """The answer with its language, and a good one with its links and with how long it holds."""
    response.headers.setdefault("Content-Language", question.locale)
    response["Vary"] = "Accept-Language, Accept-Encoding" if question.by_header else "Accept-Encoding"
    if response.status_code != 200 or request.method != "GET" or is_private(response):
        return response
    response["Link"] = alternates(question)
    return response if "Cache-Control" in response else with_cache(response)


def route(path: str) -> tuple[View, dict[str, Any]]:
    """The view at an address and what the address tells it. Raises ApiProblem 404, 414."""
    if len(path) > LONGEST_ADDRESS:
        raise ApiProblem(414)
    match = resolve(path, URLCONF)
    return match.func, match.kwargs


def run(request: HttpRequest, question: Asked, view: View, arguments: dict[str, Any]) -> HttpResponseBase:
    """Run a view; a method that it does not have is a problem that names those it has. Raises ApiProblem."""
    request.asked = question  # type: ignore[attr-defined]  # read by the routes
    if request.method != "GET":
        check_accept(request, JSON)
    response = view(request, **arguments)
    if response.status_code == 200 and request.method == "GET":
        check_accept(request, response["Content-Type"].partition(";")[0])
    if response.status_code == 405:
        problem = ApiProblem(405, _("Use one of: %(methods)s.") % {"methods": allowed(response)})
        problem.headers["Allow"] = allowed(response)
        raise problem
    return response


def allowed(response: HttpResponseBase) -> str:
    """The methods of an address, from ninja's own list."""
    methods = {method.strip() for method in response.headers.get("Allow", "").split(",") if method.strip()}
    return ", ".join(sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())))


def preflight(request: HttpRequest, path: str, view: View, arguments: dict[str, Any]) -> HttpResponse:
    """What a browser asks before a request across origins."""
    request.method = "TRACE"  # no route has it: the answer lists those that it has
    methods = "GET, HEAD, OPTIONS" if path in WITHOUT_HOUSE else allowed(view(request, **arguments))
    response = HttpResponse(status=204)
    response["Allow"] = methods
    response["Access-Control-Allow-Methods"] = methods
    response["Access-Control-Allow-Headers"] = "Accept, Accept-Language, Content-Type, If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    return response


def is_private(response: HttpResponseBase) -> bool:
    """Has a route kept its answer out of every cache? Then it gets no entity tag either."""
    return "no-store" in response.headers.get("Cache-Control", "")


def with_cache(response: Answer) -> Answer:
    """A public answer that may be kept for a minute, and shown for ten more while a new one is fetched."""
    response["Cache-Control"] = CACHE_CONTROL
    return response


def alternates(question: Asked) -> str:
    """The same answer in each language of the House."""
    address = question.address(lang=None)
    address += "&lang=" if "?" in address else "?lang="
    return ", ".join(f'<{address}{code}>; rel="alternate"; hreflang="{code}"' for code in question.house.locales)


def check_accept(request: HttpRequest, media_type: str) -> None:
    """Does the client take this? Raises ApiProblem 406. A header that cannot be read counts as none.

    Whoever takes JSON takes every format: the address has named it.
    """
    header = request.META.get("HTTP_ACCEPT", "").strip()
    if not header:
        return
    kinds = [part.split(";")[0].strip().lower() for part in header.split(",")]
    readable = [kind for kind in kinds if kind.count("/") == 1 and not kind.startswith("/") and not kind.endswith("/")]
    taken = {"*/*", f"{media_type.partition('/')[0]}/*", media_type, "application/*", JSON, PROBLEM_JSON}
    if readable and not taken & set(readable):
        raise ApiProblem(406, _("This address answers in %(media_type)s.") % {"media_type": media_type})

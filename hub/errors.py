"""Every failure of the API in one shape: `application/problem+json` (RFC 9457), in the asker's language."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.problems import ApiProblem

CONTENT_TYPE = "application/problem+json"

TITLES = {
    400: gettext_lazy("The request cannot be read"),
    401: gettext_lazy("A valid token is needed"),
    403: gettext_lazy("You may not see this"),
    404: gettext_lazy("There is nothing at this address"),
    405: gettext_lazy("This cannot be done here"),
    406: gettext_lazy("No answer in the format you accept"),
    410: gettext_lazy("This is no longer here"),
    413: gettext_lazy("The request is too large"),
    414: gettext_lazy("The address is too long"),
    415: gettext_lazy("The request has a format that is not understood"),
    422: gettext_lazy("Something in the question is not right"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Something went wrong on our side"),
    503: gettext_lazy("The service is not available for a moment"),
}


def problem_response(problem: ApiProblem, request: HttpRequest) -> HttpResponse:
    """A problem as an answer."""
    title = str(TITLES[problem.status])
    body: dict[str, Any] = {
        "type": f"urn:huisvanhetkind:problem:{problem.status}",
        "title": title,
        "status": problem.status,
        "detail": problem.detail or described(problem) or title,
        "instance": request.path,
        "errors": [error.as_json() for error in problem.errors],
        **problem.members,
    }
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=problem.status, content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-store"
    for name, value in problem.headers.items():
        response[name] = value
    return response


def described(problem: ApiProblem) -> str:
    """The problems of a query in one sentence."""
    return " ".join(
        _("%(parameter)s: %(detail)s") % {"parameter": error.parameter, "detail": error.detail}
        for error in problem.errors
    )

"""Rules for the addresses of the API that belong to no House."""

from django.http import HttpRequest

from home.problems import ApiProblem, InvalidQuery, Problem
from offers.asked import query_pairs, unknown_parameter


def no_parameters(request: HttpRequest) -> None:
    """An address that takes no parameters and knows no method but GET. Raises ApiProblem."""
    if request.method != "GET":
        problem = ApiProblem(405)
        problem.headers["Allow"] = "GET, HEAD, OPTIONS"
        raise problem
    names = dict.fromkeys(name for name, _value in query_pairs(request))
    if names:
        raise InvalidQuery([Problem(name, unknown_parameter()) for name in names])

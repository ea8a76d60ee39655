"""The button "this is missing": a sealed question on the page, one more in the count when it is pressed.

The seal stands in for a CSRF token, which would need a cookie: it proves that the question comes from a page of ours.
"""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from home.throttle import Throttle, client_address
from offers.documents.read import House
from offers.pages import public_page
from search.addresses import Pair, catalogue_address
from search.demand import count_missing

SALT = "search.missing"
SECONDS_VALID = 24 * 3600
MOST_A_MINUTE = 10
# The parameter that says what became of it, on the page to which the button leads back.
OUTCOME = "missing"
COUNTED, NOT_NOW = "counted", "not_now"

throttle = Throttle(lambda: MOST_A_MINUTE)


def sealed(house: House, text: str, category: str, pairs: list[Pair]) -> str:
    """A question for the button; `pairs` lead back to it."""
    return signing.dumps([house.slug, text, category, pairs], salt=SALT, compress=True)


def opened(seal: str, house: House) -> tuple[str, str, list[Pair]] | None:
    """Text, category and pairs of a question; nothing when it is not one of this House, or too old."""
    try:
        slug, text, category, pairs = signing.loads(seal, salt=SALT, max_age=SECONDS_VALID)
    except signing.BadSignature:
        return None
    return (text, category, [(name, value) for name, value in pairs]) if slug == house.slug else None


@csrf_exempt
@require_POST
@public_page
def missing(request: HttpRequest, house: House, locale: str) -> HttpResponse:
    """Count that something is missing, and lead back to where it was looked for."""
    question = opened(request.POST.get("question", ""), house)
    path = reverse("catalogue", kwargs={"locale": locale})
    if question is None:
        return redirect(path)
    text, category, pairs = question
    allowance = throttle.take(client_address(request))
    is_allowed = allowance is None or not allowance.is_used_up
    if is_allowed:
        count_missing(house, locale, text, category)
    outcome = COUNTED if is_allowed else NOT_NOW
    response = redirect(f"{catalogue_address(path, [*pairs, (OUTCOME, outcome)])}#{OUTCOME}")
    response["Cache-Control"] = "no-store"
    return response


def missing_context(request: HttpRequest, house: House, text: str, category: str, pairs: list[Pair]) -> dict[str, Any]:
    """What the button needs, or what became of it."""
    outcome = request.GET.get(OUTCOME, "")
    return {
        "missing_question": sealed(house, text, category, pairs),
        "is_counted": outcome == COUNTED,
        "is_not_counted": outcome == NOT_NOW,
    }

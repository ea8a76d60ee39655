"""The pages on which families ask the contact point a question and say whether an offer was useful.

Neither has a cookie, so neither has a token: what another site sends is told by the headers of the browser.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from home.problems import ApiProblem
from offers.care import care
from offers.documents import read
from offers.documents.read import House
from offers.pages import address_of, is_from_own_page, page_of, public_page
from offers.presentation import frame
from search.bodies import usable
from search.models.voices import FeedbackKind, Rating, Topic
from search.safety import topics_of
from search.views import UNSTORED, see_other
from search.voices import (
    LONGEST_QUESTION,
    LONGEST_REPLY_TO,
    TRAP,
    Said,
    ask_question,
    keep_feedback,
    refused,
    reply_address,
    what_happens_next,
)

SALT = "search.voices"
SECONDS_SHOWN = 24 * 3600


@dataclass
class QuestionForm:
    """A question as it was typed, and what is wrong with it: {field: sentence}."""

    topic: str = ""
    text: str = ""
    reply_to: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    def check(self) -> None:
        """Say what is wrong."""
        if not self.text:
            self.errors["text"] = _("Write your question here.")
        elif len(self.text) > LONGEST_QUESTION:
            self.errors["text"] = _("This is too long: at most %(count)s characters.") % {"count": LONGEST_QUESTION}
        if self.reply_to:
            try:
                self.reply_to = reply_address(self.reply_to[: LONGEST_REPLY_TO + 1])
            except ValueError as error:
                self.errors["reply_to"] = str(error)


def typed(request: HttpRequest) -> QuestionForm:
    """The question that was sent; an unknown topic counts as none."""
    topic = request.POST.get("topic", "")
    form = QuestionForm(
        topic=topic if topic in Topic.values else "",
        text=usable(request.POST.get("text", "")),
        reply_to=usable(request.POST.get("reply_to", "")),
    )
    form.check()
    return form


@csrf_exempt
@public_page
def question(request: HttpRequest, house: House, locale: str) -> HttpResponse:
    """A form for a question; once it is sent, the number to read out on the telephone."""
    if request.method != "POST" or not is_from_own_page(request):
        return question_page(request, house, locale, QuestionForm())
    form = typed(request)
    if not form.errors and refused(request):
        form.errors[""] = _("You have sent very much. Try again later, or call us.")
    if not form.errors:
        try:
            return see_other(sent_address(request, house, locale, form))
        except ApiProblem as problem:
            form.errors[""] = problem.detail
    response = question_page(request, house, locale, form)
    response["Cache-Control"] = UNSTORED
    return response


def sent_address(request: HttpRequest, house: House, locale: str, form: QuestionForm) -> str:
    """Keep the question (not that of a machine); the address of the page with its number. Raises ApiProblem 503."""
    number = ""
    if not request.POST.get(TRAP):
        number = ask_question(house, locale, form.topic, form.text, form.reply_to)
    told = [house.slug, number, bool(form.reply_to), list(topics_of(form.text, locale))]
    return f"{request.path}?sent={signing.dumps(told, salt=SALT)}"


def question_page(request: HttpRequest, house: House, locale: str, form: QuestionForm) -> HttpResponse:
    """The form, or what became of it."""
    context: dict[str, Any] = frame(house, locale, path=request.path, **address_of(request)) | {
        "form": form,
        "topics": Topic.choices,
        "longest": LONGEST_QUESTION,
        "trap": TRAP,
        **sent_context(request.GET.get("sent", ""), house, locale),
    }
    response = page_of(request, "search/question_page.html", context)
    if context["number"]:
        response["Cache-Control"] = UNSTORED
    return response


def sent_context(seal: str, house: House, locale: str) -> dict[str, Any]:
    """The number that a seal holds, what happens next, and help lines where the question needs them."""
    try:
        slug, number, has_reply_to, topics = signing.loads(seal, salt=SALT, max_age=SECONDS_SHOWN)
    except signing.BadSignature:
        return {"number": ""}
    if slug != house.slug:
        return {"number": ""}
    return {"number": number, "next": what_happens_next(has_reply_to), **care(house, locale, topics)}


@csrf_exempt
@require_POST
@public_page
def opinion(request: HttpRequest, house: House, locale: str) -> HttpResponse:
    """Count whether an offer was useful, and lead back to it."""
    offer = read.offer_id(house, request.POST.get("offer", ""))
    slug, rating = request.POST.get("offer", ""), request.POST.get("rating", "")
    if offer is None or rating not in Rating.values:
        raise Http404
    if is_from_own_page(request) and not refused(request):
        keep_feedback(house, Said(FeedbackKind.OFFER, locale, offer=offer, rating=rating))
    return see_other(reverse("offer", kwargs={"locale": locale, "slug": slug}) + "?useful=thanks#useful")

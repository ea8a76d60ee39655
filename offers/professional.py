"""What only professionals read of an offer: never in a document, never in a public answer, never in a cache."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Router

from home.choices import SOURCE_LOCALE
from home.problems import ApiProblem
from offers import schemas
from offers.answers import answer, asked_of, checked, found
from offers.documents import read
from offers.documents.read import House
from offers.models import OfferPage
from offers.openapi import responses
from offers.tokens import valid_token

router = Router(by_alias=True)

SCHEME = "Bearer"
UNSTORED = "private, no-store"


@router.get(
    "/professional/offers/{identifier}",
    response=responses(schemas.ProfessionalOffer, 401, 403),
    summary="What professionals need to refer a family",
    operation_id="professional_offer",
    openapi_extra={"security": [{"professional": []}]},
)
def professional_offer(request: HttpRequest, identifier: Path[str]) -> HttpResponse:
    """Procedure, waiting time, documents and contact of an offer, by its UUID or slug, in Dutch. For holders of a key
    of this House, which its coordinators give out: `Authorization: Bearer <key>`.
    """
    asked = asked_of(request)
    check_token(request, asked.house)
    asked.only()
    response = answer(found(layer_of(asked.house, checked(identifier))))
    response["Cache-Control"] = UNSTORED
    response["Content-Language"] = SOURCE_LOCALE
    return response


def check_token(request: HttpRequest, house: House) -> None:
    """Let nobody pass without a valid key of this House. Raises ApiProblem 401, 403."""
    scheme, _space, key = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    token = valid_token(key.strip()) if scheme.lower() == SCHEME.lower() else None
    if token is None:
        problem = ApiProblem(401, _("Send a valid key, with the header Authorization: Bearer."))
        reason = ', error="invalid_token"' if scheme else ""
        problem.headers["WWW-Authenticate"] = f'{SCHEME} realm="professional"{reason}'
        raise problem
    if token.house_id != house.id:
        raise ApiProblem(403, _("This key is for another House."))


def layer_of(house: House, identifier: str) -> dict[str, Any] | None:
    """The professional layer of an offer that is public now, from its published Dutch page; None if there is none."""
    detail = read.offer_detail(house, identifier, SOURCE_LOCALE)
    if detail is None or detail.withdrawn:
        return None
    public = detail.payload
    page = OfferPage.objects.filter(
        translation_key=public["id"], locale__language_code=SOURCE_LOCALE, live=True
    ).first()
    if page is None:
        return None
    return {
        **{name: public[name] for name in ("id", "slug", "url", "title")},
        "lang": SOURCE_LOCALE,
        "procedure": page.referral_procedure or None,
        "waiting_time_days": page.waiting_time_days,
        "documents": page.referral_documents or None,
        "contact": {"organisation": public["partner"]["name"], **public["contact"]},
        "version": public["version"],
        "updated_at": public["updated_at"],
    }

"""Nobody reaches the drafts of another partner or House: every attack, with the same set-up for yes and no."""

from typing import Any

import pytest

from tests.admin import form_values
from tests.offers.isolation import CAST, COORDINATOR, OWN, SECRET, SIGNED_IN, STRANGERS, World, state


def is_refused(response: Any) -> bool:
    """Sent away: to the front of the admin, to the login, to where the own pages begin, or told so."""
    return response.status_code in (302, 400, 403, 404, 405)


# Address, who gets it, and whether it shows the secret to them.
READS = {
    "edit": ("/admin/pages/{offer}/edit/", OWN, True),
    "edit a draft": ("/admin/pages/{draft}/edit/", OWN, True),
    "preview of a draft": ("/admin/pages/{draft}/view_draft/", OWN, True),
    "preview of what was submitted": ("/admin/pages/workflow/preview/{offer}/{approval}/", COORDINATOR, True),
    "a revision": ("/admin/pages/{offer}/revisions/{revision}/view/", OWN, True),
    "going back to a revision": ("/admin/pages/{offer}/revisions/{revision}/revert/", OWN, True),
    "comparing versions": ("/admin/pages/{offer}/revisions/compare/live...{revision}/", OWN, True),
    "history": ("/admin/pages/{offer}/history/", OWN, True),
    "history of the workflow": ("/admin/pages/{offer}/workflow_history/", OWN, True),
    "detail of the workflow": ("/admin/pages/{offer}/workflow_history/detail/{state}/", OWN, True),
    "usage": ("/admin/pages/{offer}/usage/", OWN, True),
    "explorer": ("/admin/pages/{partner}/", OWN, True),
    "explorer results": ("/admin/pages/{partner}/results/", OWN, True),
    "explorer of the draft itself": ("/admin/pages/{draft}/", OWN, True),
    "copy": ("/admin/pages/{offer}/copy/", OWN, False),
    "move": ("/admin/pages/{offer}/move/", COORDINATOR, False),
    "move a draft": ("/admin/pages/{draft}/move/", OWN, False),
    "delete": ("/admin/pages/{offer}/delete/", COORDINATOR, False),
    "unpublish": ("/admin/pages/{offer}/unpublish/", COORDINATOR, False),
    "approve": ("/admin/pages/workflow/action/{offer}/approve/{task}/", COORDINATOR, False),
    "cancelling the workflow": ("/admin/pages/workflow/confirm_cancellation/{offer}/", OWN, False),
    "adding below the partner": ("/admin/pages/add/offers/offerpage/{partner}/", OWN, False),
    "search": ("/admin/pages/search/?q=Zwaluwgehei", SIGNED_IN, OWN),
    "choosing a page": ("/admin/choose-page/{partner}/", SIGNED_IN, OWN),
    "choosing an offer": ("/admin/choose-page/{partner}/?page_type=offers.OfferPage", SIGNED_IN, OWN),
    "choosing the draft": ("/admin/choose-page/{draft}/", SIGNED_IN, OWN),
    "searching a page to choose": ("/admin/choose-page/search/?q=Zwaluwgehei", SIGNED_IN, OWN),
    "a chosen page": ("/admin/choose-page/chosen-multiple/?id={draft}", SIGNED_IN, OWN),
    "pages of a type": ("/admin/pages/usage/offers/offerpage/", SIGNED_IN, OWN),
    "page types report": ("/admin/reports/page-types-usage/", set(), False),
    "translations report": ("/admin/localize/reports/translations/", set(), False),
    "what families miss": ("/admin/reports/missing/", {"coordinator", "other_coordinator"}, False),
    "site history": ("/admin/reports/site-history/", SIGNED_IN, OWN),
    "ageing pages": ("/admin/reports/aging-pages/", SIGNED_IN, COORDINATOR),
    "locked pages": ("/admin/reports/locked/", {"coordinator", "other_coordinator"}, False),
    "workflows": ("/admin/reports/workflow/", SIGNED_IN, OWN),
    "workflow tasks": ("/admin/reports/workflow_tasks/", SIGNED_IN, OWN),
    "API of pages": ("/admin/api/main/pages/", SIGNED_IN, OWN),
    "API of the partner's pages": ("/admin/api/main/pages/?child_of={partner}", OWN, True),
    "API of a page": ("/admin/api/main/pages/{draft}/", OWN, True),
    "API of pictures": ("/admin/api/main/images/", SIGNED_IN, OWN),
    "API of a picture": ("/admin/api/main/images/{image}/", OWN, True),
    "API of documents": ("/admin/api/main/documents/", SIGNED_IN, OWN),
    "API of a document": ("/admin/api/main/documents/{document}/", OWN, True),
    "pictures": ("/admin/images/", SIGNED_IN, OWN),
    "a picture": ("/admin/images/{image}/", OWN, True),
    "usage of a picture": ("/admin/images/usage/{image}/", OWN, True),
    "choosing a picture": ("/admin/images/chooser/", SIGNED_IN, OWN),
    "a chosen picture": ("/admin/images/chooser/chosen/{image}/", OWN, True),
    "documents": ("/admin/documents/", SIGNED_IN, OWN),
    "a document": ("/admin/documents/edit/{document}/", OWN, True),
    "choosing a document": ("/admin/documents/chooser/", SIGNED_IN, OWN),
    "a chosen document": ("/admin/documents/chooser/chosen/{document}/", OWN, True),
    "front of the admin": ("/admin/", SIGNED_IN, {"owner", "coordinator"}),
    "deleting several pages": ("/admin/bulk/wagtailcore/page/delete/?id={draft}", SIGNED_IN, OWN),
    "publishing several pages": ("/admin/bulk/wagtailcore/page/publish/?id={draft}", SIGNED_IN, OWN),
    "deleting several pictures": ("/admin/bulk/home/hubimage/delete/?id={image}", SIGNED_IN, OWN),
    "matrix of translations": ("/admin/translations/", {"coordinator", "other_coordinator"}, COORDINATOR),
    "matrix of another House": ("/admin/translations/?house=londerzeel&partner=de-speelvogel", COORDINATOR, True),
    "submitting for translation": ("/admin/localize/submit/page/{offer}/", COORDINATOR, False),
    "submitting a draft for translation": ("/admin/localize/submit/page/{draft}/", COORDINATOR, True),
    "updating translations": ("/admin/localize/update/{source}/", COORDINATOR, False),
    "editing a translation": ("/admin/pages/{french}/edit/", COORDINATOR, False),
    "preview of a translation": ("/admin/localize/translate/{translation}/preview/", COORDINATOR, False),
    "sentences as a file": ("/admin/localize/translate/{translation}/pofile/download/", COORDINATOR, False),
    "making it an alias": ("/admin/localize/page/{french}/convert_to_alias/", set(), False),
    "API of places": ("/admin/localize/api/snippets/offers/place/", set(), False),
    "a place": ("/admin/snippets/offers/place/edit/{place}/", COORDINATOR, False),
    "deleting a place": ("/admin/snippets/offers/place/delete/{place}/", COORDINATOR, False),
    "usage of a place": ("/admin/snippets/offers/place/usage/{place}/", COORDINATOR, False),
    "history of a place": ("/admin/snippets/offers/place/history/{place}/", COORDINATOR, False),
    "a chosen place": ("/admin/snippets/choose/offers/place/chosen/{place}/", OWN | {"stranger"}, False),
    "shared lists": ("/admin/snippets/offers/category/", {"coordinator", "other_coordinator"}, False),
    "users": ("/admin/users/", set(), False),
    "groups": ("/admin/groups/", set(), False),
    "collections": ("/admin/collections/", set(), False),
    "workflows of the hub": ("/admin/workflows/list/", set(), False),
    "sites": ("/admin/sites/", set(), False),
    "languages": ("/admin/locales/", set(), False),
}


@pytest.mark.parametrize("person", CAST)
@pytest.mark.parametrize("attack", READS)
def test_who_reads_what(world: World, attack: str, person: str) -> None:
    pattern, allowed, secret_for = READS[attack]
    response = world.client(person).get(world.address(pattern))
    if person in allowed:
        assert response.status_code == 200
    else:
        assert is_refused(response), response.status_code
    readers = secret_for if isinstance(secret_for, set) else allowed if secret_for else None
    shown = SECRET in response.content.decode()
    if readers is not None and person in readers:
        assert shown
    if person in STRANGERS:
        assert not shown


def edited(**changes: str) -> Any:
    """The form of the page as it is, sent back with changes, by somebody who got hold of it."""

    def payload(world: World) -> dict[str, Any]:
        return (
            form_values(world.client("owner").get(world.address("/admin/pages/{offer}/edit/")))
            | {"summary": "Gekaapt."}
            | changes
        )

    return payload


# Address, what is sent, and who succeeds.
WRITES: dict[str, tuple[str, Any, set[str]]] = {
    # While something waits, only the coordinator changes it: what was compared is what will be published.
    "saving what waits": ("/admin/pages/{offer}/edit/", edited(), COORDINATOR),
    "publishing": ("/admin/pages/{offer}/edit/", edited(**{"action-publish": "1"}), COORDINATOR),
    "withdrawing what was submitted": (
        "/admin/pages/{offer}/edit/",
        edited(**{"action-cancel-workflow": "1"}),
        {"owner", "coordinator"},
    ),
    "saving a draft": ("/admin/pages/{draft}/edit/", edited(slug="concept"), OWN),
    "submitting": ("/admin/pages/{draft}/edit/", edited(slug="concept", **{"action-submit": "1"}), OWN),
    "adding an offer": ("/admin/pages/add/offers/offerpage/{partner}/", edited(slug="nieuw"), OWN),
    "copying": (
        "/admin/pages/{offer}/copy/",
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": "{partner}"},
        OWN,
    ),
    "copying to the own partner": (
        "/admin/pages/{offer}/copy/",
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": "{neighbour}"},
        COORDINATOR,
    ),
    "copying to another House": (
        "/admin/pages/{offer}/copy/",
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": "{distant}"},
        set(),
    ),
    "moving": ("/admin/pages/{draft}/move/{neighbour}/confirm/", {}, COORDINATOR),
    "moving to another House": ("/admin/pages/{draft}/move/{distant}/confirm/", {}, set()),
    "moving somebody else's offer here": ("/admin/pages/{strangers_offer}/move/{partner}/confirm/", {}, COORDINATOR),
    "deleting": ("/admin/pages/{offer}/delete/", {}, COORDINATOR),
    "deleting a draft": ("/admin/pages/{draft}/delete/", {}, OWN),
    "unpublishing": ("/admin/pages/{offer}/unpublish/", {}, COORDINATOR),
    "locking": ("/admin/pages/{draft}/lock/", {}, COORDINATOR),
    "going back to a revision": (
        "/admin/pages/{offer}/revisions/{revision}/revert/",
        edited(**{"action-publish": "1"}),
        COORDINATOR,
    ),
    "approving": ("/admin/pages/workflow/action/{offer}/approve/{task}/", {"comment": "ja"}, COORDINATOR),
    "sending back": ("/admin/pages/workflow/action/{offer}/reject/{task}/", {"comment": "nee"}, COORDINATOR),
    "hiding behind a password": ("/admin/pages/{offer}/privacy/", {"restriction_type": "login"}, set()),
    "deleting several": ("/admin/bulk/wagtailcore/page/delete/?id={draft}", {}, OWN),
    "publishing several": ("/admin/bulk/wagtailcore/page/publish/?id={draft}", {}, COORDINATOR),
    "unpublishing several": ("/admin/bulk/wagtailcore/page/unpublish/?id={offer}", {}, COORDINATOR),
    "moving several": ("/admin/bulk/wagtailcore/page/move/?id={draft}", {"chooser": "{neighbour}"}, COORDINATOR),
    "copying by the API": ("/admin/api/main/pages/{offer}/action/copy/", {}, set()),
    "an alias by the API": ("/admin/api/main/pages/{offer}/action/create_alias/", {}, set()),
    "a translation by the API": ("/admin/api/main/pages/{draft}/action/copy_for_translation/", {"locale": "en"}, set()),
    "publishing by the API": ("/admin/api/main/pages/{draft}/action/publish/", {}, set()),
    "submitting for translation": ("/admin/localize/submit/page/{draft}/", {"locales": "{locale}"}, COORDINATOR),
    "stopping a translation": ("/admin/localize/translate/{translation}/disable/", {}, COORDINATOR),
    "machine translation": ("/admin/localize/translate/{translation}/machine_translate/", {}, set()),
    "making it an alias": ("/admin/localize/page/{french}/convert_to_alias/", {}, set()),
    "publishing a translation": ("/admin/pages/{french}/edit/", {"action": "publish"}, set()),
    "changing a picture": (
        "/admin/images/{image}/",
        {"title": "Gekaapt", "description": "x", "collection": "{collection}"},
        OWN,
    ),
    "deleting a picture": ("/admin/images/{image}/delete/", {}, OWN),
    "changing a document": (
        "/admin/documents/edit/{document}/",
        {"title": "Gekaapt", "collection": "{collection}"},
        OWN,
    ),
    "deleting a document": ("/admin/documents/delete/{document}/", {}, OWN),
    "deleting a place": ("/admin/snippets/offers/place/delete/{place}/", {}, COORDINATOR),
    "deleting several places": ("/admin/bulk/offers/place/delete/?id={place}", {}, COORDINATOR),
}


@pytest.mark.parametrize("person", CAST)
@pytest.mark.parametrize("attack", WRITES)
def test_who_changes_what(world: World, attack: str, person: str) -> None:
    pattern, payload, allowed = WRITES[attack]
    data = payload(world) if callable(payload) else {name: world.address(value) for name, value in payload.items()}
    client, before = world.client(person), state()
    response = client.post(world.address(pattern), data)
    assert response.status_code < 500
    assert (state() != before) == (person in allowed), (
        getattr(response, "context", None) and response.content.decode()[:2000]
    )


@pytest.mark.parametrize("person", CAST)
def test_who_translates_a_sentence(world: World, person: str) -> None:
    address = world.address("/admin/localize/translate/{translation}/strings/{segment}/edit/")
    before = state()
    response = world.client(person).put(address, "value=Jouer", content_type="application/x-www-form-urlencoded")
    assert (state() != before) == (person == "coordinator"), response.status_code


def test_a_partner_never_publishes(world: World) -> None:
    client = world.client("owner")
    payload = edited(**{"action-publish": "1"})(world)
    client.post(world.address("/admin/pages/{offer}/edit/"), payload)
    offer = world.things["offer"]
    offer.refresh_from_db()
    assert offer.summary == "Samen spelen."

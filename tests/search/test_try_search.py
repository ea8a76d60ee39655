"""The admin of the lists, and the page that tries a search with lists that are not saved."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from home.models import HousePage
from offers.models import Category, LogPosition
from search.engines.lexicon import forget_everything
from search.engines.renewal import renew_outdated
from search.models import IndexState, Posting, Thesaurus, Word
from tests.admin import form_values, logged_in
from tests.factories import make_category, make_house, make_offer, make_partner, make_user

pytestmark = pytest.mark.django_db

TRY = "/admin/try-search/"
LIST = "/admin/snippets/search/thesaurus/"


@pytest.fixture(autouse=True)
def empty_memory() -> Iterator[None]:
    forget_everything()
    yield
    forget_everything()


@pytest.fixture
def own() -> HousePage:
    """A House with two offers."""
    own = make_house()
    partner = make_partner(own)
    make_offer(partner, "leesuurtje", title="Samen lezen", summary="Een boek kiezen.")
    make_offer(partner, "snuffelhoek", title="Snuffelhoek", summary="Kom boekskes bekijken.")
    return own


@pytest.fixture
def coordinator(own: HousePage) -> Client:
    return logged_in(make_user("coordinator", own))


def edit_address() -> str:
    return f"{LIST}edit/{Thesaurus.objects.get().pk}/"


def stored() -> tuple:
    """Everything that a preview must leave as it is."""
    return (
        list(Thesaurus.objects.values()),
        list(Category.objects.values()),
        list(LogPosition.objects.values()),
        list(IndexState.objects.values()),
        set(Posting.objects.values_list("offer", "term", "impact")),
        set(Word.objects.values_list("surface", "term")),
    )


def test_a_coordinator_edits_the_lists_and_finds_every_version(coordinator: Client) -> None:
    assert coordinator.get(LIST).status_code == 302
    for text in ("boekskes = boek", "boekskes = boek\nfietske = fiets"):
        values = form_values(coordinator.get(edit_address()), "none") | {"exceptions": text}
        assert coordinator.post(edit_address(), values).status_code == 302
    thesaurus = Thesaurus.objects.get()
    texts = [version.as_object().exceptions for version in thesaurus.revisions.order_by("pk")]
    assert texts[-2:] == ["boekskes = boek", "boekskes = boek\nfietske = fiets"]
    first = thesaurus.revisions.order_by("pk")[1]
    assert coordinator.get(f"{LIST}history/{thesaurus.pk}/").status_code == 200
    back = reverse(Thesaurus.snippet_viewset.get_url_name("revisions_revert"), args=[thesaurus.pk, first.pk])
    page = coordinator.get(back)
    assert page.context["form"]["exceptions"].value() == "boekskes = boek"


def test_wrong_lines_are_shown_and_nothing_is_lost(coordinator: Client) -> None:
    coordinator.get(LIST)
    values = form_values(coordinator.get(edit_address()), "none") | {"exceptions": "kids = kind\nfout"}
    response = coordinator.post(edit_address(), values)
    assert response.status_code == 200
    assert "2" in " ".join(response.context["form"].errors["exceptions"])
    assert "kids = kind\nfout" in response.content.decode()
    assert Thesaurus.objects.get().exceptions == ""


def test_nothing_is_saved_before_a_click(coordinator: Client) -> None:
    coordinator.get(LIST)
    address = f"/admin/snippets/offers/category/edit/{make_category().pk}/"
    for page in (edit_address(), address):
        assert coordinator.get(page).context["autosave_enabled"] is False


def test_the_words_of_a_category_have_versions_from_the_first_on(coordinator: Client) -> None:
    category = make_category()
    Category.objects.filter(pk=category.pk).update(synonyms={"nl": ["speelhoek"]})
    address = f"/admin/snippets/offers/category/edit/{category.pk}/"
    values = form_values(coordinator.get(address), "none") | {
        "synonyms_nl": "\n".join(f"woord {n}" for n in range(150))
    }
    assert coordinator.post(address, values).status_code == 302
    versions = [version.as_object().synonyms["nl"] for version in category.revisions.order_by("pk")]
    assert versions[0] == ["speelhoek"]
    assert len(versions[-1]) == 150
    assert len(versions) == 2


@pytest.mark.parametrize("address", [LIST, TRY, f"{LIST}edit/1/", f"{LIST}history/1/"])
def test_partners_and_strangers_stay_out(own: HousePage, coordinator: Client, address: str) -> None:
    thesaurus = Thesaurus.objects.create()
    address = address.replace("/1/", f"/{thesaurus.pk}/")
    editor = logged_in(make_user("editor", make_partner(own, "de-buur")))
    for client in (editor, Client()):
        for method in (client.get, client.post):
            assert method(address).status_code in (302, 403, 405)
        response = client.get(address, follow=True)
        assert response.request["PATH_INFO"] in ("/admin/", "/admin/login/")
    menu = editor.get("/admin/").content.decode()
    assert TRY not in menu
    assert LIST not in menu
    menu = coordinator.get("/admin/").content.decode()
    assert TRY in menu
    assert LIST in menu


def test_nobody_adds_a_second_object_or_deletes_the_one(coordinator: Client) -> None:
    admin = logged_in(make_user("admin", is_superuser=True))
    thesaurus = Thesaurus.objects.create()
    for client in (coordinator, admin):
        client.post(f"{LIST}add/", {"exceptions": "", "building_words": "", "out_of_scope": ""})
        client.post(f"{LIST}delete/{thesaurus.pk}/")
        assert list(Thesaurus.objects.all()) == [thesaurus]


def test_a_question_is_explained(coordinator: Client) -> None:
    columns = coordinator.post(TRY, {"q": "boekskes", "house": "londerzeel", "lang": "nl"}).context["columns"]
    assert len(columns) == 1
    assert [row["title"] for row in columns[0]["offers"]] == ["Snuffelhoek"]
    assert columns[0]["words"][0]["stands_for"]


def test_a_draft_stands_beside_it_and_changes_nothing(coordinator: Client) -> None:
    before = stored()
    draft = {"exceptions": "boekskes = boek", "building_words": "snuffel", "out_of_scope": "nl: zonnepanelen"}
    context = coordinator.post(TRY, {"q": "boek"} | draft).context
    now, then = context["columns"]
    assert {row["title"] for row in now["offers"]} == {"Samen lezen"}
    assert {row["title"] for row in then["offers"]} == {"Samen lezen", "Snuffelhoek"}
    assert [row["is_new"] for row in then["offers"] if row["title"] == "Snuffelhoek"] == [True]
    assert context["touched"] == 1
    assert [row["title"] for row in coordinator.post(TRY, {"q": "boek"}).context["columns"][0]["offers"]] == [
        "Samen lezen"
    ]
    assert stored() == before


def test_a_draft_shows_what_saving_does(coordinator: Client) -> None:
    draft = {"exceptions": "boekskes = boek", "building_words": "snuffel"}
    then = coordinator.post(TRY, {"q": "snuffel boek"} | draft).context["columns"][1]
    coordinator.get(LIST)
    values = form_values(coordinator.get(edit_address()), "none") | draft
    coordinator.post(edit_address(), values)
    renew_outdated()
    now = coordinator.post(TRY, {"q": "snuffel boek"} | draft).context["columns"]
    assert len(now) == 1
    shown = [(row["title"], [round(why["value"], 6) for why in row["why"]]) for row in now[0]["offers"]]
    assert shown == [(row["title"], [round(why["value"], 6) for why in row["why"]]) for row in then["offers"]]


def test_words_for_a_category_are_tried_too(coordinator: Client) -> None:
    before = stored()
    asked = {"q": "kabouterklas", "category": "play-and-meet", "synonyms": "kabouterklas"}
    now, then = coordinator.post(TRY, asked).context["columns"]
    assert now["offers"] == []
    assert {row["title"] for row in then["offers"]} == {"Samen lezen", "Snuffelhoek"}
    assert stored() == before


def test_lists_come_along_from_the_edit_form(coordinator: Client) -> None:
    page = coordinator.post(TRY, {"exceptions": "kids = kind\nfout", "building_words": "", "out_of_scope": ""})
    assert "columns" not in page.context
    assert "kids = kind\nfout" in page.content.decode()
    assert page.context["form"].problems["exceptions"]
    assert 'formaction="/admin/try-search/"' in coordinator.get(LIST, follow=True).content.decode()


def test_only_own_houses_can_be_asked(coordinator: Client) -> None:
    make_house("essen")
    page = coordinator.get(TRY)
    assert [slug for slug, _name in page.context["form"].fields["house"].choices] == ["londerzeel"]
    assert "columns" not in coordinator.post(TRY, {"q": "boek", "house": "essen"}).context

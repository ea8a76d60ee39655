"""Shared lists and places in the admin."""

import pytest

from offers.models import Category, Place
from tests.admin import form_values, logged_in
from tests.factories import make_category, make_house, make_offer, make_partner, make_place, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return make_house()


@pytest.fixture
def coordinator(house):
    return logged_in(make_user("coordinator", house))


def values(client, address):
    return form_values(client.get(address), "none")


def test_a_label_is_edited_in_every_language_and_the_code_is_fixed(coordinator):
    category = make_category()
    address = f"/admin/snippets/offers/category/edit/{category.pk}/"
    page = coordinator.get(address).content.decode()
    for own_name in ("العربيّة", "Українська", "Türkçe"):
        assert own_name in page
    assert 'dir="rtl"' in page
    assert (
        coordinator.post(
            address, values(coordinator, address) | {"labels_nl": "Spel", "labels_ar": "لعب", "slug": "anders"}
        ).status_code
        == 302
    )
    category.refresh_from_db()
    assert category.slug == "play-and-meet"
    assert category.labels["ar"] == "لعب"


def test_words_of_families_are_written_one_a_line(coordinator):
    category = make_category()
    address = f"/admin/snippets/offers/category/edit/{category.pk}/"
    assert (
        coordinator.post(
            address, values(coordinator, address) | {"synonyms_nl": "speelhoek\nspeelgroep\n\n"}
        ).status_code
        == 302
    )
    assert Category.objects.get().synonyms == {"nl": ["speelhoek", "speelgroep"]}
    assert "speelhoek\nspeelgroep" in coordinator.get(address).content.decode()


def test_a_label_in_dutch_is_needed(coordinator):
    category = make_category()
    address = f"/admin/snippets/offers/category/edit/{category.pk}/"
    response = coordinator.post(address, values(coordinator, address) | {"labels_nl": ""})
    assert response.status_code == 200
    assert Category.objects.get().labels == {"nl": "Spelen en ontmoeten"}


def test_a_coordinator_adds_a_place_to_the_own_house(house, coordinator):
    make_house("essen")
    fields = {
        "name": "Zaal",
        "slug": "zaal",
        "street": "Dorp 1",
        "postcode": "1840",
        "locality": "Londerzeel",
        "lat": "51",
        "lon": "4",
        "transport_note": "",
        "entrance_note": "",
    }
    assert coordinator.post("/admin/snippets/offers/place/add/", fields | {"house": str(house.pk)}).status_code == 302
    assert Place.objects.get().house == house


def test_a_coordinator_cannot_add_a_place_to_another_house(house, coordinator):
    other = make_house("essen")
    fields = {
        "name": "Zaal",
        "slug": "zaal",
        "street": "Dorp 1",
        "postcode": "1840",
        "locality": "Essen",
        "lat": "51",
        "lon": "4",
        "house": str(other.pk),
    }
    assert coordinator.post("/admin/snippets/offers/place/add/", fields).status_code == 200
    assert not Place.objects.exists()


def test_a_code_of_a_place_is_used_once_in_a_house(house, coordinator):
    make_place(house)
    fields = {
        "name": "Zaal",
        "slug": "de-zaal",
        "street": "Dorp 1",
        "postcode": "1840",
        "locality": "Londerzeel",
        "lat": "51",
        "lon": "4",
        "house": str(house.pk),
    }
    assert "slug" in coordinator.post("/admin/snippets/offers/place/add/", fields).context["form"].errors


def test_only_own_places_are_listed_and_chosen(house, coordinator):
    make_place(house, name="Hier")
    make_place(make_house("essen"), "ginds", name="Ginds")
    editor = logged_in(make_user("editor", make_partner(house)))
    for client, address in (
        (coordinator, "/admin/snippets/offers/place/"),
        (editor, "/admin/snippets/choose/offers/place/"),
        (coordinator, "/admin/snippets/choose/offers/place/"),
    ):
        shown = client.get(address).content.decode()
        assert "Hier" in shown
        assert "Ginds" not in shown


def test_a_category_in_use_stays(house):
    make_offer(make_partner(house))
    admin = logged_in(make_user("admin", is_superuser=True))
    admin.post(f"/admin/snippets/offers/category/delete/{Category.objects.get().pk}/")
    assert Category.objects.exists()


def test_partners_see_neither_lists_nor_translations_in_their_menu(house):
    editor = logged_in(make_user("editor", make_partner(house)))
    menu = editor.get("/admin/").content.decode()
    assert "/admin/snippets/" not in menu
    assert "/admin/translations/" not in menu

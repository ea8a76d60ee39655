"""Every page type opens in the editor and is previewed as the public page, without anything being stored."""

import re

import pytest
from django.apps import apps
from wagtail.models import PageViewRestriction

from home.models import BasePage
from offers.models import OfferPage, PublishedOffer
from tests.admin import form_values, logged_in
from tests.factories import (
    locale,
    make_content_page,
    make_house,
    make_life_stage,
    make_mission,
    make_offer,
    make_partner,
    make_place,
    make_user,
)

pytestmark = pytest.mark.django_db
PAGE_TYPES = [model for model in apps.get_models() if issubclass(model, BasePage)]


@pytest.fixture
def house():
    house = make_house()
    make_mission(house)
    make_content_page(house)
    make_offer(make_partner(house), place=make_place(house), delivery_modes=["on_site"])
    return house


@pytest.fixture
def coordinator(house):
    return logged_in(make_user("coordinator", house))


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_every_page_type_opens_in_the_editor(coordinator, model):
    page = model.objects.first()
    response = coordinator.get(f"/admin/pages/{page.pk}/edit/")
    assert response.status_code == 200
    assert '<html lang="nl"' in response.content.decode()


@pytest.mark.parametrize(
    "model", [model for model in PAGE_TYPES if model.__name__ != "HousePage"], ids=lambda model: model.__name__
)
def test_the_preview_of_a_page_is_its_public_page(coordinator, model):
    page = model.objects.first()
    preview = coordinator.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    public = coordinator.get(page.public_path(), headers={"host": "londerzeel.localhost"}).content.decode()
    # What search engines read is of public pages alone.
    public = re.sub(r'<script type="application/ld\+json">.*?</script>', "", public)
    assert " ".join(preview.split()) == " ".join(public.split())


def test_the_preview_shows_what_is_typed_and_stores_nothing(coordinator):
    offer = OfferPage.objects.get()
    before = PublishedOffer.objects.values_list("version", "seq").get()
    values = form_values(coordinator.get(f"/admin/pages/{offer.pk}/edit/"))
    changes = {
        "title": "Net getypt",
        "age_min_months": "30",
        "is_free": None,
        "base_amount": "3",
        "base_unit": "hour",
        "life_stages": [str(make_life_stage().pk)],
    }
    values = {name: value for name, value in (values | changes).items() if value is not None}
    assert coordinator.post(f"/admin/pages/{offer.pk}/edit/preview/", values).json() == {
        "is_valid": True,
        "is_available": True,
    }
    shown = coordinator.get(f"/admin/pages/{offer.pk}/edit/preview/?in_preview_panel=true").content.decode()
    assert "Net getypt" in shown
    assert "3" in shown
    assert OfferPage.objects.get().title == "Speeluurtje"
    assert PublishedOffer.objects.values_list("version", "seq").get() == before


def test_a_new_offer_is_previewed_before_it_is_saved(coordinator):
    partner = OfferPage.objects.get().get_parent()
    address = f"/admin/pages/add/offers/offerpage/{partner.pk}/"
    values = form_values(coordinator.get(address)) | {
        "title": "Gloednieuw",
        "summary": "Kort.",
        "delivery_modes": "phone",
        "access": "walk_in",
    }
    assert coordinator.post(f"{address}preview/", values).json()["is_available"]
    assert "Gloednieuw" in coordinator.get(f"{address}preview/").content.decode()


def test_a_translation_is_previewed_in_its_language(coordinator, house):
    mission = house.get_children().type(apps.get_model("home", "MissionPage")).first().specific
    house.copy_for_translation(locale("fr"))
    french = mission.copy_for_translation(locale("fr"))
    shown = coordinator.get(f"/admin/pages/{french.pk}/view_draft/").content.decode()
    assert '<html lang="fr"' in shown


def test_pages_cannot_be_hidden_behind_a_password(coordinator):
    page = OfferPage.objects.get()
    coordinator.post(f"/admin/pages/{page.pk}/privacy/", {"restriction_type": "login"})
    assert not PageViewRestriction.objects.exists()


def test_the_admin_speaks_dutch_to_who_has_not_chosen(coordinator):
    response = coordinator.get("/admin/", headers={"accept-language": "en"})
    assert '<html lang="nl"' in response.content.decode()

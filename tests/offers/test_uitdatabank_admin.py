"""The page of the admin that says whether an offer can be sent to UiTdatabank."""

import pytest

from home.models import PartnerPage
from offers.models import OfferPage
from tests.admin import logged_in
from tests.factories import make_house, make_offer, make_partner, make_place, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return make_house()


@pytest.fixture
def coordinator(house):
    return logged_in(make_user("coordinator", house))


def test_an_activity_is_shown_as_it_would_be_sent(house, coordinator):
    offer = make_offer(
        make_partner(house),
        place=make_place(house),
        delivery_modes=["on_site"],
        kind="activity",
        schedule_type="permanent",
        access=["walk_in"],
    )
    response = coordinator.get(f"/admin/uitdatabank/{offer.pk}/")
    assert response.status_code == 200
    assert response.context["reasons"] == []
    assert '"calendarType": "permanent"' in response.context["event"]
    assert f"/admin/uitdatabank/{offer.pk}/" in coordinator.get(f"/admin/pages/{offer.pk}/edit/").content.decode()


def test_help_by_arrangement_is_refused_with_reasons(house, coordinator):
    offer = make_offer(make_partner(house), kind="service", schedule_type="by_arrangement")
    response = coordinator.get(f"/admin/uitdatabank/{offer.pk}/")
    assert len(response.context["reasons"]) == 3
    assert response.context["event"] == ""


def test_what_is_not_public_is_not_sent(house, coordinator):
    offer = make_offer(make_partner(house), kind="activity")
    offer.unpublish()
    response = coordinator.get(f"/admin/uitdatabank/{offer.pk}/")
    assert len(response.context["reasons"]) == 1
    assert response.context["event"] == ""


def test_only_who_may_edit_the_offer_sees_it(house):
    offer = make_offer(make_partner(house))
    stranger = make_user("partner", make_partner(house, slug="other", title="Other"))
    assert logged_in(stranger).get(f"/admin/uitdatabank/{offer.pk}/").status_code in (302, 403)
    assert logged_in(stranger).get("/admin/uitdatabank/999999/").status_code == 404
    partner_page = PartnerPage.objects.first()
    assert not OfferPage.objects.filter(pk=partner_page.pk).exists()
    coordinator = logged_in(make_user("coordinator", house))
    assert coordinator.get(f"/admin/uitdatabank/{partner_page.pk}/").status_code == 404

"""Coordinators add, try and remove the apps of their own House; nobody else sees them."""

import pytest
from wagtail.users.models import UserProfile

from offers.models import Webhook
from tests.admin import form_values, logged_in
from tests.factories import make_house, make_partner, make_user
from tests.offers.receiver import receiver

pytestmark = pytest.mark.django_db

LIST, ADD = "/admin/webhooks/", "/admin/webhooks/new/"
PUBLIC = "https://93.184.215.14/changes"


@pytest.fixture
def house():
    return make_house()


@pytest.fixture
def coordinator(house):
    return logged_in(make_user("coordinator", house))


@pytest.fixture
def webhook(house):
    return Webhook.objects.create(house=house, address="https://zwaluw.example.org/")


@pytest.fixture
def strangers(house):
    return [
        logged_in(make_user("other", make_house("essen"))),
        logged_in(make_user("editor", make_partner(house))),
    ]


def test_an_app_is_added_and_its_page_shows_the_secret(house, coordinator):
    reply = coordinator.post(ADD, {"house": str(house.pk), "address": PUBLIC, "active": "on"}, follow=True)
    webhook = Webhook.objects.get()
    assert reply.redirect_chain[0][0] == f"/admin/webhooks/edit/{webhook.pk}/"
    assert webhook.house == house
    assert webhook.position == house.log_position.position
    assert webhook.secret in reply.content.decode()
    assert webhook.secret not in coordinator.get(LIST).content.decode()
    assert "zwaluw" not in coordinator.get(LIST).content.decode()
    assert PUBLIC in coordinator.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("app.example.org", "not a complete address"),
        ("http://93.184.215.14/", "must begin with https"),
        ("https://127.0.0.1/", "private network"),
        ("https://169.254.169.254/latest/meta-data/", "private network"),
        ("https://[::ffff:10.0.0.1]/", "private network"),
        ("https://me:secret@93.184.215.14/", "name or a password"),
    ],
)
def test_a_wrong_address_is_refused_in_plain_words(house, address, words):
    user = make_user("reader", house)
    UserProfile.objects.create(user=user, preferred_language="en")
    reply = logged_in(user).post(ADD, {"house": str(house.pk), "address": address, "active": "on"})
    assert reply.status_code == 200
    assert words in reply.content.decode()
    assert not Webhook.objects.exists()


def test_an_app_of_another_house_cannot_be_added(house, coordinator):
    """Who has one House is not asked; who has several chooses among them."""
    other = make_house("essen")
    fields = {"house": str(other.pk), "address": PUBLIC, "active": "on"}
    assert coordinator.post(ADD, fields).status_code == 302
    assert Webhook.objects.get().house == house
    third = make_house("boom")
    both = logged_in(make_user("both", house, third))
    assert both.post(ADD, fields).status_code == 200
    assert both.post(ADD, fields | {"house": str(third.pk)}).status_code == 302
    assert not Webhook.objects.filter(house=other).exists()


def test_an_app_is_switched_off_and_removed(webhook, coordinator, monkeypatch):
    monkeypatch.setattr("offers.list_forms.checked_addresses", lambda target: ["93.184.215.14"])
    address = f"/admin/webhooks/edit/{webhook.pk}/"
    values = form_values(coordinator.get(address), "none")
    values.pop("active")
    assert coordinator.post(address, values).status_code == 302
    webhook.refresh_from_db()
    assert not webhook.active
    assert coordinator.post(f"/admin/webhooks/delete/{webhook.pk}/").status_code == 302
    assert not Webhook.objects.exists()


def test_a_test_says_how_it_went_and_the_page_lists_it(webhook, coordinator, settings):
    settings.HUB_WEBHOOKS_PRIVATE = True
    address = f"/admin/webhooks/test/{webhook.pk}/"
    with receiver() as app:
        Webhook.objects.update(address=app.address)
        page = coordinator.post(address, follow=True).content.decode()
        assert len(app.received) == 1
        app.status = 404
        page = coordinator.post(address, follow=True).content.decode()
    assert "(404)" in page
    assert page.partition('<table class="listing">')[2].partition("</table>")[0].count("<tr>") == 3
    assert coordinator.get(address).status_code == 405
    webhook.refresh_from_db()
    assert webhook.failures == 1
    assert webhook.condition in coordinator.get(LIST).content.decode()


@pytest.mark.parametrize("what", ["edit", "delete", "history", "usage", "history-results"])
def test_nobody_else_sees_an_app(webhook, strangers, coordinator, what):
    address = f"/admin/webhooks/{what}/{webhook.pk}/"
    assert coordinator.get(address).status_code == 200
    for stranger in strangers:
        reply = stranger.get(address)
        assert reply.status_code in (302, 403)
        assert "zwaluw" not in reply.content.decode()
        assert stranger.post(address, {"address": PUBLIC}).status_code in (302, 403, 405)
    webhook.refresh_from_db()
    assert webhook.address == "https://zwaluw.example.org/"


def test_nobody_else_lists_or_tries_an_app(webhook, strangers):
    for stranger in strangers:
        for address in (LIST, f"{LIST}results/", "/admin/reports/site-history/", "/admin/"):
            assert "zwaluw" not in stranger.get(address, follow=True).content.decode()
        assert stranger.post(f"/admin/webhooks/test/{webhook.pk}/").status_code in (302, 403)
    assert not webhook.deliveries.exists()


def test_partners_do_not_find_it_in_their_menu(coordinator, strangers):
    assert LIST in coordinator.get("/admin/").content.decode()
    assert LIST not in strangers[1].get("/admin/").content.decode()

"""The accounts of the demo, made once, with teams for every partner."""

import time

import pytest
from django.contrib.auth import authenticate

from home.models import HousePage, PartnerPage, Team, User
from offers import demo
from tests.factories import make_house, make_offer, make_partner

SLUGS = {
    "londerzeel": ["kinderopvang-de-wolkenfabriek", "kind-en-gezin-londerzeel"],
    "essen": ["kinderopvang-warrelnest", "bibliotheek-de-leeslamp"],
}


@pytest.fixture
def houses(db):
    for house, partners in SLUGS.items():
        page = make_house(house)
        for slug in partners:
            make_offer(make_partner(page, slug), f"uurtje-{slug}")


def test_every_account_signs_in_and_works_where_it_says(houses):
    assert demo.add_accounts() == len(demo.ACCOUNTS)
    for account in demo.ACCOUNTS:
        user = User.objects.get(username=account.name)
        assert user.check_password(demo.PASSWORD)
        pages = {team.page.specific.slug for team in Team.objects.filter(group__user=user)}
        assert pages == {account.house or account.partner} - {""}
    assert [user.username for user in User.objects.filter(is_superuser=True)] == ["admin"]


def test_accounts_are_made_once_and_keep_their_password(houses):
    demo.add_accounts()
    user = User.objects.get(username="partner-warrelnest")
    user.set_password("een-eigen-wachtwoord")
    user.save()
    assert demo.add_accounts() == 0
    assert authenticate(username="partner-warrelnest", password="een-eigen-wachtwoord") == user
    assert User.objects.count() == len(demo.ACCOUNTS)


def test_every_house_and_partner_has_its_team(houses):
    demo.add_accounts()
    assert Team.objects.count() == HousePage.objects.count() + PartnerPage.objects.count()


def test_an_account_is_printed_on_one_line_with_its_password():
    for account in demo.ACCOUNTS:
        assert str(account).startswith(account.name)
        assert demo.PASSWORD in str(account)
        assert "\n" not in str(account)


def test_teams_for_thirty_partners_take_less_than_three_seconds(houses):
    house = HousePage.objects.get(slug="londerzeel")
    for number in range(26):
        make_partner(house, f"partner-{number}", published=False)
    Team.objects.all().delete()
    begun = time.monotonic()
    demo.add_accounts()
    assert time.monotonic() - begun < 3

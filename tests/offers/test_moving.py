"""The part of a card that moves: no offer is left out when a process has no room for more."""

import pytest
from django.test import Client
from django.utils import timezone

from hub.gateway import keeper
from offers.documents import moving
from offers.documents.moving import MovingParts
from offers.models import PublishedOffer
from tests.example_data import LONDERZEEL

pytestmark = pytest.mark.usefixtures("example_houses")


def some_offers(number: int) -> tuple[int, list[tuple[int, int]]]:
    """A House and the keys and versions of some of its offers."""
    house_id = PublishedOffer.objects.get(slug="consultatiebureau-londerzeel").house_id
    rows = PublishedOffer.objects.live(house_id).order_by("pk").values_list("pk", "version")[:number]
    return house_id, list(rows)


def test_an_offer_too_many_takes_no_other_away(monkeypatch) -> None:
    monkeypatch.setattr(moving, "MOST_KEPT", 5)
    house_id, offers = some_offers(6)
    parts = MovingParts()
    assert len(parts.texts(house_id, offers[:5], timezone.now())) == 5
    assert set(parts.texts(house_id, offers, timezone.now())) == {pk for pk, _version in offers}


def test_a_list_is_whole_when_there_is_room_for_few(monkeypatch) -> None:
    monkeypatch.setattr(moving, "MOST_KEPT", 3)
    for limit in (3, 20):
        keeper.forget()
        reply = Client().get(f"/api/v1/offers?limit={limit}", headers={"host": LONDERZEEL}).json()
        assert len(reply["items"]) == limit


def test_a_version_is_that_of_the_text_beside_it() -> None:
    house_id, [(pk, version)] = some_offers(1)
    parts = MovingParts()
    assert f'"version":{version - 1}' in parts.texts(house_id, [(pk, version - 1)], timezone.now())[pk]
    assert f'"version":{version},' in parts.texts(house_id, [(pk, version)], timezone.now())[pk]

"""What the tests of the index do again and again."""

from django.test import Client
from elasticsearch import Elasticsearch

from home.models import HousePage
from hub.gateway import keeper
from offers.models import PublishedOffer
from search.engines.elastic.indexing import HouseIndex
from search.engines.elastic.mapping import Index
from search.models import IndexCursor
from tests.example_data import LONDERZEEL
from tests.offers.histories import offer, publish


def search(text: str = "baby") -> dict:
    """An answer of the API."""
    asked = {"q": text, "audience": "all", "limit": 100}
    # The engine is to answer, not what this process kept.
    keeper.forget()
    reply = Client().get("/api/v1/offers", asked, headers={"host": LONDERZEEL})
    assert reply.status_code == 200
    return reply.json()


def engine_of(answer: dict) -> str:
    """Which engine gave an answer, and whether in place of another."""
    return answer["search"]["engine"] + (" degraded" if answer["search"]["degraded"] else "")


def renamed(title: str, slug: str = "consultatiebureau-londerzeel") -> None:
    """Publish an offer under another title."""
    page = offer(slug)
    page.title = title
    publish(page)


def index_of(client: Elasticsearch, house: HousePage) -> Index:
    """The index that serves a House."""
    index = HouseIndex(house, client).behind_alias()
    assert index is not None
    return index


def assert_equal_to_the_read_model(client: Elasticsearch, house: HousePage) -> None:
    """Zero lost and zero ghosts, every offer in its newest version, and the cursor at the end of the log."""
    target = HouseIndex(house, client)
    index = index_of(client, house)
    assert str(target.difference(index)) == "0 lost, 0 ghosts, 0 outdated"
    assert target.count(index) == PublishedOffer.objects.live(house.pk).count()
    cursor = IndexCursor.objects.get(house=house)
    assert (cursor.index, cursor.position) == (index.name, target.position())

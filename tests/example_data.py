"""The example Houses for the tests of a module: imported once by the product's own code, taken away at its end."""

import datetime
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client

from hub.gateway import keeper
from offers import demo
from offers.catalogue_import import import_catalogue
from offers.documents.houses import directory, houses
from offers.documents.moving import parts
from offers.documents.read import taxonomies, taxonomy
from offers.school_years import Holidays, install
from search.engines.lexicon import forget_everything
from search.gazetteer import gazetteers
from search.index import _indexes as indexes
from search.index import forget_indexes, index_for
from search.meaning.offers import forget_meanings
from search.names import forget_names
from search.titles import forget_titles

# A Wednesday in term time, on which the example data stand where they were written.
TODAY = datetime.date(2026, 11, 25)
NOW = datetime.datetime(2026, 11, 25, 10, 0, tzinfo=datetime.UTC)
LONDERZEEL, ESSEN = "londerzeel.localhost", "essen.localhost"


def forget_houses() -> None:
    """Empty what processes keep between requests: in tests numbers of the log come again with other content."""
    directory.positions, directory.known = {}, ()
    taxonomies.known.clear()
    gazetteers.known.clear()
    install(Holidays())
    forget_indexes()
    forget_everything()
    forget_names()
    forget_titles()
    forget_meanings()
    parts.forget()


def kept() -> tuple[dict[int, int], dict[int, int]]:
    """What this process keeps now: positions of logs, and of the indexes."""
    return dict(directory.positions), {house: index.position for house, index in indexes.items()}


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """What a test made a process learn is forgotten after it; what it found and left as it was may stay."""
    before = kept()
    yield
    keeper.forget()
    if kept() != before:
        forget_houses()


def warm() -> None:
    """Let the process learn the Houses that are there, so that tests which only read need not."""
    for house in houses():
        index_for(house.id, house.position)
        taxonomy(house, "nl")


@pytest.fixture(scope="module")
def imported_houses(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Both Houses, in a transaction around all tests of the module."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False):
        frame = transaction.atomic()
        frame.__enter__()
        import_catalogue(demo.DATA, today=TODAY, port=80, say=lambda text: None)
        # PostgreSQL would check the import's deferred constraints again at the end of every test.
        connection.check_constraints()
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        frame.__exit__(None, None, None)
    forget_houses()


@pytest.fixture
def example_houses(imported_houses: None, db: None) -> None:
    """Both Houses on 25 November 2026; what a test changes is undone after it."""


@pytest.fixture(autouse=True)
def day_of_the_example(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests with the example Houses live on their day; caches are warm before a test begins."""
    if "imported_houses" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("imported_houses")
    request.getfixturevalue("db")
    with time_machine.travel(NOW, tick=True):
        warm()
        yield


@pytest.fixture
def families(example_houses: None) -> Client:
    """A reader of the pages, without cookies."""
    return Client()

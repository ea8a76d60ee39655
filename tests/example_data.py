"""The example Houses for the tests of a module: imported once by the product's own code, taken away at its end."""

import datetime
from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction

from offers import demo
from offers.catalogue_import import import_catalogue
from offers.documents.houses import directory
from offers.documents.read import taxonomies
from search.engines.lexicon import forget_everything
from search.index import forget_indexes

# A Wednesday in term time, on which the example data stand where they were written.
TODAY = datetime.date(2026, 11, 25)
NOW = datetime.datetime(2026, 11, 25, 10, 0, tzinfo=datetime.UTC)
LONDERZEEL, ESSEN = "londerzeel.localhost", "essen.localhost"


def forget_houses() -> None:
    """Empty what processes keep between requests: in tests the same numbers of the log come again with other
    content.
    """
    directory.positions, directory.known = {}, ()
    taxonomies.known.clear()
    forget_indexes()
    forget_everything()


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Every test begins and ends with empty caches."""
    forget_houses()
    yield
    forget_houses()


@pytest.fixture(scope="module")
def imported_houses(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Both Houses, in a transaction around all tests of the module."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False):
        frame = transaction.atomic()
        frame.__enter__()
        import_catalogue(demo.DATA, today=TODAY, port=80, say=lambda text: None)
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        frame.__exit__(None, None, None)


@pytest.fixture
def example_houses(imported_houses: None, db: None) -> Iterator[None]:
    """Both Houses on 25 November 2026; what a test changes is undone after it."""
    with time_machine.travel(NOW, tick=True):
        yield

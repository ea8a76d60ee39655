"""Fixtures: the example Houses in the database, and a reader of their pages."""

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from offers import demo
from offers.catalogue_import import import_catalogue
from tests.pages import forget_everything


@pytest.fixture(scope="module")
def example_houses(django_db_setup, django_db_blocker):
    """Both example Houses for all tests of a module; nothing of them remains."""
    with django_db_blocker.unblock(), transaction.atomic():
        forget_everything()
        import_catalogue(demo.DATA, today=timezone.localdate(), port=8000, say=lambda text: None)
        yield
        transaction.set_rollback(True)
    forget_everything()


@pytest.fixture
def families(example_houses, db):
    """A reader of the pages, without cookies or JavaScript."""
    return Client()

"""Fixtures of the catalogue's tests."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.offers.isolation import World, build_world


@pytest.fixture(scope="module")
def whole_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock():
        frame = transaction.atomic()
        frame.__enter__()
        world = build_world()
        world.sign_everybody_in()
    yield world
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        frame.__exit__(None, None, None)


@pytest.fixture
def world(whole_world: World, db: None) -> World:
    return whole_world

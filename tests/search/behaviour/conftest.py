"""Every test of this folder runs on both engines; on Elasticsearch with a real server."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import override_settings

from home.models import HousePage
from search.engines.base import EngineName
from search.engines.database import DatabaseEngine
from search.engines.elastic import following
from search.engines.lexicon import forget_everything
from tests.elasticsearch_server import on_elasticsearch
from tests.search.small_house import small_house

ENGINES = ["database", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]


def engine_in_use(request: pytest.FixtureRequest) -> Iterator[EngineName]:
    """Search on the engine of the test's parameter."""
    if request.param == "database":
        with override_settings(SEARCH_ENGINE="database"):
            yield "database"
        return
    with on_elasticsearch(request.getfixturevalue("elasticsearch_url"), ELASTICSEARCH_BUDGET=5.0):
        yield "elasticsearch"


engine = pytest.fixture(params=ENGINES, name="engine")(engine_in_use)
engine_of_module = pytest.fixture(params=ENGINES, scope="module", name="engine_of_module")(engine_in_use)


@pytest.fixture
def index(engine: EngineName) -> Callable[[HousePage], None]:
    """Fill the index of a House whose rows were written without the product."""

    def fill(page: HousePage) -> None:
        DatabaseEngine().rebuild(page.pk)
        if engine == "elasticsearch":
            following.rebuild(page)

    return fill


@pytest.fixture
def page(engine: EngineName, index: Callable[[HousePage], None], db: None) -> HousePage:
    """A House with a small taxonomy and four offers."""
    forget_everything()
    made = small_house()
    index(made)
    return made


@pytest.fixture(scope="module")
def indexed_houses(imported_houses: None, engine_of_module: EngineName, django_db_blocker: Any) -> EngineName:
    """Both example Houses, in the index of the engine under test. Tests must leave them as they are."""
    with django_db_blocker.unblock():
        following.follow_once()
    return engine_of_module

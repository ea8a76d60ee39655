"""The engine of the settings."""

from django.conf import settings

from search.engines.base import Engine
from search.engines.database import DatabaseEngine
from search.engines.elastic.engine import ElasticsearchEngine


def current_engine() -> Engine:
    """The engine that looks up words in this installation (`SEARCH_ENGINE`)."""
    return ElasticsearchEngine() if settings.SEARCH_ENGINE == "elasticsearch" else DatabaseEngine()

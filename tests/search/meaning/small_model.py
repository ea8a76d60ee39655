"""A model of twelve meanings: a text means the topics that its words belong to, in any language."""

import time
from dataclasses import dataclass, field

import numpy as np

from search.meaning.errors import EmbedderError
from search.meaning.packing import Vectors, unit

TOPICS = (
    {"speelgoed", "puzzels", "toverkoffer", "lenen", "toys", "legoblokken", "speel-o-theek", "oyuncak"},
    {"opvang", "kinderopvang", "baby's", "garderie", "creche", "oppas"},
    {"grasmaaier", "autoband", "lawnmower", "tondeuse"},
)
LENGTH = 12


@dataclass
class SmallModel:
    """Implements `search.meaning.embedder.Embedder`; can be slow, or fail."""

    name: str = "small/1"
    seconds: float = 0.0
    fails: bool = False
    asked: list[str] = field(default_factory=list)

    def queries(self, texts: list[str]) -> Vectors:
        return self._embed(texts)

    def passages(self, texts: list[str]) -> Vectors:
        return self._embed(texts)

    def _embed(self, texts: list[str]) -> Vectors:
        self.asked += texts
        time.sleep(self.seconds)
        if self.fails:
            raise EmbedderError("no answer")
        return unit(np.array([self._vector(text) for text in texts], dtype=np.float32))

    def _vector(self, text: str) -> list[float]:
        words = text.lower().replace(".", " ").replace(",", " ").split()
        vector = [float(sum(word in topic for word in words)) for topic in TOPICS]
        return vector + [0.1 + (hash_of(text, place) % 7) / 50 for place in range(LENGTH - len(TOPICS))]


def hash_of(text: str, place: int) -> int:
    """The same for ever, unlike Python's own."""
    return sum(map(ord, text)) * (place + 3)

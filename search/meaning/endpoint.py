"""A model elsewhere: any endpoint with the shape of OpenAI's embeddings (`POST {input, model}`)."""

import json
from http.client import HTTPException
from urllib.error import URLError
from urllib.request import Request, urlopen

import numpy as np

from search.meaning.errors import EmbedderError
from search.meaning.packing import Vectors, unit

AT_ONCE = 64
SECONDS = 20.0
MOST_BYTES = 32 * 1024 * 1024


class Endpoint:
    """Implements `search.meaning.embedder.Embedder` over HTTP. The operator gives address, model and key.

    Models of the e5 family want `query: ` and `passage: ` before a text; they are added where the name says e5.
    """

    def __init__(self, url: str, model: str, key: str = "") -> None:
        self.url, self.model, self.key = url, model, key
        self.name = f"{model}@{url}"[:80]
        self.prefixes = ("query: ", "passage: ") if "e5" in model.lower() else ("", "")

    def queries(self, texts: list[str]) -> Vectors:
        """The vectors of queries."""
        return self._embed([self.prefixes[0] + text for text in texts])

    def passages(self, texts: list[str]) -> Vectors:
        """The vectors of passages."""
        return self._embed([self.prefixes[1] + text for text in texts])

    def _embed(self, texts: list[str]) -> Vectors:
        parts = [self._ask(texts[start : start + AT_ONCE]) for start in range(0, len(texts), AT_ONCE)]
        return unit(np.concatenate(parts))

    def _ask(self, texts: list[str]) -> Vectors:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        body = json.dumps({"input": texts, "model": self.model, "encoding_format": "float"}).encode()
        try:
            with urlopen(Request(self.url, body, headers), timeout=SECONDS) as reply:  # noqa: S310 - operator's address
                return vectors_of(json.loads(reply.read(MOST_BYTES)), len(texts))
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise EmbedderError(f"{self.url}: {error}") from error


def vectors_of(answer: object, count: int) -> Vectors:
    """The vectors of an answer, in the order of the texts; ValueError when it holds anything else."""
    rows = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(rows, list) or len(rows) != count:
        raise ValueError("the answer does not hold a vector for each text")
    try:
        ordered = sorted(rows, key=lambda row: row["index"])
        vectors = np.array([row["embedding"] for row in ordered], dtype=np.float32)
    except (KeyError, TypeError) as error:
        raise ValueError("the answer does not have the shape of embeddings") from error
    if vectors.ndim != 2 or not np.isfinite(vectors).all():
        raise ValueError("the vectors are not of one length, or hold what is no number")
    return vectors

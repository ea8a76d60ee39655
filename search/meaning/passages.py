"""The texts that say what an offer means, and their one vector."""

from collections.abc import Mapping, Sequence

import numpy as np

from search.analysis.languages import SOURCE
from search.meaning.embedder import Embedder
from search.meaning.packing import Vectors, unit
from search.meaning.store import key_of

FIELDS = ("title", "summary", "plain_summary")
# A text of the hub is shorter; whatever comes in by import costs no more time than this.
MOST_PASSAGES, LONGEST_PASSAGE = 24, 2000


def passages_of(texts: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The passages of an offer: title, summaries and each paragraph, in Dutch; without Dutch in its first language."""
    text = texts.get(SOURCE) or next(iter(texts.values()), {})
    lines = [text.get(name) or "" for name in FIELDS] + (text.get("body") or "").split("\n")
    passages = (line.strip()[:LONGEST_PASSAGE] for line in lines)
    return list(dict.fromkeys(passage for passage in passages if passage))[:MOST_PASSAGES]


def key_of_offer(texts: Mapping[str, Mapping[str, str]]) -> str:
    """The key of an offer's vector: another one as soon as a passage is another."""
    return key_of("offer", "\n".join(passages_of(texts)))


def vector_of_offer(passages: Sequence[str], embedder: Embedder) -> Vectors:
    """One vector for all passages: their mean, weighted with the root of their length."""
    weights = np.sqrt([len(passage) for passage in passages])[:, None]
    return unit((embedder.passages(list(passages)) * weights).sum(axis=0))

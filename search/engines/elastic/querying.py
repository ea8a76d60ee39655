"""Questions to an index and how their answers are read.

Each term is a search of its own within one request: its score is the weight of the term in the offer, with what the
offer's categories add, summed by the cluster. What words, alternatives and mistakes make of the weights is decided by
the code of the database engine (`search.engines.scoring`), so that both engines rank alike.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from search.engines import weights
from search.engines.elastic.errors import MissingError, UnreachableError
from search.engines.elastic.mapping import MOST_HITS
from search.engines.scores import Scores
from search.engines.scoring import TermWeights
from search.meaning.packing import Vectors

# Terms with more offers than this are asked a second time, for all of them.
HITS_AT_FIRST = 10_000
NEAREST, CANDIDATES = 300, 600
# With fewer of the offers than this share having their vector, those in memory are compared.
ENOUGH = 0.9

# What is read of an answer; the rest is not sent.
READ = ("status", "error.type", "timed_out", "hits.total", "hits.hits._score", "hits.hits.fields.pk")

Codes = Mapping[str, Mapping[str, float]]
Reply = Mapping[str, Any]
Body = dict[str, Any]


def term_search(term: str, codes: Mapping[str, float], size: int) -> Body:
    """The offers that have a term, in their texts or through the codes that it points to, the heaviest first."""
    clauses: list[Body] = [{"term": {"terms": {"value": term}}}]
    for code, strength in codes.items():
        clauses.append({"term": {"terms": {"value": code, "boost": weights.KEYWORD * strength}}})
    return {
        "query": {"bool": {"should": clauses}},
        "size": size,
        "track_total_hits": True,
        "stored_fields": "_none_",
        "docvalue_fields": ["pk"],
    }


def ask(client: Elasticsearch, index: str, searches: Iterable[Body]) -> list[Reply]:
    """The answers to some searches, all of them whole. Raises UnreachableError when one is not."""
    lines: list[Body] = []
    for search in searches:
        lines += [{"allow_partial_search_results": False}, search]
    reply = client.msearch(index=index, searches=lines, filter_path=[f"responses.{name}" for name in READ])
    replies = reply["responses"]
    if len(replies) != len(lines) // 2:
        raise UnreachableError("answers are missing")
    for one in replies:
        check(one)
    return list(replies)


def check(reply: Reply) -> None:
    """Raise for an answer that is an error or not whole."""
    if reply.get("status") == 404:
        raise MissingError("the index is not there")
    if reply.get("status") != 200 or reply.get("timed_out"):
        kind = reply.get("error", {}).get("type", "timed out")
        raise UnreachableError(f"HTTP {reply.get('status')} {kind}")


def weights_in_index(client: Elasticsearch, index: str, terms: Sequence[str], codes: Codes) -> TermWeights:
    """For each term the offers that have it."""
    found: dict[str, Scores] = {}
    missing: Collection[str] = terms
    for size in (HITS_AT_FIRST, MOST_HITS):
        searches = [term_search(term, codes.get(term, {}), size) for term in missing]
        replies = ask(client, index, searches) if searches else []
        totals = {}
        for term, reply in zip(missing, replies, strict=True):
            found[term] = Scores.of(dict(scored(reply)))
            totals[term] = int(reply["hits"]["total"]["value"])
        missing = [term for term in missing if totals[term] > len(found[term])]
    return found


def scored(reply: Reply) -> Iterable[tuple[int, float]]:
    """The offers of one answer with their scores."""
    for hit in reply["hits"].get("hits", ()):
        yield int(hit["fields"]["pk"][0]), float(hit["_score"])


def nearest(client: Elasticsearch, index: str, direction: Vectors, offers: int) -> dict[int, float] | None:
    """The cosine of the closest offers; none when too few of the offers have their vector."""
    close = {
        "knn": {"field": "vector", "query_vector": direction.tolist(), "k": NEAREST, "num_candidates": CANDIDATES},
        "size": NEAREST,
        "stored_fields": "_none_",
        "docvalue_fields": ["pk"],
    }
    with_vector = {"size": 0, "track_total_hits": True, "query": {"exists": {"field": "vector"}}}
    hits, count = ask(client, index, [close, with_vector])
    if int(count["hits"]["total"]["value"]) < ENOUGH * offers:
        return None
    # The cluster gives (1 + cosine) / 2.
    return {pk: 2 * score - 1 for pk, score in scored(hits)}

"""The search of the admin: Wagtail's own, behind a filter for what its query language would choke on."""

import re
from typing import Any

from modelsearch.backends import database
from modelsearch.backends.base import BaseSearchBackend
from modelsearch.query import And, Not, Or, Phrase, PlainText, SearchQuery

# Quotes and control characters end a text too early in SQLite's full-text search.
UNSPEAKABLE = re.compile(r"[\"\x00-\x1f\x7f]+")
LONGEST = 400


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name by which Wagtail looks for a backend
    """Wagtail's backend for the database in use, made calm."""
    plain = type(database.SearchBackend(dict(params)))
    return type(f"Calm{plain.__name__}", (CalmSearch, plain), {})(params)


class CalmSearch(BaseSearchBackend):
    """A backend to which anything may be said."""

    def _search(self, query_compiler_class: type, query: Any, model_or_queryset: Any, **kwargs: Any) -> Any:
        return super()._search(query_compiler_class, calm(query), model_or_queryset, **kwargs)


def calm(query: Any) -> Any:
    """A query without what cannot be searched; an empty text when nothing remains."""
    if isinstance(query, str):
        return clean(query)
    if isinstance(query, PlainText | Phrase):
        text = clean(query.query_string)
        if not text:
            return ""
        return (
            PlainText(text, operator=query.operator, boost=query.boost)
            if isinstance(query, PlainText)
            else Phrase(text)
        )
    if isinstance(query, And | Or):
        parts = [part for part in map(calm, query.subqueries) if isinstance(part, SearchQuery)]
        return type(query)(parts) if parts else ""
    if isinstance(query, Not):
        part = calm(query.subquery)
        return Not(part) if isinstance(part, SearchQuery) else ""
    return query


def clean(text: str) -> str:
    """The words of a text."""
    return " ".join(UNSPEAKABLE.sub(" ", text[:LONGEST]).split())

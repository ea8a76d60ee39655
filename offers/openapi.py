"""Pieces of the OpenAPI description that routes share."""

from typing import Any

from offers.asked import DEFAULT_LIMIT, MOST_ITEMS
from offers.network_schemas import ProblemDetails


def parameter(name: str, description: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A query parameter."""
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema, **more}


LIMIT = parameter(
    "limit",
    "How many items at most.",
    {"type": "integer", "minimum": 0, "maximum": MOST_ITEMS, "default": DEFAULT_LIMIT},
)
COMMON_PARAMETERS = [
    parameter("lang", "Language of labels and texts (BCP 47); beats Accept-Language.", {"type": "string"}),
    parameter("house", "Another House than that of the host, by its slug.", {"type": "string"}),
]
ALWAYS = (404, 406, 422, 429, 503)


def responses(schema: type | None, *more: int) -> dict[int, type | None]:
    """The answers of a route: one of its own (None: described apart), and problems."""
    return {200: schema, **dict.fromkeys(sorted({*ALWAYS, *more}), ProblemDetails)}

"""The OpenAPI description: what ninja knows of the routes, completed with what holds for every one of them."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from offers.answers import JSON, NDJSON
from offers.openapi import COMMON_PARAMETERS

EXAMPLES = Path(__file__).with_name("data") / "api_examples.json"
PROBLEM = "application/problem+json"
HEADERS = {
    "ETag": {"description": "Strong; If-None-Match answers 304.", "schema": {"type": "string"}},
    "Link": {"description": "The same answer in every language of the House.", "schema": {"type": "string"}},
    "Content-Language": {"description": "The asked language; labels are in it.", "schema": {"type": "string"}},
}
PROFESSIONAL = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key of the House for one organisation; its coordinators give it out.",
}
DESCRIPTION = (
    "What a House of the Child offers to families, for apps and other channels. Public and without a key, "
    "but for the layer for professionals. "
    "Names and meanings are fixed within version 1; fields and endpoints may be added."
)


HSDS_DESCRIPTION = (
    "The same catalogue as Open Referral HSDS 3.1. What HSDS has no field for is there twice: as a member that begins "
    "with `x_hvk_`, and as a plain attribute."
)


def describe(schema: dict[str, Any], description: str) -> dict[str, Any]:
    """The whole description, ready to send."""
    schema["info"]["description"] = description
    schema["info"]["license"] = {"name": "EUPL-1.2"}
    schema["servers"] = [{"url": "/"}]
    schema.setdefault("components", {})["securitySchemes"] = {"professional": PROFESSIONAL}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            complete(path, operation, is_public_read=method == "get" and "security" not in operation)
    return schema


def complete(path: str, operation: dict[str, Any], *, is_public_read: bool) -> None:
    """One operation: parameters of every endpoint, headers of every answer, problems as problems."""
    given = {(each["name"], each["in"]) for each in operation.setdefault("parameters", [])}
    operation["parameters"] += [each for each in COMMON_PARAMETERS if (each["name"], each["in"]) not in given]
    for name in re.findall(r"{(\w+)}", path):
        if (name, "path") not in given:
            operation["parameters"].append({"name": name, "in": "path", "required": True, "schema": {"type": "string"}})
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            response["content"] = {PROBLEM: next(iter(response.get("content", {PROBLEM: {}}).values()))}
        elif is_public_read:
            response["headers"] = HEADERS
            keep_own_format(response.get("content", {}))
            add_stream(operation, response.get("content", {}))
            add_example(operation, response.get("content", {}))
    if is_public_read:
        operation["responses"]["304"] = {"description": "Not modified"}


def keep_own_format(content: dict[str, Any]) -> None:
    """A route that names a format of its own answers in that one, not in plain JSON beside it."""
    if len(content) > 1:
        content.pop(JSON, None)


def add_stream(operation: dict[str, Any], content: dict[str, Any]) -> None:
    """A list that can be asked as a stream (`format=ndjson`) answers in that format too."""
    if any(each["name"] == "format" for each in operation["parameters"]):
        content[NDJSON] = {"schema": {"type": "string"}}


@cache
def examples() -> dict[str, Any]:
    """An answer of each operation that answers in JSON, by its id; `make openapi` takes them from the example House."""
    found: dict[str, Any] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return found


def add_example(operation: dict[str, Any], content: dict[str, Any]) -> None:
    """Show what an answer looks like."""
    example = examples().get(operation["operationId"])
    for media_type in content if example else ():
        if media_type.endswith("json") and media_type != NDJSON:
            content[media_type]["example"] = example

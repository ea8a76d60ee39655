"""The contract to read: as OpenAPI, and as a page without anything from elsewhere."""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hub.api import api, hsds_api
from hub.gateway_rules import no_parameters


@cache
def schema() -> dict[str, Any]:
    """The OpenAPI description; the same for every House and in every language."""
    return api.get_openapi_schema(path_prefix="/api/v1/")


@cache
def hsds_schema() -> dict[str, Any]:
    """The OpenAPI description of the HSDS face."""
    return hsds_api.get_openapi_schema(path_prefix="/api/hsds/v3/")


def openapi(request: HttpRequest) -> HttpResponse:
    """`GET /openapi.json`."""
    no_parameters(request)
    return HttpResponse(json.dumps(schema(), ensure_ascii=False), content_type="application/json")


def hsds_openapi(request: HttpRequest) -> HttpResponse:
    """`GET /api/hsds/v3/openapi.json`."""
    no_parameters(request)
    return HttpResponse(json.dumps(hsds_schema(), ensure_ascii=False), content_type="application/json")


def docs(request: HttpRequest) -> HttpResponse:
    """`GET /docs`: every endpoint with its parameters and a link to try it."""
    no_parameters(request)
    return render(request, "hub/api_docs.html", {"operations": operations(schema()), "info": schema()["info"]})


def sample_app(request: HttpRequest) -> HttpResponse:
    """`GET /docs/app`: an app in one file, to read and to begin from: list, offer, a copy that stays in step."""
    no_parameters(request)
    return render(request, "hub/sample_app.html")


def operations(description: dict[str, Any]) -> list[dict[str, Any]]:
    """The operations in the order of their addresses."""
    return [
        {
            **operation,
            "path": path,
            "method": method.upper(),
            "parameters": [shown(each) for each in operation["parameters"]],
            "body": members(operation),
        }
        for path, methods in sorted(description["paths"].items())
        for method, operation in methods.items()
    ]


def members(operation: dict[str, Any]) -> list[dict[str, Any]]:
    """The members of the JSON body of an operation, as the page shows them; none for one without a body."""
    content = operation.get("requestBody", {}).get("content", {})
    body = content.get("application/json", {}).get("schema", {})
    return [
        {
            "name": name,
            "required": name in body["required"],
            "kind": " | ".join(str(value) for value in each.get("enum", ["text"]) if value is not None),
            "description": each["description"],
        }
        for name, each in body.get("properties", {}).items()
    ]


def shown(parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter as the page shows it: one line for its values."""
    schema = parameter["schema"]
    values = schema.get("items", schema)
    kind = " | ".join(map(str, values.get("enum", []))) or values.get("type", "string")
    return parameter | {"kind": kind, "default": schema.get("default")}

"""The contract is a promise: every change of it shows in the snapshot (`make openapi` writes it anew)."""

import json
import os
from pathlib import Path

import pytest
from django.test import Client

SNAPSHOT = Path(__file__).parents[1] / "expected" / "openapi.json"
PROMISED = {
    "/api/v1/",
    "/api/v1/house",
    "/api/v1/houses",
    "/api/v1/taxonomy",
    "/api/v1/partners",
    "/api/v1/partners/{identifier}",
    "/api/v1/places",
    "/api/v1/places/{identifier}",
    "/api/v1/offers",
    "/api/v1/offers/{identifier}",
    "/api/v1/offers/{identifier}/occurrences",
    "/api/v1/offers/{identifier}.ics",
    "/api/v1/offers.ics",
    "/api/v1/occurrences",
    "/api/v1/changes",
    "/api/v1/offers.geojson",
    "/api/v1/feed.json",
    "/api/v1/feed.xml",
    "/api/v1/feedback",
    "/api/v1/questions",
    "/api/v1/professional/offers/{identifier}",
    "/api/v1/snapshot",
}


def description() -> dict:
    return Client().get("/api/v1/openapi.json").json()


def test_the_contract_is_the_one_that_was_promised() -> None:
    text = json.dumps(description(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(text, encoding="utf-8")
    assert text == SNAPSHOT.read_text(encoding="utf-8")


def test_every_promised_address_is_described() -> None:
    assert set(description()["paths"]) >= PROMISED


def test_every_operation_says_what_goes_wrong_in_one_shape() -> None:
    for path, operations in description()["paths"].items():
        for operation in operations.values():
            for status in ("404", "406", "422", "429"):
                assert list(operation["responses"][status]["content"]) == ["application/problem+json"], (path, status)


def test_what_is_not_public_and_what_writes_says_so() -> None:
    paths = description()["paths"]
    professional = paths["/api/v1/professional/offers/{identifier}"]["get"]
    assert professional["security"] == [{"professional": []}]
    assert {"401", "403"} < set(professional["responses"])
    assert "ETag" not in professional["responses"]["200"].get("headers", {})
    for name in ("feedback", "questions"):
        operation = paths[f"/api/v1/{name}"]["post"]
        assert {"202", "413", "415", "422"} < set(operation["responses"])
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        assert schema["additionalProperties"] is False
        assert "Leave empty" in schema["properties"]["website"]["description"]


@pytest.mark.django_db
def test_the_page_of_the_contract_needs_nobody_else() -> None:
    page = Client().get("/api/v1/docs").content.decode()
    assert "<script" not in page
    assert "https://" not in page
    assert "/api/v1/offers/{identifier}" in page
    assert "reply_to" in page

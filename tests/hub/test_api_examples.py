"""The description shows answers of the example House on the day of the tests (`make openapi` writes them)."""

import json
import os
from typing import Any

import pytest
import time_machine
from django.test import Client
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from hub.contract import EXAMPLES
from tests.example_data import LONDERZEEL, NOW

pytestmark = pytest.mark.usefixtures("example_houses")

CLINIC = "consultatiebureau-londerzeel"
ASKED = {
    "root": "/?lang=en",
    "house": "/house?lang=en",
    "houses": "/houses",
    "taxonomy": "/taxonomy?lang=en",
    "partners": "/partners?lang=en&limit=1",
    "partner": "/partners/kind-en-gezin-londerzeel?lang=en",
    "places": "/places?limit=1",
    "place": f"/places/{CLINIC}",
    "offers": "/offers?lang=en&q=baby&facets=category&limit=1",
    "offer": f"/offers/{CLINIC}?lang=en",
    "offer_occurrences": f"/offers/{CLINIC}/occurrences?lang=en&from=2026-12-01&to=2026-12-08",
    "occurrences": "/occurrences?lang=en&from=2026-12-01&to=2026-12-08&limit=1",
    "suggest": "/suggest?q=ba&lang=en&limit=3",
    "changes": "/changes?limit=2",
    "offers_geojson": "/offers.geojson?lang=en&category=infant-clinic",
    "json_feed": "/feed.json?lang=en&category=infant-clinic",
}
MOST_ROWS = 3


def shortened(value: Any) -> Any:
    """The same with at most three rows in each list: enough to see what they are like."""
    if isinstance(value, list):
        return [shortened(each) for each in value[:MOST_ROWS]]
    return {key: shortened(each) for key, each in value.items()} if isinstance(value, dict) else value


def description() -> dict[str, Any]:
    return Client().get("/api/v1/openapi.json").json()


def operations() -> dict[str, Any]:
    return {one["operationId"]: one for each in description()["paths"].values() for one in each.values()}


def test_examples_are_answers() -> None:
    known = operations()
    with time_machine.travel(NOW, tick=False):
        answers = {
            name: shortened(json.loads(Client().get(f"/api/v1{path}", headers={"host": f"{LONDERZEEL}:8000"}).content))
            for name, path in ASKED.items()
            if name in known
        }
    assert set(answers) == set(ASKED)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        EXAMPLES.write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    shown = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    assert {name: kinds(one) for name, one in shown.items()} == {name: kinds(one) for name, one in answers.items()}


def kinds(answer: dict[str, Any]) -> list[str]:
    """The members of an answer."""
    return sorted(answer)


@pytest.mark.parametrize("name", ASKED)
def test_an_example_has_the_shape_that_is_promised(name: str) -> None:
    whole = description()
    registry = Registry().with_resource("urn:contract", Resource.from_contents(whole, DRAFT202012))
    content = next(iter(operations()[name]["responses"]["200"]["content"].values()))
    schema = json.loads(json.dumps(content["schema"]).replace('"#/', '"urn:contract#/'))
    Draft202012Validator(schema, registry=registry).validate(content["example"])

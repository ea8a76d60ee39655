"""The secret of a partner is at no address of the admin, whatever Wagtail adds one day."""

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail.admin import urls as admin_urls

from tests.offers.isolation import PLACE, SECRET, STRANGERS, World

KEYS = {
    "page_id": "draft",
    "page_to_move_id": "draft",
    "parent_page_id": "partner",
    "destination_id": "partner",
    "page_pk": "draft",
    "revision_id": "revision",
    "revision_id_a": "live",
    "revision_id_b": "latest",
    "task_state_id": "task",
    "task_id": "approval",
    "workflow_state_id": "state",
    "image_id": "image",
    "document_id": "document",
    "translation_id": "translation",
    "translation_source_id": "source",
    "string_segment_id": "segment",
    "pk": "draft",
    "collection_id": "collection",
    "user_id": "1",
    "id": "draft",
    "child_of": "partner",
}
NAMES = {
    "content_type_app_name": "offers",
    "content_type_model_name": "offerpage",
    "app_label": "offers",
    "model_name": "offerpage",
    "action_name": "approve",
    "action": "delete",
    "model": "page",
    "object_id": "draft",
    "mode": "",
}


def every_address(patterns: list[Any], prefix: str = "/admin/") -> Iterator[str]:
    """All addresses of the admin, their parts in braces."""
    for pattern in patterns:
        address = (
            prefix + getattr(pattern.pattern, "_route", None) if hasattr(pattern.pattern, "_route") else prefix + "?"
        )
        if hasattr(pattern, "url_patterns"):
            yield from every_address(pattern.url_patterns, address)
        else:
            yield address


def filled(address: str, world: World) -> str:
    """An address with the keys of the secret things in the places of its parts."""
    parts = []
    for part in address.split("/"):
        if not part.startswith("<"):
            parts.append(part)
            continue
        name = part.strip("<>").split(":")[-1]
        if name in ("pk", "document_id", "image_id"):
            name = next((kind for kind in ("image", "document", "place") if f"/{kind}" in address), name)
        thing = world.things.get(KEYS.get(name, name), NAMES.get(name, KEYS.get(name, "1")))
        parts.append(str(getattr(thing, "pk", thing)))
    return "/".join(parts)


@pytest.mark.parametrize("person", STRANGERS)
def test_no_address_of_the_admin_shows_the_secret(world: World, person: str) -> None:
    """Whatever Wagtail adds one day: the secret of another is at none of its addresses."""
    client = world.client(person)
    client.raise_request_exception = False
    leaks = []
    for address in {filled(address, world) for address in every_address(admin_urls.urlpatterns) if "?" not in address}:
        if "logout" in address or "failwhale" in address:
            continue
        response = client.get(address)
        text = (b"".join(response.streaming_content) if response.streaming else response.content).decode(
            errors="replace"
        )
        if SECRET in text or (PLACE in text and person != "stranger"):
            leaks.append(address)
    assert leaks == []

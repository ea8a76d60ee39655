"""Identifiers of things that have none of their own in the catalogue, and objects without empty members."""

import uuid
from typing import Any

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://openreferral.org/hsds/3.1/offer-hub")


def derived(*parts: object) -> str:
    """The UUID of a part of something: the same parts give the same identifier, for ever."""
    return str(uuid.uuid5(NAMESPACE, "\n".join(map(str, parts))))


def filled(members: dict[str, Any]) -> dict[str, Any]:
    """An object without the members that have no value: HSDS has no null. False and 0 are values."""
    return {name: value for name, value in members.items() if value is not None and value != "" and value != []}

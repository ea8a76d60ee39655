"""How to reach somebody, and which languages are spoken there."""

from collections.abc import Iterable
from typing import Any

from offers.choices import SpokenHow
from offers.faces.hsds.identity import derived, filled
from offers.labels import language_name

INTERPRETED = frozenset({SpokenHow.INTERPRETER_ON_REQUEST.value, SpokenHow.INTERPRETER_PRESENT.value})


def phones(number: str | None, **belongs_to: str) -> list[dict[str, Any]]:
    """A phone number as a list of phones."""
    if not number:
        return []
    return [{"id": derived("phone", *belongs_to.values(), number), "number": number, "type": "voice"} | belongs_to]


def languages(spoken: Iterable[dict[str, Any]], service_id: str) -> list[dict[str, Any]]:
    """The languages that people there speak themselves, with their names in the ACTIVE language."""
    return [
        filled(
            {
                "id": derived("language", service_id, each["code"], each["how"]),
                "service_id": service_id,
                "name": language_name(each["code"]),
                "code": each["code"],
                "note": each["note"] or str(SpokenHow(each["how"]).label),
            }
        )
        for each in spoken
        if each["how"] not in INTERPRETED
    ]


def interpretation(spoken: Iterable[dict[str, Any]]) -> str:
    """The languages for which there is an interpreter, in words."""
    by_way: dict[str, list[str]] = {}
    for each in spoken:
        if each["how"] in INTERPRETED:
            by_way.setdefault(each["how"], []).append(language_name(each["code"]))
    return "; ".join(f"{SpokenHow(how).label}: {', '.join(names)}" for how, names in by_way.items())

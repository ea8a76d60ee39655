"""JSON bodies that the API takes: their members are declared once, for reading and for the description.

Every member is text. Nothing is silently ignored: an unknown or repeated member is a problem.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from home.problems import ApiProblem, InvalidBody, Problem, in_body
from offers.answers import JSON

MOST_BYTES = 8192
# Bytes of a body that is too large which are read and dropped, and how many at a time.
MOST_PASSED_OVER, PART = 8 * 1024 * 1024, 64 * 1024
# A body that is no JSON is answered like any other that makes no sense.
UNREADABLE = 422
# Controls but line breaks, marks that turn the direction of a line, halves of surrogate pairs.
UNUSABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class Member:
    """A member of a body: text of at most `longest` characters, or one of `choices`."""

    name: str
    description: str
    longest: int = 0
    choices: tuple[str, ...] = ()
    required: bool = False

    def read(self, value: Any) -> str:
        """The text, without what nothing can show; nothing for null. Raises ValueError with a sentence."""
        if value is None:
            value = ""
        if not isinstance(value, str):
            raise ValueError(_("This must be text."))
        text = usable(value)
        if self.choices and text and text not in self.choices:
            raise ValueError(_("Choose one of: %(choices)s.") % {"choices": ", ".join(self.choices)})
        if self.longest and len(text) > self.longest:
            raise ValueError(_("At most %(count)s characters.") % {"count": self.longest})
        if self.required and not text:
            raise ValueError(_("This is needed."))
        return text

    def openapi(self) -> dict[str, Any]:
        """The member in the description of the API."""
        schema: dict[str, Any] = {"type": "string" if self.required else ["string", "null"]}
        if self.choices:
            schema["enum"] = [*self.choices] if self.required else [*self.choices, None]
        if self.longest:
            schema["maxLength"] = self.longest
        if self.required and not self.choices:
            schema["minLength"] = 1
        return schema | {"description": self.description}


def usable(text: str) -> str:
    """A text without what nothing can show and no database can keep."""
    return UNUSABLE.sub(" ", text.replace("\r\n", "\n")).strip()


def body_description(members: Sequence[Member], example: dict[str, Any]) -> dict[str, Any]:
    """`requestBody` of an operation."""
    schema = {
        "type": "object",
        "properties": {member.name: member.openapi() for member in members},
        "required": [member.name for member in members if member.required],
        "additionalProperties": False,
    }
    return {"required": True, "content": {JSON: {"schema": schema, "example": example}}}


def read_body(request: HttpRequest, members: Sequence[Member]) -> dict[str, str]:
    """The members of the body, nothing for those that are absent. Raises ApiProblem 413, 415, 422."""
    given = json_object(request)
    known = {member.name: member for member in members}
    problems = [in_body(name, _("This field does not exist here.")) for name in given if name not in known]
    values: dict[str, str] = {}
    for name, member in known.items():
        try:
            values[name] = member.read(given.get(name))
        except ValueError as error:
            problems.append(in_body(name, str(error)))
    if problems:
        raise InvalidBody(problems)
    return values


def json_object(request: HttpRequest) -> dict[str, Any]:
    """The body as an object. Raises ApiProblem 413, 415, 422."""
    content = request.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        pass_over(request)
    if request.content_type != JSON:
        raise ApiProblem(415, _("Send JSON, with the header Content-Type: application/json."))
    if len(content) > MOST_BYTES:
        raise ApiProblem(413, _("At most %(count)s bytes.") % {"count": MOST_BYTES})
    try:
        found = json.loads(content.decode(), object_pairs_hook=without_repetition)
    except (ValueError, RecursionError):
        raise ApiProblem(UNREADABLE, _("The body is no JSON that can be read.")) from None
    if not isinstance(found, dict):
        raise ApiProblem(422, _("The body must be a JSON object."), [Problem("", _("This must be an object."), "")])
    return found


def pass_over(request: HttpRequest) -> None:
    """Let the rest of a body go by: a client that is still sending does not hear why it is refused."""
    for _part in range(MOST_PASSED_OVER // PART):
        if not request.read(PART):
            return


def without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object from its members. Raises InvalidBody for one that is there twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        raise InvalidBody([in_body(name, _("This can be given only once.")) for name in found if names.count(name) > 1])
    return found

"""Sends an event to UiTdatabank (settings HUB_UITDATABANK_URL and HUB_UITDATABANK_KEY; nothing without the first)."""

import http.client
import json
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

TIMEOUT_S = 10.0
MOST_BYTES = 1_000_000


class SendingFailed(Exception):  # noqa: N818 - says what happened
    """UiTdatabank did not take an event; the text says what it answered, and never holds the key."""


class NoRedirects(HTTPRedirectHandler):
    """Another address than the operator's own gets neither the event nor the key."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def send_event(event: dict[str, Any], event_id: str = "") -> str:
    """Make an event, or replace the one with this id. Returns its id in UiTdatabank. Raises SendingFailed."""
    if not settings.HUB_UITDATABANK_URL:
        raise SendingFailed("HUB_UITDATABANK_URL is not set.")
    address = f"{settings.HUB_UITDATABANK_URL.rstrip('/')}/events"
    if event_id:
        address += f"/{quote(event_id, safe='')}"
    answer = answer_to(address, "PUT" if event_id else "POST", event)
    found = answer.get("id", event_id) if isinstance(answer, dict) else event_id
    if not isinstance(found, str) or not found:
        raise SendingFailed("The answer names no id.")
    return found


def answer_to(address: str, method: str, event: dict[str, Any]) -> Any:
    """The JSON of the answer. Raises SendingFailed."""
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if settings.HUB_UITDATABANK_KEY:
        headers["X-Api-Key"] = settings.HUB_UITDATABANK_KEY
    body = json.dumps(event, ensure_ascii=False).encode()
    request = Request(address, data=body, headers=headers, method=method)  # noqa: S310 - the operator's own setting
    try:
        with build_opener(NoRedirects).open(request, timeout=TIMEOUT_S) as response:
            content = response.read(MOST_BYTES)
        return json.loads(content) if content else {}
    except HTTPError as error:
        raise SendingFailed(f"{error.code} {reason_in(error)}") from None
    except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:
        raise SendingFailed(type(error).__name__) from None


def reason_in(error: HTTPError) -> str:
    """What a problem document says, else the words of the status."""
    try:
        problem = json.loads(error.read(MOST_BYTES))
        return str(problem.get("detail") or problem.get("title") or error.reason)
    except (OSError, ValueError, AttributeError, http.client.HTTPException, RecursionError):
        return str(error.reason)

"""Opaque places to go on from: a number that only this hub can have written."""

import base64
import hashlib
import hmac

from django.conf import settings

SIGNATURE_BYTES = 6
LONGEST = 120


def encode_cursor(purpose: str, number: int) -> str:
    """A cursor for one purpose (a list with its filters, the log of a House)."""
    text = str(number).encode()
    return base64.urlsafe_b64encode(signature(purpose, text) + text).decode().rstrip("=")


def decode_cursor(purpose: str, cursor: str) -> int | None:
    """The number in a cursor; None when it is no cursor of this purpose."""
    if not cursor or len(cursor) > LONGEST or not cursor.isascii():
        return None
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return None
    signed, text = raw[:SIGNATURE_BYTES], raw[SIGNATURE_BYTES:]
    if not text.isdigit() or len(text) > 18 or not hmac.compare_digest(signed, signature(purpose, text)):
        return None
    return int(text)


def signature(purpose: str, text: bytes) -> bytes:
    """A few bytes that depend on the installation's secret."""
    return hmac.new(settings.SECRET_KEY.encode(), purpose.encode() + b"\0" + text, hashlib.sha256).digest()[
        :SIGNATURE_BYTES
    ]

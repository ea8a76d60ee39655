"""Access keys: make one, and see whose it is."""

import hashlib
import secrets
from datetime import date

from django.utils import timezone

from offers.models import AccessToken

PREFIX = "hvk_"
RANDOM_BYTES = 32
LONGEST = 200


def make_token(house_id: int, holder: str, expires_on: date) -> tuple[AccessToken, str]:
    """A new key: what is kept of it, and the key, which nobody can see again."""
    key = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
    row = AccessToken.objects.create(
        house_id=house_id, holder=holder, digest=digest_of(key), made_on=timezone.localdate(), expires_on=expires_on
    )
    return row, key


def digest_of(key: str) -> str:
    """What is kept of a key. Its 256 random bits need no slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()


def valid_token(key: str) -> AccessToken | None:
    """What a key opens, None for one that is unknown, revoked or too old. The day of its use is noted."""
    if not key.startswith(PREFIX) or len(key) > LONGEST:
        return None
    today = timezone.localdate()
    token = AccessToken.objects.filter(digest=digest_of(key), expires_on__gte=today).first()
    if token and token.last_used_on != today:
        AccessToken.objects.filter(pk=token.pk).update(last_used_on=today)
    return token

"""How many requests of one kind an anonymous client may make in a minute, or in a longer time."""

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

WINDOW_SECONDS = 60
MOST_CLIENTS = 50_000


@dataclass(frozen=True)
class Allowance:
    """What a client may still ask in this window."""

    limit: int
    remaining: int
    seconds_left: int
    window: int = WINDOW_SECONDS

    @property
    def is_used_up(self) -> bool:
        """Has the client asked more than it may?"""
        return self.remaining < 0

    def headers(self) -> dict[str, str]:
        """The RateLimit header fields (draft-ietf-httpapi-ratelimit-headers)."""
        return {
            "RateLimit-Policy": f'"anonymous";q={self.limit};w={self.window}',
            "RateLimit": f'"anonymous";r={max(0, self.remaining)};t={self.seconds_left}',
        }


class Throttle:
    """Counts per client address in windows of a minute (or of `seconds`), in the memory of this process.

    `limit` gives how many this process allows, None for no limit. No address is kept: what is counted by is a digest
    under a key that is made anew for every window and never leaves the process.
    """

    def __init__(self, limit: Callable[[], int | None], seconds: int = WINDOW_SECONDS) -> None:
        self.limit = limit
        self.seconds = seconds
        self.key = b""
        self.lock = threading.Lock()
        self.window = 0
        self.used: dict[bytes, int] = {}

    def take(self, address: str, cost: int = 1) -> Allowance | None:
        """Count a request of a client; None when there is no limit."""
        limit = self.limit()
        if limit is None:
            return None
        now = time.time()
        with self.lock:
            if int(now // self.seconds) != self.window or len(self.used) > MOST_CLIENTS:
                self.window, self.used, self.key = int(now // self.seconds), {}, secrets.token_bytes(16)
            client = hashlib.blake2b(address.encode(), key=self.key, digest_size=8).digest()
            used = self.used[client] = self.used.get(client, 0) + cost
        return Allowance(limit, limit - used, self.seconds - int(now % self.seconds), self.seconds)


def limit_of_api() -> int | None:
    """The limit of HUB_API_RATE, shared between the worker processes; None for `off`."""
    rate = settings.HUB_API_RATE.strip().lower()
    if rate == "off":
        return None
    if not rate.isdigit() or int(rate) < 1:
        raise ImproperlyConfigured("HUB_API_RATE must be a number of requests a minute, or off.")
    return max(1, int(rate) // settings.HUB_WORKERS)


def client_address(request: HttpRequest) -> str:
    """The address of the client: behind HUB_PROXIES trusted proxies, the one that the outermost of them saw."""
    proxies = settings.HUB_PROXIES
    if proxies:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        if len(hops) >= proxies:
            return hops[-proxies]
    return request.META.get("REMOTE_ADDR", "")

"""Which addresses may be told: servers on the internet, never what lies behind the hub's own walls.

A name is looked up once, every address that it leads to is judged, and the connection is made to one of exactly these:
a name that leads elsewhere a moment later (DNS rebinding) gains nothing.
"""

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from offers.webhooks.failures import Failure, WebhookError

LONGEST_ADDRESS = 500
UNSUITABLE = re.compile(r"[\x00-\x20\x7f\\]|[^\x00-\x7f]")
PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True)
class Target:
    """An address in its parts."""

    is_secure: bool
    host: str
    port: int
    path: str


def target_of(address: str) -> Target:
    """An address in its parts. Nothing is looked up. Raises WebhookError when it can be none."""
    if len(address) > LONGEST_ADDRESS or UNSUITABLE.search(address):
        raise WebhookError(Failure.ADDRESS)
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise WebhookError(Failure.ADDRESS) from None
    if parts.scheme not in PORTS or not host or parts.fragment or port == 0:
        raise WebhookError(Failure.ADDRESS)
    if parts.scheme != "https" and not settings.HUB_WEBHOOKS_PRIVATE:
        raise WebhookError(Failure.NOT_SECURE)
    if parts.username is not None or parts.password is not None:
        raise WebhookError(Failure.PASSWORD)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme == "https", host, port or PORTS[parts.scheme], path)


def is_public(text: str) -> bool:
    """Is this the IP address of a server on the internet?

    Not so: private, shared, loopback, link-local, multicast, reserved and documentation ranges (the registries of
    IANA, as `ipaddress` has them), and IPv6 addresses that stand for an IPv4 address.
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and (
        address.ipv4_mapped or address.sixtofour or address.teredo or address.is_site_local
    ):
        return False
    return address.is_global and not (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
    )


def looked_up(target: Target) -> list[str]:
    """The IP addresses to which a name leads, each once. Raises WebhookError when there is none."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise WebhookError(Failure.UNKNOWN) from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(target: Target) -> list[str]:
    """The IP addresses to which the connection may be made. Raises WebhookError.

    A name that leads to one private address is refused whole. Without encryption only private addresses are told, and
    both only where the setting HUB_WEBHOOKS_PRIVATE allows it.
    """
    addresses = looked_up(target)
    public = [is_public(address) for address in addresses]
    if not all(public) and not settings.HUB_WEBHOOKS_PRIVATE:
        raise WebhookError(Failure.PRIVATE)
    if not target.is_secure and any(public):
        raise WebhookError(Failure.NOT_SECURE)
    return addresses

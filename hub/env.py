"""Read settings from the environment; stop the start with a clear sentence when one is missing or wrong."""

import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The value of a variable. Raises ImproperlyConfigured when it is not set and has no default."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(
            f"The environment variable {name} is not set; README, 'Settings', says what it is for."
        )
    return value


def flag(name: str, *, default: bool) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"The environment variable {name} must be true or false, not {value!r}.")


def number(name: str, default: int) -> int:
    """A whole number. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip()
    try:
        return int(value) if value else default
    except ValueError:
        raise ImproperlyConfigured(f"The environment variable {name} must be a whole number, not {value!r}.") from None


def items(name: str, default: str = "") -> list[str]:
    """A comma-separated list, without blanks."""
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def choice(name: str, choices: tuple[str, ...]) -> str:
    """One of some words, the first by default. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip() or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"The environment variable {name} must be {' or '.join(choices)}, not {value!r}.")
    return value


def addresses(name: str, *, needed: bool) -> list[str]:
    """A comma-separated list of addresses of servers with scheme and port. Raises ImproperlyConfigured for others."""
    found = items(name) or ([text(name)] if needed else [])
    for address in found:
        parts = urlsplit(address)
        try:
            complete = parts.scheme in ("http", "https") and parts.hostname and parts.port
        except ValueError:
            complete = False
        if not complete:
            raise ImproperlyConfigured(
                f"The environment variable {name} must name each server as https://host:9200, with its port."
            )
    return found

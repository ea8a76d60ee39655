"""`manage.py bench`: how fast the server answers, beside a view that does nothing. `make bench` calls it."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from offers.documents.read import houses, taxonomy
from offers.models import PublishedOffer

HOST = "127.0.0.1"
BARE = "bare view"
LANGS = ("nl", "fr", "ar", "uk", "tr")
WORDS = ("baby", "spelen", "huiswerk", "opvoeding", "babbel", "muziek", "sport", "taal", "bebek", "garde")


class Command(BaseCommand):
    """Starts the production server on the data of this installation and asks it questions that differ each time."""

    help = "Measure requests a second and latency of pages and API; ratios are to the bare view of the same run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seconds", type=float, default=3.0, help="how long each kind is asked")

    def handle(self, *args: Any, **options: Any) -> None:
        if not houses():
            raise CommandError("There is no House to measure: run `make demo` once.")
        rows = []
        with server() as port:
            for name, paths in kinds().items():
                rows.append((name, *ask(port, paths, options["seconds"])))
        bare = next(rate for name, rate, _p50, _p95 in rows if name == BARE)
        self.stdout.write(f"{'kind':24} {'a second':>9} {'ratio':>6} {'p50 ms':>7} {'p95 ms':>7}")
        for name, rate, p50, p95 in rows:
            self.stdout.write(f"{name:24} {rate:9.0f} {rate / bare:6.2f} {p50:7.2f} {p95:7.2f}")


def kinds() -> dict[str, list[str]]:
    """What is asked: many different addresses of each kind."""
    house = houses()[0]
    slugs = list(PublishedOffer.objects.live(house.id).values_list("slug", flat=True)[:200])
    categories = [term["slug"] for term in taxonomy(house, "nl")["categories"]]
    api = "/api/v1"
    return {
        BARE: ["/healthz"],
        "API list": [
            f"{api}/offers?limit=20&lang={lang}&sort={sort}"
            for lang in LANGS
            for sort in ("title", "next", "-updated_at")
        ],
        "API filter": [
            f"{api}/offers?category={slug}&free={free}" for slug in categories for free in ("true", "false")
        ],
        "API all facets": [f"{api}/offers?limit=0&facets=all&category={slug}" for slug in categories],
        "API search": [f"{api}/offers?q={word}&lang={lang}" for word in WORDS for lang in LANGS],
        "API detail": [f"{api}/offers/{slug}?lang={lang}" for slug in slugs for lang in LANGS],
        "API changes": [f"{api}/changes?limit={limit}" for limit in range(10, 100)],
        "page home": [f"/{lang}/" for lang in LANGS],
        "page catalogue": [f"/{lang}/aanbod/?category={slug}" for lang in LANGS for slug in categories],
        "page offer": [f"/{lang}/aanbod/{slug}/" for slug in slugs for lang in LANGS],
    }


@contextmanager
def server() -> Iterator[int]:
    """The production server with one worker and no throttle, on a free port, until the measuring is done."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    granian = str(Path(sys.executable).with_name("granian"))
    arguments = [
        granian,
        "--interface",
        "wsgi",
        "--host",
        HOST,
        "--port",
        str(port),
        "--workers",
        "1",
        "--log-level",
        "error",
        "hub.wsgi:application",
    ]
    environment = os.environ | {"HUB_API_RATE": "off", "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    process = subprocess.Popen(arguments, env=environment)  # noqa: S603 - our own program, no input in it
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def wait_for(port: int) -> None:
    """Until the server answers. Raises CommandError after half a minute."""
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            time.sleep(0.1)
    raise CommandError("The server does not start.")


def ask(port: int, paths: list[str], seconds: float) -> tuple[float, float, float]:
    """Ask one after the other over one connection.

    Returns answers a second, median and 95th percentile in milliseconds.
    """
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    for path in paths[:20]:
        fetch(connection, path)
    times, end = [], time.perf_counter() + seconds
    for path in cycle(paths):
        begun = time.perf_counter()
        fetch(connection, path)
        times.append(time.perf_counter() - begun)
        if time.perf_counter() > end:
            break
    ordered = sorted(times)
    return len(times) / sum(times), statistics.median(times) * 1000, ordered[int(len(ordered) * 0.95)] * 1000


def fetch(connection: http.client.HTTPConnection, path: str) -> None:
    """One request, read to its end. Raises CommandError for anything but 200."""
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    reply = connection.getresponse()
    reply.read()
    if reply.status != http.client.OK:
        raise CommandError(f"{path} answers {reply.status}")

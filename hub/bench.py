"""How fast the production server answers API and pages: wrk counts, beside a bare view in the same run."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from django.conf import settings
from django.core.management.base import CommandError

HOST = "127.0.0.1"
WORKERS, CONNECTIONS = 2, 16
SCRIPT = Path(__file__).with_name("bench.lua")
LANGS = ("nl", "fr", "ar", "uk", "tr")
SORTS = ("title", "next", "-updated_at")
WORDS = ("baby", "spelen", "huiswerk", "opvoeding", "babbel", "muziek", "sport", "taal", "bebek", "garde", "zwemmen")
AGES = range(0, 200, 3)
MOST_OFFERS = 3000
Question = tuple[str, str]


@dataclass(frozen=True)
class Speed:
    """What wrk measured of one kind: answers a second, milliseconds."""

    rate: float
    p50: float
    p99: float
    failed: int


@dataclass(frozen=True)
class Row:
    """A kind of question, and the bare view with answers of the same size."""

    kind: str
    size: int
    differing: Speed
    repeated: Speed
    bare: Speed


class Server:
    """The production server on some data, as an app meets it."""

    def __init__(self, port: int, pid: int) -> None:
        self.port, self.pid = port, pid

    def fetch(self, path: str, **headers: str) -> tuple[bytes, str]:
        """Body and entity tag of an answer. Raises CommandError for anything but 200."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        connection.request("GET", path, headers=headers)
        reply = connection.getresponse()
        body = reply.read()
        connection.close()
        if reply.status != http.client.OK:
            raise CommandError(f"{path} answers {reply.status}")
        return body, reply.headers.get("ETag", "")

    def measure(self, questions: Sequence[Question], seconds: float, *, repeated: bool = False) -> Speed:
        """Ask these in turns from 16 connections. Raises CommandError when wrk is missing or anything fails."""
        wrk = shutil.which("wrk")
        if wrk is None:
            raise CommandError("wrk is missing: apt-get install wrk")
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.writelines(f"{path}\t{tag}\n" for path, tag in questions)
            file.flush()
            command = [
                wrk,
                "-t1",
                f"-c{CONNECTIONS}",
                f"-d{seconds:.0f}s",
                "-s",
                str(SCRIPT),
                f"http://{HOST}:{self.port}",
            ]
            command += ["--", file.name, "repeated" if repeated else "differing"]
            output = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603
        speed = Speed(**json.loads(output.strip().splitlines()[-1]))
        if speed.failed:
            raise CommandError(f"{speed.failed} requests failed, such as {questions[0][0]}")
        return speed

    def memory(self) -> list[int]:
        """Resident megabytes of each process that answers."""
        pids = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii").split()
        return [resident(int(pid)) for pid in pids]


def resident(pid: int) -> int:
    """Resident megabytes of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


@contextmanager
def server(environment: dict[str, str]) -> Iterator[Server]:
    """The production server on a free port, until the measuring is done."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    granian = str(Path(sys.executable).with_name("granian"))
    options = {"interface": "wsgi", "host": HOST, "port": port, "workers": WORKERS, "blocking-threads": 1}
    arguments = [f"--{name}={value}" for name, value in options.items()]
    process = subprocess.Popen(  # noqa: S603 - our own program, no input in it
        [granian, *arguments, "--log-level=error", "hub.wsgi:application"],
        env=environment | {"DJANGO_SETTINGS_MODULE": "hub.settings.bench"},
        cwd=settings.BASE_DIR,
    )
    try:
        made = Server(port, process.pid)
        wait_for(made)
        yield made
    finally:
        process.terminate()
        process.wait(20)


def wait_for(started: Server) -> None:
    """Until the server answers. Raises CommandError after half a minute."""
    for _ in range(300):
        try:
            started.fetch("/readyz")
        except (OSError, CommandError):
            time.sleep(0.1)
        else:
            return
    raise CommandError("The server does not start.")


def questions(started: Server, house: str) -> dict[str, list[Question]]:
    """What is asked of each kind: many different addresses."""
    api, random = "/api/v1", Random(1)  # noqa: S311 - the same questions each time
    own = f"house={house}" if house else "limit=20"
    categories = [term["slug"] for term in json.loads(started.fetch(f"{api}/taxonomy")[0])["categories"]]
    slugs = slugs_of(started, f"{api}/offers?{own.replace('limit=20', '')}&limit=100&audience=all".replace("?&", "?"))
    lists = [f"{api}/offers?{own}&lang={lang}&sort={sort}" for lang in LANGS for sort in SORTS]
    filters = [
        f"{api}/offers?{own}&lang={lang}&category={slug}&age_months={age}"
        for lang in LANGS
        for slug in categories
        for age in random.sample(AGES, 4)
    ]
    end = f"?house={house}&lang=" if house else "?lang="
    details = [f"{api}/offers/{slug}{end}{lang}" for slug in slugs for lang in LANGS]
    random.shuffle(details)
    asked = {
        "list": lists,
        "filter": filters,
        "filter, all facets": [f"{address}&facets=all" for address in filters],
        "detail": details,
        "search": [f"{api}/offers?{own}&q={word}&lang={lang}" for word in WORDS for lang in LANGS],
        "suggest": [f"{api}/suggest{end}{lang}&q={word[:3]}" for word in WORDS for lang in LANGS],
        "changes": [f"{api}/changes{end}nl&limit={limit}" for limit in range(50, 150)],
    }
    if not house:
        # Pages have the House of the host: that of a made-up House is not asked.
        asked |= {
            "page home": [f"/{lang}/" for lang in LANGS],
            "page catalogue": [f"/{lang}/aanbod/?category={slug}" for lang in LANGS for slug in categories],
            "page offer": [f"/{lang}/aanbod/{slug}/" for slug in slugs for lang in LANGS],
        }
    found = {kind: [(address, "") for address in addresses] for kind, addresses in asked.items()}
    found["304 of details"] = [(address, started.fetch(address)[1]) for address in details[:300]]
    return found


def slugs_of(started: Server, address: str) -> list[str]:
    """The slugs of the first offers of a list, from part to part."""
    slugs: list[str] = []
    while address and len(slugs) < MOST_OFFERS:
        part = json.loads(started.fetch(address)[0])
        slugs += [item["slug"] for item in part["items"]]
        address = (part["next"] or "").partition(str(started.port))[2]
    return slugs


def rows(started: Server, house: str, seconds: float) -> Iterator[Row]:
    """Measure each kind, with the bare view right after it."""
    for kind, asked in questions(started, house).items():
        for path, _tag in asked[:50]:
            started.fetch(path)
        sizes = [0] if kind.startswith("304") else [len(started.fetch(path)[0]) for path, _tag in asked[:40]]
        size = sum(sizes) // len(sizes)
        yield Row(
            kind,
            size,
            started.measure(asked, seconds),
            started.measure(asked[:20], seconds, repeated=True),
            started.measure([(f"/bare/{size}", "")], seconds),
        )

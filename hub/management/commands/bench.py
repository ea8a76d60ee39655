"""`manage.py bench`: how fast API and pages answer, beside a view that does nothing. `make bench` calls it."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.bench import Row, rows, server
from hub.bench_data import HOUSE, environment_of, generated
from offers.documents.read import houses

TITLES = ("kind", "bytes", "differing/s", "ratio", "repeated/s", "ratio", "bare/s", "p50 ms", "p99 ms")
WIDTHS = (20, 8, 12, 7, 11, 7, 8, 8, 8)


class Command(BaseCommand):
    """Starts the production server with two workers and asks it from sixteen connections."""

    help = "Measure requests a second of API and pages; ratios are to a bare view with answers of the same size."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seconds", type=float, default=4.0, help="how long each kind is asked, default 4")
        parser.add_argument("--sizes", type=int, nargs="+", help="measure made-up Houses of so many offers instead")
        parser.add_argument("--folder", help="keep their databases here, and use those that are there")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["sizes"]:
            if not houses():
                raise CommandError("There is no House to measure: run `make demo` once.")
            self.report(dict(os.environ), "", options["seconds"])
            return
        with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
            found = {}
            for size in sorted(options["sizes"]):
                data, made = generated(Path(options["folder"] or temporary), size)
                self.stdout.write(f"\n{made}")
                found[size] = self.report(environment_of(data), HOUSE, options["seconds"])
        smallest, *_others, largest = found if len(found) > 1 else (*found, *found)
        for small, large in zip(found[smallest], found[largest], strict=True):
            growth = large.differing.p99 / small.differing.p99
            self.stdout.write(f"{small.kind:20} p99 grows {growth:4.1f}x from {smallest} to {largest} offers")

    def report(self, environment: dict[str, str], house: str, seconds: float) -> list[Row]:
        """Measure one installation and show it."""
        found = []
        with server(environment) as started:
            self.show(TITLES)
            for row in rows(started, house, seconds):
                differing, repeated, bare = row.differing, row.repeated, row.bare
                ratios = [f"{speed.rate / bare.rate:.2f}" for speed in (differing, repeated)]
                rates = [f"{speed.rate:.0f}" for speed in (differing, repeated, bare)]
                times = [f"{time:.1f}" for time in (differing.p50, differing.p99)]
                self.show((row.kind, str(row.size), rates[0], ratios[0], rates[1], ratios[1], rates[2], *times))
                found.append(row)
            self.stdout.write(f"resident memory of the workers: {', '.join(map(str, started.memory()))} MB")
        return found

    def show(self, cells: tuple[str, ...]) -> None:
        """One line of the table."""
        others = "".join(cell.rjust(width) for cell, width in zip(cells[1:], WIDTHS[1:], strict=True))
        self.stdout.write(cells[0].ljust(WIDTHS[0]) + others)
        self.stdout.flush()

"""`manage.py bench_search`: how fast the search answers as a House grows. `make bench-search` calls it."""

import json
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.bench_data import HOUSE, generated, manage
from hub.search_bench import measure
from offers.documents.read import house_by_slug


class Command(BaseCommand):
    """Makes a database with made-up offers for each size and asks it, in a process of its own."""

    help = "Measure the answers of the search, in this process and without HTTP, for Houses of several sizes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000], help="numbers of offers")
        parser.add_argument("--folder", help="keep the databases here, and use those that are there")
        parser.add_argument("--measure", action="store_true", help="only measure the House of this database, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["measure"]:
            house = house_by_slug(HOUSE)
            if house is None:
                raise CommandError(f"There is no House {HOUSE!r} here: run `manage.py generate_offers`.")
            self.stdout.write(measure(house).as_json())
            return
        with tempfile.TemporaryDirectory(prefix="bench-search-") as temporary:
            folder = Path(options["folder"] or temporary)
            figures = {size: self.figures(folder, size) for size in sorted(options["sizes"])}
        for line in lines_of(figures):
            self.stdout.write(line)

    def figures(self, folder: Path, size: int) -> dict[str, Any]:
        """Measure one size; its database is made unless it is there."""
        own, made = generated(folder, size)
        self.stdout.write(made)
        self.stdout.flush()
        found: dict[str, Any] = json.loads(manage(own, "bench_search", "--measure"))
        return found


def lines_of(figures: dict[int, dict[str, Any]]) -> list[str]:
    """Tables: times of each kind and size with the growth of p99, then what belongs to the process."""
    smallest, largest = min(figures), max(figures)
    lines = [f"{'milliseconds':28}{'offers':>8}{'p50':>8}{'p95':>8}{'p99':>8}{'p99 of processor':>18}"]
    for kind in figures[smallest]["kinds"]:
        for size, found in figures.items():
            times = found["kinds"][kind]
            numbers = "".join(f"{times[name]:8.1f}" for name in ("p50", "p95", "p99"))
            lines.append(f"{kind:28}{size:8}{numbers}{times['processor_p99']:18.1f}")
        if smallest != largest:
            growth = [
                figures[largest]["kinds"][kind][name] / figures[smallest]["kinds"][kind][name]
                for name in ("p99", "processor_p99")
            ]
            lines.append(f"{'':28}{'growth':>8}{'':16}{growth[0]:7.1f}x{growth[1]:17.1f}x")
    lines.append(
        f"{'offers':>8}{'first answer s':>16}{'memory MB':>11}{'with meaning':>14}{'texts/s':>9}{'query ms':>10}"
    )
    for size, found in figures.items():
        lines.append(
            f"{size:8}{found['first_answer']:16.1f}{found['memory']:11.0f}{found['memory_with_meaning']:14.0f}"
            f"{found['passages_a_second']:9.1f}{found['query_vector']:10.1f}"
        )
    return lines

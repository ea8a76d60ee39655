"""`manage.py worker`: the jobs beside requests, until it is told to stop."""

import os
import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hub.worker import Worker, jobs

SECONDS_BETWEEN_LOOKS = 0.5


class Command(BaseCommand):
    """Runs the jobs of `hub.worker`; one such process beside the servers is enough."""

    help = "Make vectors of new texts, publish what is planned, clean up. Stops at SIGTERM or SIGINT."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run every job once and stop")
        parser.add_argument(
            "--with-parent", type=int, metavar="PID", help="stop when this process, its parent, is gone"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker(jobs())
        if options["once"]:
            worker.run_due()
            return
        stopped = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_signal: stopped.set())
        parent = options["with_parent"]
        self.stdout.write("The worker runs.")
        self.stdout.flush()
        while not stopped.wait(SECONDS_BETWEEN_LOOKS):
            if parent and os.getppid() != parent:
                return
            worker.run_due()

"""`manage.py demo`: everything for a look around on this machine, then the production server. `make demo` calls it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from offers import demo

ADDRESS = "127.0.0.1"


class Command(BaseCommand):
    """Tables, example Houses, static files, server. Interrupted at any moment, it begins again where it stopped."""

    help = "Prepare the demo and serve it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("HUB_PORT", "8000")))
        parser.add_argument("--prepare-only", action="store_true", help="do not start the server")

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        self.step(f"Tables in {settings.DATABASES['default']['NAME']}")
        call_command("migrate", verbosity=0, interactive=False)
        self.step("Example Houses Londerzeel and Essen")
        call_command("load_demo", port=port)
        call_command("documents", "rebuild", if_needed=True)
        self.step("Static files")
        call_command("collectstatic", verbosity=0, interactive=False)
        self.show_addresses(port)
        if not options["prepare_only"]:
            start_worker()
            serve(port)

    def step(self, text: str) -> None:
        """Say what happens now."""
        self.stdout.write(f"{timezone.localtime():%H:%M:%S}  {text}")
        self.stdout.flush()

    def show_addresses(self, port: int) -> None:
        """Where to look, and with which accounts."""
        lines = [
            "",
            f"  Londerzeel   http://londerzeel.localhost:{port}/",
            f"  Essen        http://essen.localhost:{port}/",
            f"  API          http://londerzeel.localhost:{port}/api/v1/docs",
            f"  Admin        http://londerzeel.localhost:{port}/admin/",
            "",
            "  Demo accounts (name, password):",
            *(f"    {account.name:28} {demo.PASSWORD:20} {account.purpose}" for account in demo.ACCOUNTS),
            "",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def start_worker() -> None:
    """The worker as a child of what becomes the server, with the lowest claim to the processor; it ends with it."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker", "--with-parent", str(os.getpid())]
    subprocess.Popen(["nice", "-n", "19", *command], stdout=subprocess.DEVNULL)  # noqa: S603, S607 - no input in it


def serve(port: int) -> None:
    """Become the server: one process, so that the throttle of the API counts for the whole demo."""
    granian = str(Path(sys.executable).with_name("granian"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    arguments = [
        "--interface",
        "wsgi",
        "--host",
        ADDRESS,
        "--port",
        str(port),
        "--workers",
        "1",
        "--blocking-threads",
        "4",
        "--log-level",
        "warning",
    ]
    os.execv(granian, [granian, *arguments, "hub.wsgi:application"])  # noqa: S606 - no shell, no input in it

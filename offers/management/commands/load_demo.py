"""`manage.py load_demo`: both example Houses with their accounts; running it again changes nothing."""

import time
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from offers import demo
from offers.catalogue_import import import_catalogue


class Command(BaseCommand):
    """Loads the example catalogue and says what it does."""

    help = "Load the example Houses Londerzeel and Essen; what is there already stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="the port on which the Houses are served")

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()

        def say(text: str) -> None:
            self.stdout.write(f"  {time.monotonic() - begun:5.1f} s  {text}")
            self.stdout.flush()

        today = timezone.localdate()
        wrote = import_catalogue(demo.DATA, today=today, port=options["port"], say=say)
        if wrote:
            # Rows that come in sets send no signals: the admin's own search and its usage counts learn of them here.
            say("search and usage counts of the admin")
            call_command("update_index", verbosity=0, stdout=StringIO())
            call_command("rebuild_references_index", verbosity=0, stdout=StringIO())
        if demo.serve_on(options["port"]):
            say(f"addresses moved to port {options['port']}")
        say("example data loaded" if wrote else "example data are there already")
        made = demo.add_accounts()
        say(f"{made} accounts made" if made else "the accounts are there already")

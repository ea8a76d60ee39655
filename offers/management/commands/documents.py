"""`manage.py documents rebuild|verify`: make the read model again, or prove that it is right."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.models import HousePage
from offers.documents.refresh import refresh_house
from offers.documents.verify import verify_house


class Command(BaseCommand):
    """Compares every document with its pages; `rebuild` also writes what differs."""

    help = "rebuild: make the read model equal to the pages. verify: say what is wrong with it, exit 1 if anything is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["rebuild", "verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        problems = []
        for house in HousePage.objects.filter(locale__language_code="nl").order_by("path"):
            if options["action"] == "rebuild":
                self.stdout.write(f"{house.slug}: {refresh_house(house)} changed")
            else:
                problems += [f"{house.slug}: {problem}" for problem in verify_house(house)]
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} problems; `documents rebuild` mends them.")
        if options["action"] == "verify":
            self.stdout.write("The documents are those of the pages.")

"""`manage.py documents rebuild|verify`: make the read model again, or prove that it is right."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.models import HousePage
from offers.documents.release import houses_of_another_release, rebuild
from offers.documents.verify import verify_house


class Command(BaseCommand):
    """Compares every document with its pages; `rebuild` also writes what differs."""

    help = "rebuild: make the read model equal to the pages. verify: say what is wrong with it, exit 1 if anything is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["rebuild", "verify"])
        parser.add_argument("--if-needed", action="store_true", help="rebuild only what another release made")

    def houses(self, *, only_of_another_release: bool) -> list[HousePage]:
        """The Houses to look at."""
        if only_of_another_release:
            return houses_of_another_release()
        return list(HousePage.objects.filter(locale__language_code="nl").order_by("path"))

    def handle(self, *args: Any, **options: Any) -> None:
        problems = []
        for house in self.houses(only_of_another_release=options["if_needed"]):
            if options["action"] == "rebuild":
                self.stdout.write(f"{house.slug}: {rebuild(house)} changed")
            else:
                problems += [f"{house.slug}: {problem}" for problem in verify_house(house)]
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} problems; `documents rebuild` mends them.")
        if options["action"] == "verify":
            self.stdout.write("The documents are those of the pages.")

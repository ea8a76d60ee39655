"""`manage.py check_teams`: every night, make sure that teams have exactly their rights."""

from typing import Any

from django.core.management.base import BaseCommand

from home.actions import check_teams


class Command(BaseCommand):
    """Mends the teams of Houses and partners and says what was wrong."""

    help = "Give every House and every partner its team with exactly its rights, and report what had to be mended."

    def handle(self, *args: Any, **options: Any) -> None:
        mended: list[str] = []
        check_teams(mended.append)
        for line in mended:
            self.stdout.write(line)
        self.stdout.write(f"{len(mended)} things mended." if mended else "All teams are as they should be.")

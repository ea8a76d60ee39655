"""`manage.py search_index rebuild|status`: make the word index again, or tell whether that is needed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.models import HousePage
from offers.models import PublishedOffer
from search.engines.database import DatabaseEngine, index_is_current
from search.models import Posting


class Command(BaseCommand):
    """Rebuilds or examines the index of every House, or of one."""

    help = "rebuild: make the search index again. status: say how large it is, exit 1 when it needs a rebuild."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["rebuild", "status"])
        parser.add_argument("--house", help="slug of the only House to handle")

    def handle(self, *args: Any, **options: Any) -> None:
        houses = HousePage.objects.filter(locale__language_code="nl").order_by("path")
        if options["house"]:
            houses = houses.filter(slug=options["house"])
        if options["house"] and not houses:
            raise CommandError(f"There is no House {options['house']!r}.")
        outdated = []
        for house in houses:
            if options["action"] == "rebuild":
                self.stdout.write(f"{house.slug}: {DatabaseEngine().rebuild(house.pk)} offers indexed")
                continue
            self.stdout.write(f"{house.slug}: {self.size(house.pk)}")
            if not index_is_current(house.pk):
                outdated.append(house.slug)
        if outdated:
            raise CommandError(f"Outdated: {', '.join(outdated)}; `search_index rebuild` mends that.")

    def size(self, house_id: int) -> str:
        """How many offers there are, and how many terms of how many of them are indexed."""
        postings = Posting.objects.filter(house_id=house_id)
        live = PublishedOffer.objects.live(house_id).count()
        return f"{live} offers, {postings.values('offer').distinct().count()} indexed under {postings.count()} terms"

"""`manage.py explain_search "iets voor mijn baby" --lang ar --house essen`: what each leg of the search did."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from offers.documents.houses import houses
from search.explanation import explain


class Command(BaseCommand):
    """Explains one search."""

    help = "What each leg of the search did with a query, and why these offers were found in this order."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query")
        parser.add_argument("--lang", default="nl", help="language of the page, default nl")
        parser.add_argument("--house", help="slug of the House, default the first")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = [house for house in houses() if options["house"] in (None, house.slug)]
        if not chosen:
            known = ", ".join(house.slug for house in houses()) or "none"
            raise CommandError(f"There is no such House. There are: {known}.")
        house = chosen[0]
        for line in explain(house.id, house.position, options["query"], options["lang"]).lines():
            self.stdout.write(line)

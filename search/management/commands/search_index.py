"""`manage.py search_index rebuild|catch-up|status`: the index of words in the database, and that on the cluster."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.models import HousePage
from offers.models import PublishedOffer
from search.engines.base import EngineError
from search.engines.database import DatabaseEngine, index_is_current
from search.engines.elastic import following
from search.engines.elastic.condition import condition_of
from search.models import Posting

FOLLOW_SECONDS = 1.0


class Command(BaseCommand):
    """Rebuilds, brings up to date or examines the indexes of every House, or of one."""

    help = (
        "rebuild: make the search index again. catch-up: bring the index on Elasticsearch up to date. "
        "status: say how large it is and what is wrong, exit 1 when something is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["rebuild", "catch-up", "status"])
        parser.add_argument("--house", help="slug of the only House to handle")
        parser.add_argument("--follow", action="store_true", help="catch-up: go on for ever, until interrupted")

    def handle(self, *args: Any, **options: Any) -> None:
        houses = [house for house in following.source_houses() if options["house"] in (None, house.slug)]
        if options["house"] and not houses:
            raise CommandError(f"There is no House {options['house']!r}.")
        actions = {"rebuild": self.rebuild, "catch-up": self.catch_up, "status": self.status}
        problems = [problem for house in houses if (problem := actions[options["action"]](house))]
        if problems:
            raise CommandError("\n".join(problems))
        if options["follow"]:
            self.follow()

    @property
    def on_cluster(self) -> bool:
        """Whether this installation searches on Elasticsearch."""
        return settings.SEARCH_ENGINE == "elasticsearch"

    def rebuild(self, house: HousePage) -> str:
        """Make both indexes of a House again; what went wrong."""
        self.stdout.write(f"{house.slug}: {DatabaseEngine().rebuild(house.pk)} offers indexed")
        if not self.on_cluster:
            return ""
        try:
            self.stdout.write(f"{house.slug}: {following.rebuild(house)} offers on Elasticsearch")
        except EngineError as error:
            return f"{house.slug}: Elasticsearch: {error}"
        return ""

    def catch_up(self, house: HousePage) -> str:
        """Send what the cluster lacks of a House, after comparing every offer; what went wrong."""
        if not self.on_cluster:
            self.stdout.write(f"{house.slug}: the index in the database is always up to date")
            return ""
        try:
            self.stdout.write(f"{house.slug}: {following.follow(house, thoroughly=True)} offers sent")
        except EngineError as error:
            return f"{house.slug}: Elasticsearch: {error}"
        return ""

    def follow(self) -> None:
        """Follow the log until interrupted, where no worker does."""
        while True:
            following.follow_once()
            time.sleep(FOLLOW_SECONDS)

    def status(self, house: HousePage) -> str:
        """Describe the indexes of a House; what is wrong with them."""
        problems = []
        self.stdout.write(f"{house.slug}: {self.size(house.pk)}")
        if not index_is_current(house.pk):
            problems.append(f"Outdated: {house.slug}; `search_index rebuild` mends that.")
        if self.on_cluster:
            condition = condition_of(house)
            self.stdout.write(f"{house.slug}: Elasticsearch: {condition.text}")
            if condition.remedy:
                problems.append(f"Elasticsearch: {house.slug}; {condition.remedy}")
        return "\n".join(problems)

    def size(self, house_id: int) -> str:
        """How many offers there are, and how many terms of how many of them are indexed."""
        postings = Posting.objects.filter(house_id=house_id)
        live = PublishedOffer.objects.live(house_id).count()
        return f"{live} offers, {postings.values('offer').distinct().count()} indexed under {postings.count()} terms"

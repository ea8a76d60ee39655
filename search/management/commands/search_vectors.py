"""`manage.py search_vectors make|status|ship`: the vectors of the leg of meaning."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.meaning import background
from search.meaning.bundled import why_not
from search.meaning.embedder import embedder
from search.meaning.errors import EmbedderError
from search.meaning.store import key_of, known, ship
from search.models import OfferMeaning


class Command(BaseCommand):
    """Makes what is missing (the worker does it by itself), says what there is, or writes the file that ships."""

    help = "make: vectors that are missing. status: which model, how many. ship: write search/data/meaning.npz."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["make", "status", "ship"])

    def handle(self, *args: Any, **options: Any) -> None:
        model = embedder()
        if model is None:
            raise CommandError(f"Meaning is off: HUB_SEARCH_MEANING says so, or {why_not() or 'no model is named'}.")
        if options["action"] != "status":
            try:
                made = sum(background.make_missing(model))
            except EmbedderError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{made} vectors made, {background.drop_unused(model.name)} unused ones deleted")
        keys = set(self.all_keys())
        vectors = known(model.name, keys)
        if options["action"] == "ship":
            ship(model.name, vectors)
        self.stdout.write(f"{model.name}: {len(vectors)} of {len(keys)} texts have their vector")

    def all_keys(self) -> list[str]:
        """The keys of all texts that want a vector."""
        vocabulary = background.present_vocabulary()
        return [
            *(key_of("query", text) for text in vocabulary.queries()),
            *(key_of("passage", text) for text in vocabulary.centre),
            *OfferMeaning.objects.values_list("key", flat=True),
        ]

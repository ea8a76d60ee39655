"""`manage.py generate_offers N`: a House with N made-up offers, to measure with. `make bench-search` calls it."""

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from offers.generation import HouseExistsError, NoExamplesError, generate_offers
from offers.models import PublishedOffer
from search.engines.database import DatabaseEngine
from search.meaning.background import note_offers


class Command(BaseCommand):
    """Writes the offers into the read model, then their words and the keys of their vectors.

    For measuring only: the offers have no pages, so `documents rebuild` would withdraw them.
    """

    help = "Make a House with N made-up offers for measuring; they have no pages: `documents rebuild` withdraws them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, metavar="N", help="how many offers")
        parser.add_argument("--house", default="proefdorp", help="slug of the House that is made, default proefdorp")
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same offers, default 1")

    def handle(self, *args: Any, **options: Any) -> None:
        begun = perf_counter()
        try:
            house = generate_offers(options["number"], options["house"], options["seed"])
        except NoExamplesError:
            raise CommandError("There are no example offers to recombine: run `manage.py load_demo` once.") from None
        except HouseExistsError:
            raise CommandError(f"The House {options['house']!r} is there already.") from None
        self.stdout.write(f"{options['number']} offers written in {perf_counter() - begun:.1f} s")
        begun = perf_counter()
        DatabaseEngine().rebuild(house.pk)
        seconds = perf_counter() - begun
        texts = sum(
            map(len, PublishedOffer.objects.live(house.pk).values_list("content_locales", flat=True).iterator())
        )
        rates = f"{options['number'] / seconds:.0f} offers/s, {texts / seconds:.0f} texts/s"
        self.stdout.write(f"{options['number']} offers with {texts} texts indexed in {seconds:.1f} s: {rates}")
        note_offers(house.pk, list(PublishedOffer.objects.live(house.pk).values_list("pk", flat=True)))

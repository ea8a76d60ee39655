"""`manage.py load_words`: take over new labels, synonyms and phrases of a release; what editors wrote stays."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from offers import demo
from search.release_words import merge_words


class Command(BaseCommand):
    """Adds words, and says how many. Running it again adds nothing."""

    help = (
        "Add the words of taxonomy.json and phrases.json that are new. Nothing is changed or removed, "
        "and a word that was loaded once and taken out by an editor stays out."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=demo.DATA, help="folder with taxonomy.json and phrases.json")

    def handle(self, *args: Any, **options: Any) -> None:
        merge = merge_words(options["folder"])
        self.stdout.write(f"Added: {merge.labels} labels, {merge.synonyms} synonyms, {merge.phrases} phrases.")
        if merge.left_out:
            self.stdout.write(f"Left out, because editors took them out: {merge.left_out}.")
        if merge.unknown:
            self.stdout.write(f"Not in this installation: {', '.join(merge.unknown)}.")

"""`manage.py import_uitdatabank <file> --partner <slug>`: an event of UiTdatabank becomes the draft of an offer."""

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from home.models import PartnerPage
from offers.faces.uitdatabank.drafts import add_draft
from offers.faces.uitdatabank.incoming import UnreadableEvent, draft_fields

MOST_BYTES = 5_000_000


class Command(BaseCommand):
    """Reads one event; it never publishes."""

    help = "Make the draft of an offer from the JSON of a UiTdatabank event. An editor completes and publishes it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the JSON of one event")
        parser.add_argument("--partner", required=True, help="slug of the partner that the offer will belong to")
        parser.add_argument("--house", default="", help="slug of the House, where two have a partner of this name")

    def handle(self, *args: Any, **options: Any) -> None:
        partner = self.partner(options["partner"], options["house"])
        try:
            fields = draft_fields(self.event(options["file"]), timezone.localdate())
            page = add_draft(partner, fields)
        except UnreadableEvent as error:
            raise CommandError(f"{options['file']} is no event that can be read: {error}") from None
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from None
        self.stdout.write(f"Draft {page.pk}: {page.title} (/admin/pages/{page.pk}/edit/)")
        self.stdout.write(f"Still to choose: category, place. UiTdatabank says: {fields['place_text'] or '-'}")

    def event(self, file: Path) -> Any:
        """The JSON of the file. Raises CommandError."""
        try:
            if file.stat().st_size > MOST_BYTES:
                raise CommandError(f"{file} is too large for one event.")
            return json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from None

    def partner(self, slug: str, house: str) -> PartnerPage:
        """The Dutch page of the partner. Raises CommandError for none and for several."""
        found = [
            page
            for page in PartnerPage.objects.filter(locale__language_code="nl", slug=slug)
            if house in ("", page.get_parent().slug)
        ]
        if len(found) != 1:
            raise CommandError(f"There are {len(found)} partners with this slug; one is needed (see --house).")
        return found[0]

"""Read the files of a catalogue folder."""

import datetime
import json
import uuid
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings

from offers.catalogue_import.dates import SCHOOL_YEAR, WRITTEN

NAMESPACE = uuid.UUID("b7a1f1a6-52a8-5b7c-8f5e-0c8c5f5b7a10")


class Catalogue:
    """A folder with one folder a House, `taxonomy.json`, `phrases.json` and `translations/`; dates are given moved
    by `shift`.
    """

    def __init__(self, folder: Path, shift: datetime.timedelta) -> None:
        self.folder = folder
        self.shift = shift

    def load(self, name: str) -> Any:
        """The content of a JSON file."""
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    @cached_property
    def houses(self) -> list[str]:
        """The Houses of the folder; Londerzeel first, as the House that answers for an unknown host."""
        return sorted((path.parent.name for path in self.folder.glob("*/house.json")), reverse=True)

    def locales(self) -> list[str]:
        """Every language of any House."""
        used = {code for house in self.houses for code in self.load(f"{house}/house.json")["locales"]}
        return [code for code, _name in settings.LANGUAGES if code in used]

    @cached_property
    def translations(self) -> dict[str, dict[str, dict[str, str]]]:
        """{language: {offer slug: texts}}."""
        return {
            path.stem: self.load(f"translations/{path.name}")
            for path in sorted((self.folder / "translations").glob("*.json"))
        }

    @cached_property
    def phrases(self) -> dict[str, dict[str, list[str]]]:
        """{language: {category slug: everyday phrases}}."""
        return self.load("phrases.json")["phrases"]

    def date(self, text: str) -> datetime.date:
        """A date, moved."""
        return datetime.date.fromisoformat(text) + self.shift

    def slot_start(self, text: str) -> datetime.date:
        """The first day of a weekly slot: the day on which the data were written stands for the start of the school
        year.
        """
        first = datetime.date.fromisoformat(text)
        return (SCHOOL_YEAR if first == WRITTEN else first) + self.shift

    def wall_time(self, text: str) -> datetime.datetime:
        """A wall time, moved."""
        return datetime.datetime.fromisoformat(text) + self.shift


def key_of(*parts: str) -> uuid.UUID:
    """The lasting identifier of something in a catalogue, the same on every installation."""
    return uuid.uuid5(NAMESPACE, "/".join(parts))

"""What editors wrote takes effect: each process learns it when the logs move, and the word index follows."""

from functools import lru_cache

from django.db import transaction

from home.choices import SOURCE_LOCALE
from home.models import HousePage
from offers.documents.log import Log
from search.analysis.lists import Additions, Lists, install
from search.models import Thesaurus
from search.word_lines import additions_of


def learn_lists() -> Lists:
    """Let this process analyse with the lists that are stored now (one statement)."""
    columns = Thesaurus.objects.order_by("pk").values_list("exceptions", "building_words", "out_of_scope")
    stored = columns.first()
    return install(_read(*stored) if stored else Additions())


@lru_cache(maxsize=4)
def _read(exceptions: str, building_words: str, out_of_scope: str) -> Additions:
    return additions_of(exceptions, building_words, out_of_scope)


@transaction.atomic
def tell_every_process() -> None:
    """Move the log of every House on: that is when processes look again at what they know."""
    for house in HousePage.objects.filter(locale__language_code=SOURCE_LOCALE).order_by("pk"):
        Log(house).move_on()

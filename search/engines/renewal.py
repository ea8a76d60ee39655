"""Make the word index again where it was made with other lists, a few offers at a time, beside the requests.

Until it is done, the old rows are found as before: a word that was indexed is known by how it was written.
"""

from time import sleep

from django.db import transaction

from home.models import HousePage
from offers.documents.log import Log
from offers.models import PublishedOffer
from search.analysis.languages import SOURCE, term_of
from search.analysis.lists import Lists, using
from search.analysis.tokens import ANALYSIS_VERSION
from search.engines.database import DatabaseEngine, made_with_present
from search.engines.lexicon import forget_house
from search.models import IndexState, Word
from search.thesaurus import learn_lists

# About 15 ms an offer, during which SQLite lets nobody else write; the pause is long enough for who waits to get in.
OFFERS_AT_ONCE, PAUSE = 20, 0.15
WORDS_AT_ONCE = 500


def renew_outdated() -> int:
    """Make the outdated indexes of all Houses again; how many offers. Two statements when none is outdated."""
    lists = learn_lists()
    outdated = [state.house_id for state in IndexState.objects.all() if not made_with_present(state, lists)]
    return sum(renew(house_id, lists) for house_id in outdated)


def renew(house_id: int, lists: Lists) -> int:
    """Make the index of a House again; how many offers.

    Each step is a transaction of its own, so that editors hardly wait, and moves the log on, so that every process
    learns the words that are new. An offer that is published meanwhile is indexed with the newest lists by itself.
    """
    house = HousePage.objects.get(pk=house_id)
    offer_pks = list(PublishedOffer.objects.live(house_id).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(offer_pks), OFFERS_AT_ONCE):
        with transaction.atomic():
            log = Log(house)
            DatabaseEngine().index_offers(house_id, offer_pks[start : start + OFFERS_AT_ONCE])
            log.move_on()
        sleep(PAUSE)
    with transaction.atomic():
        log = Log(house)
        # Lists that changed meanwhile leave the index outdated: the next round begins anew.
        if learn_lists() is lists:
            drop_old_words(house_id, lists)
            IndexState.objects.filter(house_id=house_id).update(
                analysis_version=ANALYSIS_VERSION, additions=lists.additions.of_index()
            )
            log.move_on()
    forget_house(house_id)
    return len(offer_pks)


def drop_old_words(house_id: int, lists: Lists) -> None:
    """Delete Dutch words that are stored under a term that they have no longer."""
    rows = Word.objects.filter(house_id=house_id, term__startswith=SOURCE).values_list("pk", "surface", "term")
    with using(lists):
        old = [pk for pk, surface, term in rows if term_of(surface, SOURCE) != term]
    for start in range(0, len(old), WORDS_AT_ONCE):
        Word.objects.filter(pk__in=old[start : start + WORDS_AT_ONCE]).delete()

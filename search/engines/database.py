"""The default engine: postings in the database, scored in Python; the same ranking on SQLite and PostgreSQL."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db import connection, transaction

from offers.models import LogPosition, PublishedOffer
from search.analysis.lists import Lists, using
from search.analysis.tokens import ANALYSIS_VERSION
from search.engines.base import EngineName, WordHits
from search.engines.kept_postings import forget_postings, postings_of
from search.engines.lexicon import Lexicon, forget_house, lexicon_for
from search.engines.postings import OfferTerms, terms_of_offer
from search.engines.scores import Scores
from search.engines.scoring import score, terms_to_fetch, weights_by_term
from search.engines.wording import corrected_text, query_words, spelled_text
from search.meaning.packing import Vectors
from search.models import IndexState, Posting, Word
from search.thesaurus import learn_lists

OFFERS_AT_ONCE = 200
OFFERS_OF_A_REBUILD = 2000
ROWS_AT_ONCE = 2000
INSERT_POSTING = "INSERT INTO search_posting (house_id, term, offer_id, impact) VALUES (%s, %s, %s, %s)"


class DatabaseEngine:
    """Implements `search.engines.base.Engine` on two tables."""

    name: EngineName = "database"

    def match_words(self, house_id: int, position: int, text: str, locale: str) -> WordHits:
        """One statement when this process knows the House at this position already, none when no word is known.

        Words that many offers have it keeps in memory.
        """
        lexicon = self.lexicon(house_id, position)
        words = query_words(text, locale, lexicon.vocabulary)
        terms = terms_to_fetch(words, lexicon.keywords)
        if not terms:
            return WordHits(words=len(words))
        found = self.postings(house_id, lexicon, terms)
        hits = score(words, weights_by_term(words, lexicon.keywords, found), lexicon.total)
        return replace(hits, corrected=corrected_text(text, words), spelled=spelled_text(text, words))

    def lexicon(self, house_id: int, position: int) -> Lexicon:
        """What queries are read with."""
        return lexicon_for(house_id, position)

    def postings(self, house_id: int, lexicon: Lexicon, terms: list[str]) -> Mapping[str, Scores]:
        """The offers of some terms."""
        return postings_of(house_id, lexicon.position, terms, lexicon.indexed_with)

    def match_meaning(self, house_id: int, position: int, direction: Vectors) -> None:
        """The vectors in memory are ours."""

    def index_offers(self, house_id: int, offer_pks: list[int]) -> None:
        """Replace the rows of these offers; the caller's transaction makes it one with the change of the documents."""
        lists = learn_lists()
        with transaction.atomic(), using(lists):
            for start in range(0, len(offer_pks), OFFERS_AT_ONCE):
                pks = offer_pks[start : start + OFFERS_AT_ONCE]
                Posting.objects.filter(offer_id__in=pks).delete()
                write(house_id, columns_of(house_id, pks))
            made_with = {"analysis_version": ANALYSIS_VERSION, "additions": lists.additions.of_index()}
            IndexState.objects.get_or_create(house_id=house_id, defaults=made_with)
        forget_house(house_id)

    def rebuild(self, house_id: int) -> int:
        """Empty the tables of a House and fill them again, while nobody can write to its log."""
        lists = learn_lists()
        with transaction.atomic(), using(lists):
            LogPosition.objects.select_for_update().filter(house_id=house_id).first()
            Posting.objects.filter(house_id=house_id).delete()
            Word.objects.filter(house_id=house_id).delete()
            IndexState.objects.filter(house_id=house_id).delete()
            offer_pks = list(PublishedOffer.objects.live(house_id).order_by("pk").values_list("pk", flat=True))
            words: set[tuple[str, str]] = set()
            for start in range(0, len(offer_pks), OFFERS_OF_A_REBUILD):
                write(house_id, columns_of(house_id, offer_pks[start : start + OFFERS_OF_A_REBUILD]), words)
            additions = lists.additions.of_index()
            IndexState.objects.create(house_id=house_id, analysis_version=ANALYSIS_VERSION, additions=additions)
        forget_house(house_id)
        forget_postings(house_id)
        return len(offer_pks)


def columns_of(house_id: int, pks: list[int]) -> Iterable[tuple[int, dict, dict]]:
    """What the index reads of some offers."""
    return PublishedOffer.objects.live(house_id).filter(pk__in=pks).values_list("pk", "texts", "facts")


def write(house_id: int, offers: Iterable[tuple[int, dict, dict]], known: set[tuple[str, str]] | None = None) -> None:
    """Store the terms and words of offers that have no rows yet; the words are added to those that are `known`.

    In the order of the index and without model instances: an offer has hundreds of rows.
    """
    analysed: dict[int, OfferTerms] = {pk: terms_of_offer(texts, facts) for pk, texts, facts in offers}
    known = set() if known is None else known
    words = {word for offer in analysed.values() for word in offer.surfaces} - known
    rows = sorted((term, pk, impact) for pk, offer in analysed.items() for term, impact in offer.weights.items())
    with connection.cursor() as cursor:
        cursor.executemany(INSERT_POSTING, [(house_id, *row) for row in rows])
    Word.objects.bulk_create(
        [Word(house_id=house_id, surface=surface, term=term) for surface, term in sorted(words)],
        batch_size=ROWS_AT_ONCE,
        ignore_conflicts=True,
    )
    known |= words


def index_is_current(house_id: int) -> bool:
    """Whether the index of a House was made by this analysis with the lists that hold, and has all its offers."""
    state = IndexState.objects.filter(house_id=house_id).first()
    missing = PublishedOffer.objects.live(house_id).exclude(
        pk__in=Posting.objects.filter(house_id=house_id).values("offer_id")
    )
    return state is not None and made_with_present(state, learn_lists()) and not missing.exists()


def made_with_present(state: IndexState, lists: Lists) -> bool:
    """Whether an index was made by the analysis of this code with these lists."""
    return (state.analysis_version, state.additions) == (ANALYSIS_VERSION, lists.additions.of_index())

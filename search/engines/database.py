"""The default engine: postings in the database, scored in Python; the same ranking on SQLite and PostgreSQL."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from django.db import transaction

from offers.models import LogPosition, PublishedOffer
from search.analysis.lists import Lists, using
from search.analysis.tokens import ANALYSIS_VERSION
from search.engines.base import EngineName, WordHits
from search.engines.lexicon import Lexicon, forget_house, lexicon_for
from search.engines.postings import OfferTerms, terms_of_offer
from search.engines.scoring import Row, score, terms_to_fetch, weights_by_term
from search.engines.wording import corrected_text, query_words, spelled_text
from search.meaning.packing import Vectors
from search.models import IndexState, Posting, Word
from search.thesaurus import learn_lists

OFFERS_AT_ONCE = 200
ROWS_AT_ONCE = 2000


class DatabaseEngine:
    """Implements `search.engines.base.Engine` on two tables."""

    name: EngineName = "database"

    def match_words(self, house_id: int, position: int, text: str, locale: str) -> WordHits:
        """One statement when this process knows the House at this position already, none when no word is known."""
        lexicon = self.lexicon(house_id, position)
        words = query_words(text, locale, lexicon.vocabulary)
        terms = terms_to_fetch(words, lexicon.keywords)
        if not terms:
            return WordHits(words=len(words))
        weights = weights_by_term(words, lexicon.keywords, self.rows(house_id, terms))
        hits = score(words, weights, lexicon.total)
        return replace(hits, corrected=corrected_text(text, words), spelled=spelled_text(text, words))

    def lexicon(self, house_id: int, position: int) -> Lexicon:
        """What queries are read with."""
        return lexicon_for(house_id, position)

    def rows(self, house_id: int, terms: list[str]) -> Iterable[Row]:
        """The postings of some terms."""
        return rows_of(house_id, terms)

    def match_meaning(self, house_id: int, position: int, direction: Vectors) -> None:
        """The vectors in memory are ours."""

    def index_offers(self, house_id: int, offer_pks: list[int]) -> None:
        """Replace the rows of these offers; the caller's transaction makes it one with the change of the documents."""
        lists = learn_lists()
        with transaction.atomic(), using(lists):
            for start in range(0, len(offer_pks), OFFERS_AT_ONCE):
                pks = offer_pks[start : start + OFFERS_AT_ONCE]
                Posting.objects.filter(offer_id__in=pks).delete()
                write(
                    house_id,
                    PublishedOffer.objects.live(house_id).filter(pk__in=pks).values_list("pk", "texts", "facts"),
                )
            made_with = {"analysis_version": ANALYSIS_VERSION, "additions": lists.additions.of_index()}
            IndexState.objects.get_or_create(house_id=house_id, defaults=made_with)
        forget_house(house_id)

    def rebuild(self, house_id: int) -> int:
        """Empty the tables of a House and fill them again, while nobody can write to its log."""
        with transaction.atomic():
            LogPosition.objects.select_for_update().filter(house_id=house_id).first()
            Posting.objects.filter(house_id=house_id).delete()
            Word.objects.filter(house_id=house_id).delete()
            IndexState.objects.filter(house_id=house_id).delete()
            offer_pks = list(PublishedOffer.objects.live(house_id).order_by("pk").values_list("pk", flat=True))
            self.index_offers(house_id, offer_pks)
        return len(offer_pks)


def rows_of(house_id: int, terms: list[str], offers: Collection[int] | None = None) -> Iterable[Row]:
    """The postings of some terms, of all offers of a House or of some: (term, offer, impact)."""
    postings = Posting.objects.filter(house_id=house_id, term__in=terms)
    if offers is not None:
        postings = postings.filter(offer_id__in=offers)
    return postings.values_list("term", "offer_id", "impact")


def write(house_id: int, offers: Iterable[tuple[int, dict, dict]]) -> None:
    """Store the terms and words of offers that have no rows yet."""
    analysed: dict[int, OfferTerms] = {pk: terms_of_offer(texts, facts) for pk, texts, facts in offers}
    postings = [
        Posting(house_id=house_id, term=term, offer_id=pk, impact=impact)
        for pk, offer in analysed.items()
        for term, impact in offer.weights.items()
    ]
    words = sorted({word for offer in analysed.values() for word in offer.surfaces})
    Posting.objects.bulk_create(postings, batch_size=ROWS_AT_ONCE)
    Word.objects.bulk_create(
        [Word(house_id=house_id, surface=surface, term=term) for surface, term in words],
        batch_size=ROWS_AT_ONCE,
        ignore_conflicts=True,
    )


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

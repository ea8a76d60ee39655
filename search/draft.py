"""A search as it would go with other lists or with more words for a category, without saving anything.

Everything that a search reads is made again in memory: how the query is read, the words of the taxonomy, the rows of
the offers that the draft touches, and the vectors of texts that are new.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from offers.models import PublishedOffer
from search.analysis.compounds import part_terms
from search.analysis.languages import SOURCE, term_of
from search.analysis.lists import Lists, using
from search.engines.database import DatabaseEngine
from search.engines.kept_postings import grouped
from search.engines.keywords import keywords_of
from search.engines.lexicon import Fingerprint, Lexicon, WordRow, lexicon_for, taxonomy_terms, word_rows
from search.engines.postings import terms_of_offer
from search.engines.scores import Scores
from search.engines.vocabulary import Vocabulary
from search.engines.wording import query_words
from search.explanation import PATIENCE, Explanation, explanation_of
from search.fusion import Meant
from search.meaning import concepts
from search.meaning.embedder import Embedder, embedder
from search.meaning.errors import EmbedderError
from search.meaning.leg import LEG
from search.meaning.offers import load
from search.models import Posting
from search.out_of_scope import decoys, outside_terms

# Analysing an offer takes about 15 ms, a vector of a text about 20 ms: an editor waits a few seconds at most.
MOST_OFFERS, MOST_TEXTS = 200, 100
TERMS_AT_ONCE = 500


@dataclass(frozen=True)
class Draft:
    """What an editor would change: the lists, and words that a category would get in one language."""

    lists: Lists
    category: str = ""
    locale: str = SOURCE
    synonyms: tuple[str, ...] = ()

    def taxonomy(self, rows: Fingerprint) -> Fingerprint:
        """The taxonomy with the words of the draft."""
        return tuple(
            (code, labels, self._with_synonyms(synonyms), phrases)
            if self.synonyms and code == f"category:{self.category}"
            else (code, labels, synonyms, phrases)
            for code, labels, synonyms, phrases in rows
        )

    def _with_synonyms(self, texts: concepts.Texts) -> concepts.Texts:
        known = dict(texts)
        known[self.locale] = tuple(dict.fromkeys((*known.get(self.locale, ()), *self.synonyms)))
        return tuple(sorted(known.items()))


class DraftEngine(DatabaseEngine):
    """The database's engine, with the rows of touched offers and the lexicon as the draft makes them."""

    def __init__(self, house_id: int, position: int, draft: Draft) -> None:
        self.house_id, self.present, self.draft = house_id, lexicon_for(house_id, position), draft

    def lexicon(self, house_id: int, position: int) -> Lexicon:
        return self.made_lexicon

    def postings(self, house_id: int, lexicon: Lexicon, terms: list[str]) -> Mapping[str, Scores]:
        """The stored ones, but for the touched offers those of the draft."""
        wanted = set(terms)
        stored = Posting.objects.filter(house_id=house_id, term__in=terms).values_list("term", "offer_id", "impact")
        made = [
            (term, pk, weight)
            for pk, weights in self.analysed.items()
            for term, weight in weights.items()
            if term in wanted
        ]
        return grouped(sorted([*(row for row in stored if row[1] not in self.analysed), *made]))

    @cached_property
    def words(self) -> list[WordRow]:
        """The words of the House."""
        return word_rows(self.house_id, 0)

    @cached_property
    def made_lexicon(self) -> Lexicon:
        """What queries would be read with."""
        taxonomy = self.draft.taxonomy(self.present.taxonomy)
        with using(self.draft.lists):
            keywords = keywords_of(taxonomy_terms(taxonomy))
            vocabulary = Vocabulary(keywords.surfaces, outside_terms())
            vocabulary.add((word, new_term(word, term)) for _pk, word, term in self.words)
        lists = self.draft.lists
        return replace(
            self.present,
            taxonomy=taxonomy,
            lists=lists,
            indexed_with=lists,
            keywords=keywords,
            vocabulary=vocabulary,
        )

    @cached_property
    def touched(self) -> list[int]:
        """The offers with a word that the draft would index otherwise."""
        old = sorted({term for _pk, word, term in self.words if self.is_touched(word, term)})
        found: dict[int, None] = {}
        for start in range(0, len(old), TERMS_AT_ONCE):
            rows = Posting.objects.filter(house_id=self.house_id, term__in=old[start : start + TERMS_AT_ONCE])
            found |= dict.fromkeys(rows.order_by("offer_id").values_list("offer_id", flat=True).distinct())
        return list(found)

    def is_touched(self, word: str, term: str) -> bool:
        """Whether a stored word would have another term, or other parts."""
        if not term.startswith(SOURCE):
            return False
        with using(self.present.indexed_with):
            parts = part_terms(word)
        with using(self.draft.lists):
            return (term, parts) != (new_term(word, term), part_terms(word))

    @cached_property
    def analysed(self) -> dict[int, dict[str, float]]:
        """The terms and weights that touched offers would have, of MOST_OFFERS at most."""
        offers = PublishedOffer.objects.live(self.house_id).filter(pk__in=self.touched[:MOST_OFFERS])
        with using(self.draft.lists):
            rows = offers.values_list("pk", "texts", "facts")
            return {pk: terms_of_offer(texts, facts).weights for pk, texts, facts in rows}


def new_term(word: str, term: str) -> str:
    """The term of a stored word under the lists that hold here and now."""
    return term_of(word, SOURCE) if term.startswith(SOURCE) else term


@dataclass(frozen=True)
class Preview:
    """How a search would go, and how much of it was made again."""

    explanation: Explanation
    touched: int
    """How many offers would be indexed otherwise."""

    @property
    def is_partial(self) -> bool:
        """Whether some of them were left as they are."""
        return self.touched > MOST_OFFERS


def preview(house_id: int, position: int, text: str, locale: str, draft: Draft) -> Preview:
    """Explain a search as if the draft were saved and the worker had followed. Writes nothing."""
    engine, model = DraftEngine(house_id, position, draft), embedder()
    with using(draft.lists):
        found = engine.match_words(house_id, position, text, locale)
        spelled = found.spelled or text
        meant = meant_with(engine, house_id, position, spelled, locale, model) if model else None
        vocabulary = engine.made_lexicon.vocabulary
        words = query_words(text, locale, vocabulary)
        explanation = explanation_of(house_id, words, vocabulary, found, meant, is_off=model is None)
    return Preview(explanation, len(engine.touched))


def meant_with(
    engine: DraftEngine, house_id: int, position: int, text: str, locale: str, model: Embedder
) -> Meant | None:
    """The leg of meaning with the texts of the draft; nothing when the model cannot."""
    texts = concepts.Vocabulary.of(engine.made_lexicon.taxonomy, decoys())
    with using(engine.present.lists):
        before = set(concepts.Vocabulary.of(engine.present.taxonomy, decoys()).queries())
    new = [one for one in texts.queries() if one not in before][:MOST_TEXTS]
    try:
        made = dict(zip(new, model.queries(new), strict=True)) if new else {}
    except EmbedderError:
        return None
    space = concepts.ConceptSpace(model.name, texts, made)
    meaning = LEG.meaning_of(text, locale, space, model, PATIENCE)
    return Meant(meaning, load(house_id, position, model.name, space)) if meaning else None

"""Why a search found what it found: what each leg did with a query, for operators and editors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings

from offers.models import PublishedOffer
from search.analysis.languages import SOURCE
from search.engines.base import Engine, SearchHits, WordHits
from search.engines.choice import current_engine
from search.engines.lexicon import lexicon_for
from search.engines.vocabulary import Vocabulary
from search.engines.wording import QueryWord, query_words
from search.fusion import CERTAIN, TEXTS_WEIGHT, WORDS_WEIGHT, Meant, by_words, fused, scope_of, sums
from search.meaning.embedder import embedder
from search.searching import meant_by

MOST_ALTERNATIVES, MOST_CATEGORIES, MOST_OFFERS = 6, 5, 10
PATIENCE = 30.0


@dataclass(frozen=True)
class Explanation:
    """What each leg found, and what became of it."""

    words: list[QueryWord]
    found: WordHits
    meant: Meant | None
    meaning_is_off: bool
    hits: SearchHits
    titles: dict[int, str]
    spellings: dict[str, list[str]]
    """How the terms that stand for words are written."""

    def lines(self) -> Iterator[str]:
        """The explanation as text."""
        yield from self._words()
        yield from self._meaning()
        yield from self._offers()

    def _words(self) -> Iterator[str]:
        yield f"words: {len(self.words)}, certainty {self.found.certainty:.2f}"
        for word in self.words:
            terms = sorted(word.alternatives.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_ALTERNATIVES]
            shown = ", ".join(f"{term[:2]}:{term[2:]} {weight:.2f}" for term, weight in terms) or "nothing like it"
            notes = [f"corrected to {word.corrected}"] if word.corrected else []
            notes += [f"with diacritics {word.accented}"] if word.accented else []
            shown = "names what no House offers" if word.is_outside else shown
            yield "  ".join([f"  {word.text}: {shown}", *notes])

    def _meaning(self) -> Iterator[str]:
        if self.meant is None:
            yield "meaning: off" if self.meaning_is_off else "meaning: not ready, or not in time"
            return
        meaning = self.meant.meaning
        scope = scope_of(sums(self.found, self.meant), self.found, self.meant)
        yield f"meaning: of {self.found.spelled!r}" if self.found.spelled else "meaning:"
        yield (
            f"  scope {scope:.2f} (from {CERTAIN} answered in full, from {settings.SEARCH_LEAST_SCOPE} with a few, "
            f"below literal hits only), closest to what no House offers {meaning.decoy:.2f}, "
            f"classifier {meaning.scope:+.2f}"
        )
        nearest = sorted(meaning.categories.items(), key=lambda pair: -pair[1])[:MOST_CATEGORIES]
        yield "  categories " + ", ".join(f"{slug} {value:.2f}" for slug, value in nearest)

    def _offers(self) -> Iterator[str]:
        kind = "perhaps" if self.hits.tentative else self.hits.mode
        yield f"answer: {len(self.hits.scores)} offers, {kind}" + (
            f", did you mean {self.hits.did_you_mean!r}" if self.hits.did_you_mean else ""
        )
        for pk in self.hits.in_order()[:MOST_OFFERS]:
            parts = [f"words {WORDS_WEIGHT * self.found.scores.get(pk, 0):.2f}" if self.meant else "words"]
            if self.meant is not None and (row := self.meant.house.row_of.get(pk)) is not None:
                parts.append(f"text {TEXTS_WEIGHT * float(self.meant.near_texts()[row]):.2f}")
                parts.append(f"category {float(self.meant.house.concepts(self.meant.meaning)[row]):.2f}")
            yield f"  {self.hits.scores[pk]:.2f}  {self.titles.get(pk, '')}  ({', '.join(parts)})"


def explain(house_id: int, position: int, text: str, locale: str, engine: Engine | None = None) -> Explanation:
    """Ask the legs one by one, and all together."""
    chosen, model = engine or current_engine(), embedder()
    found = chosen.match_words(house_id, position, text, locale)
    # Nobody waits for this answer: the first question of a process may need a second or two.
    meant = meant_by(house_id, position, found.spelled or text, locale, chosen, model, PATIENCE) if model else None
    vocabulary = lexicon_for(house_id, position).vocabulary
    return explanation_of(
        house_id, query_words(text, locale, vocabulary), vocabulary, found, meant, is_off=model is None
    )


def explanation_of(
    house_id: int, words: list[QueryWord], vocabulary: Vocabulary, found: WordHits, meant: Meant | None, *, is_off: bool
) -> Explanation:
    """The explanation of what the legs found, and of the answer that it makes."""
    hits = fused(found, meant, settings.SEARCH_LEAST_SCOPE) if meant else by_words(found)
    shown = hits.in_order()[:MOST_OFFERS]
    texts = dict(PublishedOffer.objects.live(house_id).filter(pk__in=shown).values_list("pk", "texts"))
    return Explanation(
        words=words,
        found=found,
        meant=meant,
        meaning_is_off=is_off,
        hits=hits,
        titles={pk: title_of(of) for pk, of in texts.items()},
        spellings=vocabulary.surfaces_of({term for word in words for term in word.alternatives}),
    )


def title_of(texts: Mapping[str, Mapping[str, str]]) -> str:
    """The Dutch title, or the first one there is."""
    text = texts.get(SOURCE) or next(iter(texts.values()), {})
    return text.get("title", "")

"""What a process keeps to read queries with: the words of each House and of the taxonomy, as of a log position."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock

from offers.models import Category, LifeStage, PublishedOffer, TargetGroup
from search.analysis.lists import Additions, Lists, current, install, lists_with, using
from search.engines.kept_postings import forget_postings
from search.engines.keywords import Keywords, TaxonomyTerm, keywords_of
from search.engines.vocabulary import Vocabulary
from search.models import IndexState, Word
from search.out_of_scope import Texts, outside_terms
from search.thesaurus import learn_lists

MOST_HOUSES = 50
Fingerprint = tuple[tuple[str, Texts, Texts, Texts], ...]
WordRow = tuple[int, str, str]


@dataclass(frozen=True)
class Lexicon:
    """Everything but the postings that a search in one House needs, as of a log position."""

    position: int
    taxonomy: Fingerprint
    lists: Lists
    indexed_with: Lists
    keywords: Keywords
    vocabulary: Vocabulary
    total: int
    last_word: WordRow | None


_lexicons: OrderedDict[int, Lexicon] = OrderedDict()
_lock = Lock()
STALE = -1


def lexicon_for(house_id: int, position: int) -> Lexicon:
    """The lexicon of a House at a log position: no SQL while the log stands still, else what is new."""
    kept = _lexicons.get(house_id)
    if kept is not None and kept.position == position:
        return kept
    with _lock:
        lexicon = load(house_id, position, _lexicons.get(house_id))
        _lexicons[house_id] = lexicon
        _lexicons.move_to_end(house_id)
        while len(_lexicons) > MOST_HOUSES:
            _lexicons.popitem(last=False)
    return lexicon


def load(house_id: int, position: int, kept: Lexicon | None) -> Lexicon:
    """Bring what is kept up to date; without the words that a rolled back or rebuilt index no longer has."""
    lists, indexed_with = learn_lists(), lists_of_index(house_id)
    taxonomy = shared(taxonomy_rows())
    total = PublishedOffer.objects.live(house_id).count()
    same_lists = kept is not None and (kept.lists, kept.indexed_with) == (lists, indexed_with)
    if kept is not None and same_lists and kept.taxonomy == taxonomy and kept.last_word is not None:
        newer = word_rows(house_id, kept.last_word[0])
        if newer[:1] == [kept.last_word]:
            with using(indexed_with):
                kept.vocabulary.add((surface, term) for _pk, surface, term in newer)
            return replace(kept, position=position, total=total, last_word=newer[-1])
    with using(lists):
        keywords = keywords_of_rows(taxonomy, lists)
        vocabulary = Vocabulary(keywords.surfaces, outside_terms())
    words = word_rows(house_id, 0)
    # Which parts of its words can be found depends on the lists of the index, until the worker has made it again.
    with using(indexed_with):
        vocabulary.add((surface, term) for _pk, surface, term in words)
    last = words[-1] if words else None
    return Lexicon(position, taxonomy, lists, indexed_with, keywords, vocabulary, total, last)


def lists_of_index(house_id: int) -> Lists:
    """The lists with which the index of a House was made."""
    stored = IndexState.objects.filter(house_id=house_id).values_list("additions", flat=True).first()
    made_with, now = Additions.from_index(stored or {}), current().additions
    return current() if made_with.of_index() == now.of_index() else lists_with(made_with)


def shared(taxonomy: Fingerprint) -> Fingerprint:
    """The same object for every House, so that later comparisons cost nothing."""
    return next((kept.taxonomy for kept in _lexicons.values() if kept.taxonomy == taxonomy), taxonomy)


def word_rows(house_id: int, first: int) -> list[WordRow]:
    """The words of a House from a row on."""
    rows = Word.objects.filter(house_id=house_id, pk__gte=first)
    return list(rows.order_by("pk").values_list("pk", "surface", "term"))


def taxonomy_rows() -> Fingerprint:
    """The searchable words of the taxonomy in a form that can be compared."""
    rows = [
        *(("category", *row) for row in Category.objects.values_list("slug", "labels", "synonyms", "phrases")),
        *(("life_stage", *row, {}) for row in LifeStage.objects.values_list("slug", "labels", "synonyms")),
        *(("target_group", *row, {}) for row in TargetGroup.objects.values_list("slug", "labels", "synonyms")),
    ]
    return tuple(
        (f"{kind}:{slug}", frozen(labels), frozen(synonyms), frozen(phrases))
        for kind, slug, labels, synonyms, phrases in rows
    )


def frozen(texts: dict[str, str] | dict[str, list[str]] | None) -> Texts:
    """Labels or synonyms by locale, in a form that can be compared and hashed."""
    pairs = ((locale, (value,) if isinstance(value, str) else tuple(value)) for locale, value in (texts or {}).items())
    return tuple(sorted(pairs))


@lru_cache(maxsize=2)
def keywords_of_rows(rows: Fingerprint, lists: Lists) -> Keywords:
    """The keywords of the taxonomy under the lists that hold; all Houses share them."""
    return keywords_of(taxonomy_terms(rows))


def taxonomy_terms(rows: Fingerprint) -> Iterator[TaxonomyTerm]:
    """The values of the shared lists with all their words."""
    for code, labels, synonyms, phrases in rows:
        names: dict[str, tuple[str, ...]] = dict(labels)
        for locale, words in synonyms:
            names[locale] = (*names.get(locale, ()), *words)
        yield TaxonomyTerm(code, names, dict(phrases))


def forget_house(house_id: int) -> None:
    """Look again at the words of a House at the next search; this process has changed them."""
    with _lock:
        if house_id in _lexicons:
            _lexicons[house_id] = replace(_lexicons[house_id], position=STALE)


def forget_taxonomy() -> None:
    """Look again at the taxonomy at the next search in any House."""
    for house_id in tuple(_lexicons):
        forget_house(house_id)


def forget_everything() -> None:
    """Start with empty memory, as a new process does (tests whose database was rolled back)."""
    with _lock:
        _lexicons.clear()
    install(Additions())
    forget_postings()

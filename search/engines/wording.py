"""From a query to words with alternatives: which terms may stand for each word, and how much each is worth."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.analysis.compounds import divided
from search.analysis.languages import LANGUAGES, SOURCE, is_stop_word, languages_of_script, term_of
from search.analysis.lists import current
from search.analysis.normalise import clean, fold, script_of
from search.analysis.tokens import QUERY_LIMIT, pieces_of, words_of
from search.engines.vocabulary import Vocabulary

MOST_WORDS = 24

EXACT = 1.0
OTHER_LANGUAGE = 0.7
PART_OF_QUERY_WORD = 0.5
JOINED = 1.0
RELATIVE = 0.5
# Shorter parts of a mistyped compound are too often another word.
SHORTEST_MISTYPED, SHORTEST_LAST = 6, 5
# A short word resembles some word of one language or another by chance.
FOREIGN_NEIGHBOURS_FROM = 6


@dataclass(frozen=True)
class QueryWord:
    """A word of the query: the terms that may stand for it, with weights, and its spelling if that was corrected."""

    text: str
    alternatives: dict[str, float]
    corrected: str | None = None
    accented: str | None = None
    """The word with its diacritics, if it was typed without, or that it counts as: the same for us, not for a model."""
    is_outside: bool = False
    """Whether it names something that no House offers: a sign that the whole question is about something else."""


@dataclass(frozen=True)
class Reader:
    """In which languages a word is looked up: first those of the page, then all others of the same script."""

    first: tuple[str, ...]
    others: tuple[str, ...]

    @classmethod
    def of(cls, word: str, locale: str) -> "Reader":
        """The languages to read a word in, given the language of the page."""
        script = script_of(word)
        preferred = [code for code in dict.fromkeys((locale, SOURCE)) if code in LANGUAGES]
        if script == "digits":
            return cls(first=tuple(preferred), others=())
        written = languages_of_script(script)
        first = [code for code in preferred if code in written]
        return cls(first=tuple(first), others=tuple(code for code in written if code not in first))

    @property
    def all(self) -> tuple[str, ...]:
        """All languages of the word."""
        return (*self.first, *self.others)


def known_terms(word: str, languages: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """The terms of a word that occur, by its stem or by its spelling without diacritics."""
    stems = [term for code in languages if (term := term_of(word, code)) in vocabulary.terms]
    return list(dict.fromkeys([*stems, *vocabulary.same_spelling(word, languages)]))


def says_nothing(word: str, locale: str, vocabulary: Vocabulary) -> bool:
    """A stop word of the page's language; or one of another language, if it means nothing in the page's."""
    if is_stop_word(word, locale):
        return True
    reader = Reader.of(word, locale)
    return any(is_stop_word(word, code) for code in reader.all) and not known_terms(word, (locale,), vocabulary)


def exact(word: str, reader: Reader, vocabulary: Vocabulary) -> dict[str, float]:
    """The word itself, in the languages of the page, else in another one of its script."""
    for languages, weight in ((reader.first, EXACT), (reader.others, OTHER_LANGUAGE)):
        if terms := known_terms(word, languages, vocabulary):
            return dict.fromkeys(terms, weight)
    return {}


def parts(word: str, reader: Reader, vocabulary: Vocabulary) -> dict[str, float]:
    """The parts of a Dutch compound that nobody has written yet."""
    if SOURCE not in reader.all:
        return {}
    terms = [term_of(part, SOURCE) for part in divided(word, vocabulary.dutch)]
    return dict.fromkeys((term for term in terms if term in vocabulary.terms), PART_OF_QUERY_WORD)


def mistyped_compound(word: str, reader: Reader, vocabulary: Vocabulary) -> QueryWord | None:
    """`opvoediingscursus`: a Dutch compound that nobody has written, whose last part is right and first part nearly."""
    if SOURCE not in reader.first:
        return None
    building_words = current().building_words
    for start in range(SHORTEST_MISTYPED, len(word) - SHORTEST_LAST + 1):
        first, last = word[:start], word[start:]
        if last not in vocabulary.dutch and last not in building_words:
            continue
        for link in ("s", "en", "n", "e", ""):
            stem = first.removesuffix(link)
            near = (
                vocabulary.neighbours(stem, (SOURCE,))
                if first.endswith(link) and len(stem) >= SHORTEST_MISTYPED
                else []
            )
            if near and near[0][0] == 1:
                terms = [term for _errors, term, _surface in near] + [term_of(last, SOURCE)]
                known = (term for term in terms if term in vocabulary.terms)
                return QueryWord(word, dict.fromkeys(known, PART_OF_QUERY_WORD), corrected=f"{near[0][2]}{link}{last}")
    return None


def spelling_of(word: str, reader: Reader, vocabulary: Vocabulary) -> str | None:
    """How a careful writer spells a word, if otherwise; a Dutch word that counts as another one is that other one."""
    other = current().same_word.get(fold(word)) if SOURCE in reader.first else None
    return (other and vocabulary.spelling(other, reader.first)) or other or vocabulary.spelling(word, reader.first)


def likeness(length: int, errors: int) -> float:
    """What a corrected word is worth: one error in four letters is most of the word, in twelve it is a slip."""
    return min(0.85, max(0.4, 1 - 2.5 * errors / length))


def alternatives_of(word: str, locale: str, vocabulary: Vocabulary) -> QueryWord:
    """What may stand for a word: itself; else its parts; else its neighbours by typing error; else other forms."""
    reader = Reader.of(word, locale)
    found = exact(word, reader, vocabulary)
    if not found and any(term_of(word, code) in vocabulary.outside for code in reader.first):
        return QueryWord(word, {}, is_outside=True)
    found = found or parts(word, reader, vocabulary)
    if found:
        return QueryWord(word, found, accented=spelling_of(word, reader, vocabulary))
    neighbours = vocabulary.neighbours(word, reader.first)
    if not neighbours and len(word) >= FOREIGN_NEIGHBOURS_FROM:
        neighbours = vocabulary.neighbours(word, reader.others)
    if not neighbours and (mistyped := mistyped_compound(word, reader, vocabulary)):
        return mistyped
    if not neighbours:
        return QueryWord(word, dict.fromkeys(vocabulary.relatives(word, reader.first), RELATIVE))
    alternatives = {term: likeness(len(word), errors) for errors, term, _surface in neighbours}
    # A foreign neighbour may find something, but nobody meant a Romanian word in a Dutch question.
    is_ours = neighbours[0][1][:2] in reader.first
    return QueryWord(word, alternatives, corrected=neighbours[0][2] if is_ours else None)


def joined(first: str, second: str, locale: str, vocabulary: Vocabulary) -> dict[str, float]:
    """`kinder opvang` is also looked up as `kinderopvang`."""
    reader = Reader.of(first, locale)
    together = (f"{first}{link}{second}" for link in ("", "s", "e", "en", "n"))
    return {term: JOINED for word in together for term in known_terms(word, reader.first, vocabulary)}


def query_words(text: str, locale: str, vocabulary: Vocabulary) -> list[QueryWord]:
    """The words of a query that carry meaning, each with its alternatives."""
    code = locale if locale in LANGUAGES else SOURCE
    language = LANGUAGES[code]
    written = words_of(text, code, QUERY_LIMIT)[:MOST_WORDS]
    pieces = [language.without_apostrophe(piece) for word in written for piece in query_pieces(word, code, vocabulary)]
    kept = [piece for piece in pieces if piece and not says_nothing(piece, code, vocabulary)] or pieces
    words = [alternatives_of(piece, code, vocabulary) for piece in kept]
    for first, second in zip(words, words[1:], strict=False):
        together = joined(first.text, second.text, code, vocabulary)
        first.alternatives.update(together)
        second.alternatives.update(together)
    return words


def query_pieces(word: str, locale: str, vocabulary: Vocabulary) -> list[str]:
    """A word with hyphens is one word if it occurs as one (`speel-o-theek`), else its pieces."""
    pieces = pieces_of(word)
    if len(pieces) > 1 and known_terms(pieces[-1], Reader.of(word, locale).all, vocabulary):
        return pieces[-1:]
    return pieces[:-1] if len(pieces) > 2 else pieces


def corrected_text(text: str, words: Iterable[QueryWord]) -> str | None:
    """The query with corrected words, or nothing when none was. Not in Arabic script: we keep it without hamza."""
    return _with(text, {word.text: word.corrected for word in words if word.corrected})


def spelled_text(text: str, words: Iterable[QueryWord]) -> str:
    """The query as a careful writer would type it, for a model that has read careful writers."""
    better = {word.text: word.accented or word.corrected for word in words}
    return _with(text, {word: spelling for word, spelling in better.items() if spelling}) or text


def _with(text: str, spellings: dict[str, str]) -> str | None:
    before = spelled = clean(text, QUERY_LIMIT).strip()
    for word, spelling in spellings.items():
        if script_of(spelling) != "arabic":
            spelled = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", spelling, spelled, flags=re.IGNORECASE)
    return spelled if spelled != before else None

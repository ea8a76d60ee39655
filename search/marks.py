"""The words that a search found, marked in the texts of a card: a word is found when one of its terms was asked for."""

import re
from collections.abc import Collection
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.analysis.compounds import part_terms
from search.analysis.languages import LANGUAGES, SOURCE
from search.analysis.tokens import tokens_of

LETTER = r"[^\W_]"
# Vowel signs and accents that stand apart, soft hyphens, joiners, direction marks: written in a word, not part of it.
UNSEEN = (
    r"\u0300-\u036f\u0483-\u0487\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    r"\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
)
JOINED = rf"['’ʼ‘`´ʹ-](?={LETTER})"
# A word as it is written; `search.analysis.tokens.WORD` is the same word after cleaning.
WRITTEN = re.compile(rf"{LETTER}(?:{LETTER}|[{UNSEEN}]|{JOINED})*")


def with_marks(text: str, language: str, terms: Collection[str]) -> SafeString:
    """The text as HTML, with `<mark>` around each word of which a term is among `terms`.

    A text in a language that is not analysed has none.
    """
    if not terms or language not in LANGUAGES:
        return format_html("{}", text)
    pieces: list[str] = []
    end = 0
    for word in WRITTEN.finditer(text):
        if not terms_in(word[0], language).isdisjoint(terms):
            pieces += [text[end : word.start()], format_html("<mark>{}</mark>", word[0])]
            end = word.end()
    return format_html_join("", "{}", ((piece,) for piece in (*pieces, text[end:])))


@lru_cache(maxsize=32768)
def terms_in(word: str, language: str) -> frozenset[str]:
    """The terms under which a written word is indexed; in Dutch also those of its parts."""
    tokens = list(tokens_of(word, language))
    parts = (term for token in tokens for term in part_terms(token.surface)) if language == SOURCE else ()
    return frozenset((*(token.term for token in tokens), *parts))

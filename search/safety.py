"""Is a search about violence, or about suicide? Then whoever asks sees help lines above everything else.

`data/safety.json` holds for each language what people type. In a phrase
- words follow each other, with at most one other word between them; `...` between two words allows more of them;
- `a/b` means one or the other, `<name>` one of the words of a set;
- `=` in front means that the search says nothing else, for words that mean many things;
- `!` behind a word means this form of it alone, `*` every word that begins so.
`harmless` phrases take their words out of consideration ("geweldig", "misbruik van alcohol"); they hold for the forms
that are written there. Other words match by their stem, and long ones with one typing error in the languages that the
reader most likely writes; `lookalikes` are words that exist and so are no typing errors ("gewend" is not "geweld").
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from home.choices import HelpTopic
from offers.choices import SAFETY_CATEGORY
from search.analysis.languages import LANGUAGES, SOURCE, is_stop_word, languages_of_script, term_of
from search.analysis.normalise import fold, script_of
from search.analysis.tokens import QUERY_LIMIT, words_of

PHRASES = Path(__file__).resolve().parent / "data" / "safety.json"
TOPICS = (HelpTopic.VIOLENCE, HelpTopic.SUICIDE)
HARMLESS = "harmless"

NEAR, FAR = 2, 6
SHORTEST_FUZZY = 6
SHORTEST_STEM_FROM_FAR = 5

# For each word of a search, the listed words that it may be.
Hits = list[set[str]]


@dataclass(frozen=True)
class Phrase:
    """Words in their order, alternatives for each; `steps` says how far at most each lies behind the one before."""

    slots: tuple[frozenset[str], ...]
    steps: tuple[int, ...]
    is_whole: bool = False

    def places(self, hits: Hits) -> list[int]:
        """Where the words of a search make this phrase; nothing where they do not."""
        for start in range(len(hits)):
            if found := self.places_from(hits, start, 0):
                return found
        return []

    def places_from(self, hits: Hits, place: int, number: int) -> list[int]:
        """Where the phrase goes on from one of its words, if that stands here."""
        if not self.slots[number] & hits[place]:
            return []
        if number + 1 == len(self.slots):
            return [place]
        for following in range(place + 1, min(len(hits), place + self.steps[number] + 1)):
            if rest := self.places_from(hits, following, number + 1):
                return [place, *rest]
        return []


@dataclass
class Listed:
    """What `safety.json` says in one language, ready to compare with."""

    code: str
    phrases: dict[str, list[Phrase]] = field(default_factory=dict)
    by_spelling: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_plain_spelling: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_term: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    beginnings: dict[str, str] = field(default_factory=dict)
    long_words: set[str] = field(default_factory=set)

    def learn(self, written: str, *, as_written: bool) -> str:
        """A word of a phrase. Returns the name under which its hits are known."""
        word = next(spoken_words(written, self.code))
        if written.endswith("*"):
            self.beginnings[fold(word)] = f"{word}*"
            return f"{word}*"
        is_fixed = as_written or written.endswith("!")
        name = f"{word}!" if is_fixed else word
        self.by_spelling[word].add(name)
        self.by_plain_spelling[fold(word)].add(name)
        if not is_fixed:
            self.by_term[term_of(word, self.code)].add(name)
            if len(word) >= SHORTEST_FUZZY:
                self.long_words.add(word)
        return name

    def parse(self, text: str, sets: dict[str, str], *, as_written: bool = False) -> Phrase:
        """A phrase of the list."""
        slots, steps, is_far = [], [], False
        for part in text.removeprefix("=").split():
            if part == "...":
                is_far = True
                continue
            slots.append(frozenset(self.learn(word, as_written=as_written) for word in alternatives(part, sets)))
            steps.append(FAR if is_far else NEAR)
            is_far = False
        return Phrase(tuple(slots), tuple(steps[1:]), is_whole=text.startswith("="))

    def meant_by(self, word: str, *, is_near: bool) -> set[str]:
        """The listed words that a word of a search may be.

        In a language that the reader less likely writes, a word that is short or has accents must be spelled exactly
        so (`bi`, `râpé`).
        """
        plain = fold(word)
        found = {name for beginning, name in self.beginnings.items() if plain.startswith(beginning)}
        if not is_near and (plain != word or len(word) < SHORTEST_STEM_FROM_FAR):
            return found | self.by_spelling.get(word, set())
        found |= self.by_plain_spelling.get(plain, set()) | self.by_term.get(term_of(word, self.code), set())
        if found or not is_near or len(word) < SHORTEST_FUZZY or plain in lookalikes():
            return found
        return {other for other in self.long_words if other[0] == word[0] and OSA.distance(word, other) == 1}


@lru_cache(maxsize=1)
def lookalikes() -> frozenset[str]:
    """Words of all languages that only look like those of the lists."""
    return frozenset(
        fold(word) for code, data in lists().items() for line in data["lookalikes"] for word in spoken_words(line, code)
    )


def alternatives(part: str, sets: dict[str, str]) -> list[str]:
    """The words that may stand in one place of a phrase."""
    return [word for one in part.split("/") for word in (sets[one[1:-1]].split() if one.startswith("<") else [one])]


def spoken_words(text: str, code: str) -> Iterator[str]:
    """The words of a text in lower case; a word with hyphens counts as several."""
    for word in words_of(text, code, QUERY_LIMIT):
        for piece in word.split("-"):
            yield LANGUAGES[code].without_apostrophe(piece)


@lru_cache(maxsize=1)
def lists() -> dict[str, Any]:
    """The data file."""
    return json.loads(PHRASES.read_text(encoding="utf-8"))


@lru_cache(maxsize=len(LANGUAGES))
def listed(code: str) -> Listed:
    """The phrases of one language."""
    data, found = lists()[code], Listed(code)
    for name in (*TOPICS, HARMLESS):
        found.phrases[name] = [found.parse(text, data["sets"], as_written=name == HARMLESS) for text in data[name]]
    return found


def topics_of(text: str, locale: str, *, best_category: str = "") -> tuple[HelpTopic, ...]:
    """What a search is about: nothing, violence, suicide or both.

    `locale` is the language of the page; people also write others. `best_category` is the category that the search
    leads to, by whatever way.
    """
    near, far = likely_languages(text, locale)
    readings = [reading(text, code, is_near=code in near) for code in (*near, *far)]
    innocent = {
        place
        for one in readings
        for places in one.harmless
        if len(places) > 1 or one.code == locale
        for place in places
    }
    found = {topic for one in readings for topic in one.topics(innocent)}
    if best_category == SAFETY_CATEGORY:
        found.add(HelpTopic.VIOLENCE)
    return tuple(topic for topic in TOPICS if topic in found)


@dataclass(frozen=True)
class Reading:
    """A search as somebody reads it who knows one language."""

    code: str
    words: list[str]
    hits: Hits
    harmless: list[list[int]]

    def topics(self, innocent: set[int]) -> set[HelpTopic]:
        """What it is about, without the words that mean something else, here or in another reading."""
        nothing = innocent.union(*self.harmless)
        hits = [set() if place in nothing else hit for place, hit in enumerate(self.hits)]
        telling = [hit for word, hit in zip(self.words, hits, strict=True) if hit or not is_stop_word(word, self.code)]
        phrases = listed(self.code).phrases
        return {
            topic
            for topic in TOPICS
            if any(fits(phrase, telling if phrase.is_whole else hits) for phrase in phrases[topic])
        }


def reading(text: str, code: str, *, is_near: bool) -> Reading:
    """A search in one language."""
    words = list(spoken_words(text, code))
    hits = [listed(code).meant_by(word, is_near=is_near) for word in words]
    return Reading(code, words, hits, [phrase.places(hits) for phrase in listed(code).phrases[HARMLESS]])


def fits(phrase: Phrase, hits: Hits) -> bool:
    """Do the words of a search make this phrase?"""
    return (not phrase.is_whole or len(hits) == len(phrase.slots)) and bool(phrase.places(hits))


def likely_languages(text: str, locale: str) -> tuple[list[str], list[str]]:
    """The languages in which a search may be written: the likely ones, and the others of its scripts.

    Likely are the page's own and Dutch; all of a script that neither has.
    """
    scripts = {script_of(word) for word in words_of(text, SOURCE, QUERY_LIMIT)} - {"", "digits"}
    written = [code for script in sorted(scripts) for code in languages_of_script(script)]
    own = list(dict.fromkeys((locale, SOURCE)))
    near = [
        code
        for code in written or own
        if code in own or all(LANGUAGES[one].script != LANGUAGES[code].script for one in own)
    ]
    return near, [code for code in written if code not in near]

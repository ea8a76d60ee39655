"""The lists that editors write, one thing a line: read them, and say which lines are wrong and why.

Empty lines and lines that begin with # mean nothing. What is wrong is left out, so that a list never stops a search.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from search.analysis.languages import LANGUAGES, SOURCE, is_stop_word
from search.analysis.lists import Additions, Texts
from search.analysis.normalise import fold
from search.analysis.tokens import WORD_LIMIT, words_of

SHORTEST_BUILDING_WORD = 3
LONGEST_TEXT = 100
REMARK = "#"

Problem = Promise | str


class WrongLineError(ValueError):
    """A line that says nothing that can be used; its first argument says why."""


@dataclass
class Reading:
    """What the lines of a list say, and what is wrong with some of them."""

    lines: dict[Any, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, number: int, value: Any) -> None:
        """Take what a line says. Raises WrongLineError when another line says it already."""
        if value in self.lines:
            raise WrongLineError(_("this stands in line %(other)s already") % {"other": self.lines[value]})
        self.lines[value] = number

    def refuse(self, number: int, why: Problem) -> None:
        """Note what is wrong with a line."""
        self.problems.append(format_lazy("{} {}", _("Line %(number)s:") % {"number": number}, why))


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, with the number that an editor counts."""
    for number, line in enumerate(text.splitlines(), start=1):
        if (said := line.strip()) and not said.startswith(REMARK):
            yield number, said


def read_lines(text: str, value_of: Callable[[str], Any]) -> Reading:
    """Read a list with the function that understands one line."""
    reading = Reading()
    for number, line in numbered(text):
        try:
            reading.add(number, value_of(line))
        except WrongLineError as error:
            reading.refuse(number, error.args[0])
    return reading


def one_word(text: str) -> str:
    """A Dutch word as the analysis meets it. Raises WrongLineError for anything else."""
    said = text.strip()
    if not said:
        raise WrongLineError(_("a word is missing"))
    words = words_of(said, SOURCE)
    bare = LANGUAGES[SOURCE].without_apostrophe(words[0]) if len(words) == 1 else ""
    if not bare or " " in said:
        raise WrongLineError(_("“%(text)s” is not one word") % {"text": said})
    if "-" in said:
        raise WrongLineError(_("write “%(text)s” as one word, without a hyphen") % {"text": said})
    if len(said) >= WORD_LIMIT:
        raise WrongLineError(_("“%(text)s” is too long") % {"text": said})
    if is_stop_word(bare, SOURCE):
        raise WrongLineError(_("search leaves out the word “%(text)s”") % {"text": said})
    return fold(bare)


def pair_of(line: str) -> tuple[str, str]:
    """`fietsje = fiets`. Raises WrongLineError."""
    if line.count("=") != 1:
        raise WrongLineError(_("write a word, =, and the word that it counts as: kinderen = kind"))
    first, second = (one_word(part) for part in line.split("="))
    if first == second:
        raise WrongLineError(_("the same word stands on both sides"))
    return first, second


def building_word_of(line: str) -> str:
    """A word of which compounds consist. Raises WrongLineError."""
    word = one_word(line)
    if len(word) < SHORTEST_BUILDING_WORD:
        raise WrongLineError(_("a word of compounds has at least three letters"))
    return word


def outside_of(line: str) -> tuple[str, str]:
    """`nl: autoverzekering`. Raises WrongLineError."""
    code, colon, text = (part.strip() for part in line.partition(":"))
    if not colon or code.lower() not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise WrongLineError(_("begin with a language (%(codes)s): nl: autoverzekering") % {"codes": known})
    if len(text) > LONGEST_TEXT:
        raise WrongLineError(_("this is longer than %(most)s characters") % {"most": LONGEST_TEXT})
    if not words_of(text, code.lower()):
        raise WrongLineError(_("a word is missing"))
    return code.lower(), text


def read_exceptions(text: str) -> Reading:
    """Words that count as another word: one meaning a word, and no circles."""
    reading = read_lines(text, pair_of)
    meanings: dict[str, tuple[str, int]] = {}
    why: Problem
    for (word, other), number in list(reading.lines.items()):
        known, before = meanings.setdefault(word, (other, number))
        if known != other:
            why = _("“%(word)s” counts as another word in line %(other)s") % {"word": word, "other": before}
        elif goes_in_circles(word, {one: target for one, (target, _number) in meanings.items()}):
            why = _("this goes in a circle with other lines")
            del meanings[word]
        else:
            continue
        reading.refuse(number, why)
        del reading.lines[word, other]
    return reading


def goes_in_circles(word: str, meanings: dict[str, str]) -> bool:
    """Whether a word counts as itself in the end."""
    following: str | None = meanings[word]
    while following is not None and following != word:
        following = meanings.get(following)
    return following == word


def read_building_words(text: str) -> Reading:
    """Words of which compounds consist."""
    return read_lines(text, building_word_of)


def read_outside(text: str) -> Reading:
    """What no House offers, by language."""
    return read_lines(text, outside_of)


def additions_of(exceptions: str, building_words: str, out_of_scope: str) -> Additions:
    """What the lists of an editor say, without the lines that are wrong."""
    outside: dict[str, list[str]] = {}
    for code, text in read_outside(out_of_scope).lines:
        outside.setdefault(code, []).append(text)
    texts: Texts = tuple((code, tuple(outside[code])) for code in sorted(outside))
    return Additions(
        same_words=tuple(sorted(read_exceptions(exceptions).lines)),
        building_words=tuple(sorted(read_building_words(building_words).lines)),
        outside=texts,
    )

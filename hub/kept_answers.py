"""Answers of the API that this process keeps, so that the same question is not worked out twice.

A public answer can only change when the log of a House moves, or with the clock where dates decide. All times of
offers are whole minutes in Brussels, so an answer holds until the minute is over, or the Houses have moved on: then
everything is let go. What the client sends beyond that belongs to the question.
"""

import gzip
import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse

from offers.documents.read import House

Question = tuple[str | None, ...]

MOST_BYTES = 32_000_000
MOST_BYTES_OF_ONE = 500_000
MINUTE = 60


@dataclass
class KeptAnswer:
    """A good answer: its headers, its body, and the packed body once somebody has taken it."""

    headers: dict[str, str]
    body: bytes
    digest: str
    packed: bytes | None = None

    def compressed(self) -> bytes:
        """The body as gzip; made once, the same bytes each time."""
        if self.packed is None:
            self.packed = gzip.compress(self.body, compresslevel=5, mtime=0)
        return self.packed


def question_of(request: HttpRequest) -> Question:
    """Everything in a request that its answer depends on."""
    meta = request.META
    return (
        request.scheme,
        meta.get("HTTP_HOST"),
        request.path_info,
        meta.get("QUERY_STRING"),
        meta.get("HTTP_ACCEPT_LANGUAGE"),
        meta.get("HTTP_ACCEPT"),
    )


@dataclass
class KeptAnswers:
    """The answers of one minute to the Houses as they stand."""

    known: Sequence[House] = ()
    minute: int = -1
    answers: dict[Question, KeptAnswer] = field(default_factory=dict)
    size: int = 0

    def of(self, question: Question) -> KeptAnswer | None:
        """What was answered to this question, if it still holds."""
        return self.answers.get(question)

    def keep(self, question: Question, answer: KeptAnswer) -> None:
        """Keep an answer; where there is no room, all others go: what is asked often comes back by itself."""
        size = 2 * len(answer.body)
        if len(answer.body) > MOST_BYTES_OF_ONE:
            return
        if self.size + size > MOST_BYTES:
            self.answers, self.size = {}, 0
        self.size += size
        self.answers[question] = answer


class Keeper:
    """Hands out the answers that hold now."""

    def __init__(self) -> None:
        self.current = KeptAnswers()

    def forget(self) -> None:
        """Let go of everything; for tests, in which positions of the log and minutes come again."""
        self.current = KeptAnswers()

    def now(self, known: Sequence[House]) -> KeptAnswers:
        """The answers of this minute; `known` is another object whenever a log has moved.

        Whoever keeps an answer keeps it where it looked before it began, so nothing older than that can return.
        """
        kept, minute = self.current, int(time.time() // MINUTE)
        if kept.minute != minute or kept.known is not known:
            kept = self.current = KeptAnswers(known, minute)
        return kept


def kept_from(response: HttpResponse) -> KeptAnswer:
    """What to keep of a response that lacks no header but tag, length and coding."""
    body = response.content
    return KeptAnswer(dict(response.headers), body, hashlib.sha256(body).hexdigest()[:32])

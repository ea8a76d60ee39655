"""What families say and ask: the one door to keep it, to answer it and to forget it, for pages and API.

Of whoever writes nothing is kept but what a question itself says; of the moment the day.
"""

import re
import secrets
import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from home.problems import ApiProblem
from home.throttle import Allowance, Throttle, client_address
from home.validators import telephone
from offers.documents.read import House
from offers.schedules import BRUSSELS
from search.demand import KEPT_DAYS, count_missing, words_to_keep
from search.models import Feedback, Question
from search.models.voices import FeedbackKind, Topic

MOST_A_MINUTE, MOST_A_DAY = 10, 50
DAY_SECONDS = 24 * 3600
# However many clients write: more than this a House cannot read, and the database need not keep.
MOST_COMMENTS_A_DAY, MOST_QUESTIONS_A_DAY = 500, 300
LONGEST_COMMENT, LONGEST_QUESTION, LONGEST_TOPIC, LONGEST_WORDS, LONGEST_REPLY_TO = 1000, 2000, 60, 200, 254
# What the contract promises, whatever a setting says.
REPLY_TO_DAYS, MOST_QUESTION_DAYS = 30, 90
MAIL = re.compile(r"\S+@\S+")
# At least eight digits with the usual signs between them. A date goes too: better one too many.
PHONE = re.compile(r"\+?(?:\d[\s()./\-–]{0,3}){8,}")
TAKEN_OUT = "[…]"
# Without what sounds or looks like another: B P, 1 I L, 0 O Q, 5 S, 2 Z, 8.
LETTERS, DIGITS = "CDFHJKMNRTVWX", "34679"
NUMBER = re.compile(rf"[{LETTERS}]{{3}}-[{DIGITS}]{{5}}")
# The field that people do not see and machines fill in.
TRAP = "website"
# Names that other channels use.
TOPIC_NAMES = {"opvang": Topic.CHILDCARE, "opvoeding": Topic.UPBRINGING, "gezondheid": Topic.HEALTH}

a_minute = Throttle(lambda: MOST_A_MINUTE)
a_day = Throttle(lambda: MOST_A_DAY, DAY_SECONDS)


@dataclass(frozen=True)
class Said:
    """Feedback as it was given; `offer` is the identity of a published offer of the House."""

    kind: str
    locale: str
    offer: uuid.UUID | None = None
    rating: str = ""
    words: str = ""
    comment: str = ""


def refused(request: HttpRequest) -> Allowance | None:
    """Count that a client writes; the allowance that it has used up, if any. The longest wait counts."""
    allowances = [throttle.take(client_address(request)) for throttle in (a_minute, a_day)]
    used_up = [allowance for allowance in allowances if allowance and allowance.is_used_up]
    return max(used_up, key=lambda allowance: allowance.seconds_left, default=None)


def check_allowance(request: HttpRequest) -> None:
    """Count that a client of the API writes. Raises ApiProblem 429."""
    allowance = refused(request)
    if allowance:
        problem = ApiProblem(429, _("You have sent very much. Try again later, or call us."))
        problem.headers["Retry-After"] = str(allowance.seconds_left)
        raise problem


def this_day() -> date:
    """Today, where the families live."""
    return timezone.localdate(timezone=BRUSSELS)


def without_contact_data(text: str) -> str:
    """A comment without e-mail addresses and telephone numbers."""
    return PHONE.sub(f"{TAKEN_OUT} ", MAIL.sub(TAKEN_OUT, text)).strip()


def keep_feedback(house: House, said: Said) -> None:
    """Keep a rating as one more of its day, a comment on its own; count what is missing."""
    comment = without_contact_data(said.comment)
    if said.kind == FeedbackKind.MISSING:
        count_missing(house, said.locale, said.words or said.comment)
        if not comment and not said.rating:
            return
    today = this_day()
    row = {
        "house_id": house.id,
        "kind": said.kind,
        "offer": said.offer,
        "rating": said.rating,
        "words": words_to_keep(said.words, said.locale),
        "locale": said.locale,
        "day": today,
    }
    with transaction.atomic():
        is_full = Feedback.objects.filter(house_id=house.id, day=today).count() >= MOST_COMMENTS_A_DAY
        if comment and not is_full:
            Feedback.objects.create(comment=comment, **row)
            return
        if is_full:
            row["words"] = ""
        if not Feedback.objects.filter(comment="", **row).update(amount=F("amount") + 1):
            Feedback.objects.create(**row)


def ask_question(house: House, locale: str, topic: str, text: str, reply_to: str) -> str:
    """Keep a question; the number that the asker can read out. Raises ApiProblem 503 on a day with far too many."""
    today = this_day()
    if Question.objects.filter(house_id=house.id, day=today).count() >= MOST_QUESTIONS_A_DAY:
        raise ApiProblem(503, _("We cannot take more questions today. Please call us."))
    row = {
        "house_id": house.id,
        "topic": TOPIC_NAMES.get(topic.lower(), topic) or Topic.OTHER,
        "text": text,
        "reply_to": reply_to,
        "locale": locale,
        "day": today,
    }
    while True:
        try:
            with transaction.atomic():
                return Question.objects.create(number=new_number(), **row).number
        except IntegrityError:  # the number exists: one in 6 million
            continue


def new_number() -> str:
    """A number of a question: short, without letters and digits that sound or look alike, by chance alone."""
    letters = "".join(secrets.choice(LETTERS) for _place in range(3))
    return f"{letters}-{''.join(secrets.choice(DIGITS) for _place in range(5))}"


def reply_address(text: str) -> str:
    """A telephone number or e-mail address, in western digits. Raises ValueError with a sentence."""
    address = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text.strip())
    try:
        (validate_email if "@" in address else telephone)(address)
    except ValidationError:
        raise ValueError(
            _("This is not a telephone number or an e-mail address. Write it like 052 55 01 12 or name@example.org.")
        ) from None
    return address


def what_happens_next(reply_to: str) -> str:
    """What somebody who asked may expect, in the active language."""
    if reply_to:
        return _(
            "We read your question and call you or write to you. Keep the number: you can also call us and say it."
        )
    return _("We read your question. Call us or come by, and say this number: then we know which question is yours.")


def close_question(question: Question) -> None:
    """Mark a question as answered: what was asked and how to reach the asker is removed at once."""
    question.text, question.reply_to, question.answered_on = "", "", this_day()
    question.save(update_fields=["text", "reply_to", "answered_on"])


def forget_old_voices(today: date) -> int:
    """Remove ways to reach an asker after REPLY_TO_DAYS, questions after HUB_QUESTIONS_DAYS (MOST_QUESTION_DAYS at
    most), feedback after KEPT_DAYS.

    Returns how many rows that concerned.
    """
    question_days = timedelta(days=min(settings.HUB_QUESTIONS_DAYS, MOST_QUESTION_DAYS))
    questions = Question.objects.filter(day__lt=today - question_days).delete()[0]
    is_late = Q(day__lt=today - timedelta(days=REPLY_TO_DAYS)) | Q(answered_on__isnull=False)
    ways = Question.objects.filter(is_late).exclude(reply_to="").update(reply_to="")
    feedback = Feedback.objects.filter(day__lt=today - timedelta(days=KEPT_DAYS)).delete()[0]
    return questions + ways + feedback

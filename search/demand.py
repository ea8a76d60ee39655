"""Counting what families look for and nobody offers: the one door, for pages and API."""

import re
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from offers.choices import SAFETY_CATEGORY
from offers.documents import read
from offers.documents.read import House
from offers.schedules import BRUSSELS
from search.analysis.normalise import clean
from search.analysis.tokens import QUERY_LIMIT, words_of
from search.models import Demand
from search.safety import topics_of

MOST_WORDS, MOST_LETTERS = 6, 60
# An e-mail or web address, a postcode or a longer number; a telephone number may also stand in pairs of digits.
TELLING = re.compile(r"@|://|www\.|\d{4}")
MOST_DIGITS = 5
# Whoever presses the button for nonsense all week long does not fill the database.
MOST_WORDINGS_A_WEEK = 500
KEPT_DAYS = 400


def count_missing(house: House, locale: str, text: str, category: str = "", *, today: date | None = None) -> None:
    """Somebody who reads `locale` says that `text` is missing; `category` (a slug) is what it comes nearest to.

    Of the person nothing is kept, of the moment the week. An unknown category counts as none.
    """
    week = monday_of(today or timezone.localdate(timezone=BRUSSELS))
    known = {term["slug"] for term in read.taxonomy(house, locale)["categories"]}
    asked: dict[str, Any] = {
        "locale": locale,
        "words": words_to_keep(text, locale, category),
        "category": category if category in known else "",
    }
    rows = Demand.objects.filter(house_id=house.id, week=week)
    with transaction.atomic():
        if rows.filter(**asked).update(amount=F("amount") + 1):
            return
        if asked["words"] and rows.count() >= MOST_WORDINGS_A_WEEK:
            asked["words"] = ""
        row, _new = Demand.objects.get_or_create(house_id=house.id, week=week, **asked)
        rows.filter(pk=row.pk).update(amount=F("amount") + 1)


def words_to_keep(text: str, locale: str, category: str = "") -> str:
    """The words of a search in one spelling; nothing where they might say who asked, or are about safety.

    A search of many words is a story, and a story may be recognised.
    """
    usable = clean(text, QUERY_LIMIT)
    digits = sum(letter.isdigit() for letter in usable)
    if TELLING.search(usable) or digits > MOST_DIGITS or category == SAFETY_CATEGORY or topics_of(text, locale):
        return ""
    words = words_of(text, locale, QUERY_LIMIT)
    joined = " ".join(words)
    return joined if len(words) <= MOST_WORDS and len(joined) <= MOST_LETTERS else ""


def monday_of(day: date) -> date:
    """The first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def forget_old_demand(today: date) -> int:
    """Remove what was counted longer than KEPT_DAYS ago. Returns how many rows that were."""
    return Demand.objects.filter(week__lt=today - timedelta(days=KEPT_DAYS)).delete()[0]

"""The state of every page of a House in every language: a fixed number of queries, whatever the number of pages."""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from home.choices import SOURCE_LOCALE
from home.models import BasePage, ContentPage, HousePage, MissionPage, PartnerPage
from offers.documents.editorial import page_fingerprint
from offers.models import OfferPage
from offers.translation.origin import FOLLOWED

PAGE_TYPES: tuple[type[BasePage], ...] = (MissionPage, ContentPage, PartnerPage, OfferPage)
Sentence = tuple[int, int]


class State(models.TextChoices):
    """How far a page is in a language."""

    MISSING = "missing", _("not begun")
    IN_PROGRESS = "in_progress", _("being translated")
    DRAFT = "draft", _("ready to publish")
    OUTDATED = "outdated", _("outdated")
    TRANSLATED = "translated", _("translated")


@dataclass
class Cell:
    """One page in one language."""

    locale: str
    state: State
    page_id: int | None = None
    open_sentences: int = 0


@dataclass
class Row:
    """One Dutch page."""

    page: BasePage
    cells: list[Cell] = field(default_factory=list)

    @property
    def is_offer(self) -> bool:
        """Offers stand below their partner."""
        return isinstance(self.page, OfferPage)


def matrix(house: HousePage, partner: PartnerPage | None = None) -> list[Row]:
    """The Dutch pages of a House, or of one partner, in the order of the tree, each with its languages."""
    root = partner or house
    sources = [
        page for model in PAGE_TYPES for page in model.objects.filter(path__startswith=root.path).order_by("path")
    ]
    sources.sort(key=lambda page: page.path)
    keys = [page.translation_key for page in sources]
    locales = [code for code in house.locale_codes if code != SOURCE_LOCALE]
    pages, progress = translated_pages(keys), Progress.load(keys)
    rows = []
    for source in sources:
        followed = page_fingerprint(source, FOLLOWED[type(source)])
        cells = [
            cell_of(source, code, pages.get((source.translation_key, code)), progress, followed) for code in locales
        ]
        rows.append(Row(source, cells))
    return rows


def cell_of(source: BasePage, code: str, page: Any, progress: "Progress", followed: str) -> Cell:
    """The state of one page in one language.

    page      live                          not live
    --------  ----------------------------  ------------------------------------------
    ours      outdated or translated        a skeleton: not begun; else open sentences?
    none      not begun                     not begun
    """
    if page is None:
        return Cell(code, State.MISSING)
    is_begun, remaining = progress.of(source.translation_key, code)
    if page.live:
        state = State.TRANSLATED if page.translated_from == followed else State.OUTDATED
    elif not is_begun:
        return Cell(code, State.MISSING)
    else:
        state = State.IN_PROGRESS if remaining else State.DRAFT
    return Cell(code, state, page.pk, remaining)


def translated_pages(keys: list[uuid.UUID]) -> dict[tuple[uuid.UUID, str], Any]:
    """The pages in other languages, by key and language: one query a page type."""
    found: dict[tuple[uuid.UUID, str], Any] = {}
    for model in PAGE_TYPES:
        rows = (
            model.objects.filter(translation_key__in=keys)
            .exclude(locale__language_code=SOURCE_LOCALE)
            .select_related("locale")
        )
        found |= {
            (row.translation_key, row.locale.language_code): row
            for row in rows.only("pk", "live", "translation_key", "translated_from", "locale")
        }
    return found


@dataclass
class Progress:
    """Which sentences are translated."""

    begun: set[tuple[uuid.UUID, str]]
    sentences: dict[uuid.UUID, set[Sentence]]
    translated: dict[str, set[Sentence]]

    @classmethod
    def load(cls, keys: list[uuid.UUID]) -> "Progress":
        """Three queries."""
        begun = Translation.objects.filter(source__object_id__in=keys, enabled=True).values_list(
            "source__object_id", "target_locale__language_code"
        )
        sentences: dict[uuid.UUID, set[Sentence]] = defaultdict(set)
        segments = StringSegment.objects.filter(source__object_id__in=keys, source__locale__language_code=SOURCE_LOCALE)
        for key, *sentence in segments.values_list("source__object_id", "string_id", "context_id"):
            sentences[key].add(tuple(sentence))
        translated: dict[str, set[Sentence]] = defaultdict(set)
        done = StringTranslation.objects.filter(context__object_id__in=keys, has_error=False).exclude(data="")
        for code, *sentence in done.values_list("locale__language_code", "translation_of_id", "context_id"):
            translated[code].add(tuple(sentence))
        return cls(set(begun), sentences, translated)

    def of(self, key: uuid.UUID, code: str) -> tuple[bool, int]:
        """Has a translation been begun, and how many sentences are open?"""
        return (key, code) in self.begun, len(self.sentences[key] - self.translated[code])

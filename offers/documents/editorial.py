"""The words of editorial pages and partners in one language: the translation's, else the Dutch ones, marked as such."""

import uuid
from collections.abc import Iterable
from typing import Any

from home.choices import SOURCE_LOCALE
from home.models import BasePage, ContentPage, MissionPage, PartnerPage
from offers.documents.payloads import instant
from offers.documents.texts import clean_html, direction, fingerprint


def translations_of(
    model: type[BasePage], pages: Iterable[BasePage], locales: list[str]
) -> dict[tuple[uuid.UUID, str], Any]:
    """The live translations of pages, by key and language: one query."""
    keys = [page.translation_key for page in pages]
    rows = model.objects.filter(translation_key__in=keys, live=True, locale__language_code__in=locales).select_related(
        "locale"
    )
    return {(row.translation_key, row.locale.language_code): row for row in rows}


def page_text(source: Any, translations: dict, locale: str, names: tuple[str, ...]) -> tuple[Any, dict[str, Any]]:
    """The page whose words a reader of this language gets, and what to say about them."""
    shown = source if locale == SOURCE_LOCALE else translations.get((source.translation_key, locale))
    status = "source"
    if shown is None:
        shown, status = source, "fallback"
    elif locale != SOURCE_LOCALE:
        status = "translated" if shown.translated_from == page_fingerprint(source, names) else "outdated"
    lang = locale if status != "fallback" else SOURCE_LOCALE
    updated = instant(shown.last_published_at)
    return shown, {
        "lang": lang,
        "dir": direction(lang),
        "translation": {"status": status, "source_lang": SOURCE_LOCALE, "updated_at": updated},
    }


def page_fingerprint(page: BasePage, names: Iterable[str]) -> str:
    """The fingerprint of some texts of a page."""
    return fingerprint([getattr(page, name) for name in names])


PARTNER_TEXTS = ("expertise", "description")
MISSION_TEXTS = ("title", "mission", "vision", "values", "commitments", "strategic_goals", "organisation")
CONTENT_TEXTS = ("title", "introduction", "body")
TEXTS_OF: dict[type[BasePage], tuple[str, ...]] = {
    PartnerPage: PARTNER_TEXTS,
    MissionPage: MISSION_TEXTS,
    ContentPage: CONTENT_TEXTS,
}


MISSION_LISTS = ("values", "commitments", "strategic_goals", "organisation")


def mission_payload(
    source: MissionPage, shown: MissionPage, about: dict[str, Any], core_partners: list[PartnerPage]
) -> dict[str, Any]:
    """The founding text in one language; `section_langs` names the language of each list, Dutch where it is not
    translated.
    """
    pages = {name: shown if getattr(shown, name) else source for name in MISSION_LISTS}
    return {
        "title": shown.title,
        **about,
        "body_html": clean_html(shown.mission),
        "vision_html": clean_html(shown.vision),
        **{name: [block.value for block in getattr(page, name)] for name, page in pages.items()},
        "section_langs": {name: about["lang"] if page is shown else SOURCE_LOCALE for name, page in pages.items()},
        "core_partners": [{"slug": partner.slug, "name": partner.title} for partner in core_partners],
    }


def content_payload(page: ContentPage, about: dict[str, Any]) -> dict[str, Any]:
    """A content page in one language."""
    return {
        "title": page.title,
        "slug": page.slug,
        **about,
        "introduction": page.introduction,
        "body_html": clean_html(page.body, headings=True),
    }

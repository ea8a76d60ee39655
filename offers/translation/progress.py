"""How far a translation is."""

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation


def open_sentences(translation: Translation) -> QuerySet[StringSegment]:
    """The sentences of the Dutch text that have no valid translation yet."""
    translated = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=translation.target_locale_id,
        has_error=False,
    ).exclude(data="")
    return StringSegment.objects.filter(source_id=translation.source_id).exclude(Exists(translated))


def translation_behind(page: Page) -> Translation | None:
    """The translation, sentence by sentence, of which this page is the result."""
    return (
        Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True)
        .exclude(source__locale=page.locale_id)
        .first()
    )


def is_incomplete(page: Page) -> bool:
    """Would publishing this page show Dutch sentences as if they were translated?"""
    translation = translation_behind(page)
    return translation is not None and open_sentences(translation).exists()

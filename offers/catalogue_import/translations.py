"""Record in wagtail-localize that pages are translations of others, as if each had been translated in the admin.

wagtail-localize makes these rows one by one (about sixty queries a translation); here they are made in sets.
"""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

ROWS_A_STATEMENT = 200


@dataclass(frozen=True)
class TranslatedPage:
    """A Dutch page and its page in another language; both are stored already."""

    source: Page
    target: Page


def record_translations(pairs: list[TranslatedPage]) -> None:
    """Make the translations editable sentence by sentence in the admin."""
    if not pairs:
        return
    sources = list({pair.source.pk: pair.source for pair in pairs}.values())
    segments = {page.pk: extract_segments(page) for page in sources}
    records = record_sources(sources)
    contexts = record_contexts(sources, segments)
    strings = record_strings(sources[0].locale, segments)
    record_segments(sources, records, segments, contexts, strings)
    now = timezone.now()
    Translation.objects.bulk_create(
        [
            Translation(
                source=records[pair.source.pk],
                target_locale=pair.target.locale,
                translations_last_updated_at=now,
                destination_last_updated_at=now,
            )
            for pair in pairs
        ],
        batch_size=ROWS_A_STATEMENT,
    )
    StringTranslation.objects.bulk_create(
        [row for pair in pairs for row in string_translations(pair, segments[pair.source.pk], contexts, strings)],
        batch_size=ROWS_A_STATEMENT,
        ignore_conflicts=True,
    )


def strings_of(segments: Iterable[Any]) -> list[StringSegmentValue]:
    """The sentences among the segments of a page."""
    return [segment for segment in segments if isinstance(segment, StringSegmentValue)]


def record_sources(pages: list[Page]) -> dict[int, TranslationSource]:
    """The frozen content of the Dutch pages."""
    page_type, now = ContentType.objects.get_for_model(Page), timezone.now()
    TranslatableObject.objects.bulk_create(
        [TranslatableObject(translation_key=page.translation_key, content_type=page_type) for page in pages],
        batch_size=ROWS_A_STATEMENT,
        ignore_conflicts=True,
    )
    rows = TranslationSource.objects.bulk_create(
        [
            TranslationSource(
                object_id=page.translation_key,
                specific_content_type=page.content_type,
                locale=page.locale,
                object_repr=str(page)[:200],
                content_json=page.to_json(),
                schema_version=get_schema_version(page._meta.app_label),
                last_updated_at=now,
            )
            for page in pages
        ],
        batch_size=ROWS_A_STATEMENT,
    )
    return dict(zip((page.pk for page in pages), rows, strict=True))


def record_contexts(
    pages: list[Page], segments: dict[int, list[Any]]
) -> dict[tuple[uuid.UUID, str], TranslationContext]:
    """Where in a page a sentence stands."""
    wanted = {(page.translation_key, segment.path): None for page in pages for segment in segments[page.pk]}
    rows = [
        TranslationContext(
            object_id=key, path=path, path_id=TranslationContext._get_path_id(path), field_path=path.split(".")[0]
        )
        for key, path in wanted
    ]
    TranslationContext.objects.bulk_create(rows, batch_size=ROWS_A_STATEMENT)
    return {(row.object_id, row.path): row for row in rows}


def record_strings(locale: Locale, segments: dict[int, list[Any]]) -> dict[str, String]:
    """Each different Dutch sentence once."""
    texts = {segment.string.data for found in segments.values() for segment in strings_of(found)}
    hashes = {text: String._get_data_hash(text) for text in texts}
    String.objects.bulk_create(
        [String(locale=locale, data=text, data_hash=digest) for text, digest in hashes.items()],
        batch_size=ROWS_A_STATEMENT,
        ignore_conflicts=True,
    )
    return {row.data: row for row in String.objects.filter(locale=locale) if row.data in texts}


def record_segments(
    pages: list[Page],
    records: dict[int, TranslationSource],
    segments: dict[int, list[Any]],
    contexts: dict[tuple[uuid.UUID, str], TranslationContext],
    strings: dict[str, String],
) -> None:
    """The sentences of each page in their order, and the frames of rich text into which they go."""
    templates = record_templates(segments)
    sentences, frames = [], []
    for page in pages:
        for segment in segments[page.pk]:
            place = {
                "source": records[page.pk],
                "context": contexts[page.translation_key, segment.path],
                "order": segment.order,
            }
            if isinstance(segment, TemplateSegmentValue):
                frames.append(TemplateSegment(template=templates[segment.template], **place))
            elif isinstance(segment, StringSegmentValue):
                attributes = json.dumps(segment.attrs, cls=DjangoJSONEncoder)
                sentences.append(StringSegment(string=strings[segment.string.data], attrs=attributes, **place))
    StringSegment.objects.bulk_create(sentences, batch_size=ROWS_A_STATEMENT)
    TemplateSegment.objects.bulk_create(frames, batch_size=ROWS_A_STATEMENT)


def record_templates(segments: dict[int, list[Any]]) -> dict[str, Template]:
    """Each different frame of rich text once."""
    wanted = {
        segment.template: segment
        for found in segments.values()
        for segment in found
        if isinstance(segment, TemplateSegmentValue)
    }
    digests = {
        text: uuid.uuid5(uuid.uuid5(Template.BASE_UUID_NAMESPACE, segment.format), text)
        for text, segment in wanted.items()
    }
    Template.objects.bulk_create(
        [
            Template(
                uuid=digests[text], template=text, template_format=segment.format, string_count=segment.string_count
            )
            for text, segment in wanted.items()
        ],
        batch_size=ROWS_A_STATEMENT,
        ignore_conflicts=True,
    )
    return {row.template: row for row in Template.objects.filter(uuid__in=digests.values())}


def string_translations(
    pair: TranslatedPage,
    source_segments: list[Any],
    contexts: dict[tuple[uuid.UUID, str], TranslationContext],
    strings: dict[str, String],
) -> list[StringTranslation]:
    """The sentences of a translation beside those of its source: the same place, the same order."""
    theirs: dict[str, list[StringSegmentValue]] = {}
    for segment in strings_of(extract_segments(pair.target)):
        theirs.setdefault(segment.path, []).append(segment)
    found = []
    for path, ours in by_path(strings_of(source_segments)).items():
        other = theirs.get(path, [])
        if len(other) != len(ours):
            continue  # not translated, or built differently: the translator sees an open sentence
        for mine, their in zip(ours, other, strict=True):
            found.append(
                StringTranslation(
                    translation_of=strings[mine.string.data],
                    locale=pair.target.locale,
                    context=contexts[pair.source.translation_key, path],
                    data=their.string.data,
                    translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                )
            )
    return found


def by_path(segments: list[StringSegmentValue]) -> dict[str, list[StringSegmentValue]]:
    """Segments grouped by their place in the page, in order."""
    found: dict[str, list[StringSegmentValue]] = {}
    for segment in segments:
        found.setdefault(segment.path, []).append(segment)
    return found

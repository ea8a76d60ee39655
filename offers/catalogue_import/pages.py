"""Make many pages at once: a constant number of statements for a level of the tree, whatever the number of pages."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from wagtail.models import Locale, Page

ROWS_A_STATEMENT = 100


def add_children(parent: Page, pages: Sequence[Page]) -> None:
    """Give a page many children at the end of those it has."""
    add_branches([(parent, pages)])


def add_branches(branches: Sequence[tuple[Page, Sequence[Page]]]) -> None:
    """Give several pages children: parents must exist, children must be new and may be of several types.

    Fills in what `Page.save` and treebeard would: place in the tree, addresses, titles of the admin.
    """
    new: list[Page] = []
    for parent, pages in branches:
        for offset, page in enumerate(pages, start=parent.numchild + 1):
            page.path = Page._get_path(parent.path, parent.depth + 1, offset)
            page.depth = parent.depth + 1
            page.numchild = 0
            page.draft_title = page.title
            page.url_path = f"{parent.url_path}{page.slug}/"
            page.content_type = ContentType.objects.get_for_model(type(page))
            page.latest_revision_created_at = page.last_published_at
            new.append(page)
        if pages:
            parent.numchild += len(pages)
    rows = Page.objects.bulk_create([base_row(page) for page in new], batch_size=ROWS_A_STATEMENT)
    for page, row in zip(new, rows, strict=True):
        page.pk = page.id = page.page_ptr_id = row.pk
        page._state.adding = False
    for model in dict.fromkeys(type(page) for page in new):
        insert_own_columns(model, [page for page in new if type(page) is model])
    for parent, pages in branches:
        Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))


def base_row(page: Page) -> Page:
    """The columns that every page type shares."""
    return Page(
        **{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields if field.attname != "id"}
    )


def insert_own_columns(model: type[Page], pages: list[Page]) -> None:
    """Insert the columns that a page type has beyond those of every page.

    Django's bulk_create refuses models with a parent table, though the parent's rows are there already.
    """
    fields = model._meta.local_concrete_fields
    model._base_manager.all()._batched_insert(pages, fields, batch_size=ROWS_A_STATEMENT)


def published(page: Page, locale: Locale, moment: datetime.datetime, key: Any, *, live: bool = True) -> Page:
    """A page that counts as published at a moment."""
    page.locale, page.translation_key, page.live = locale, key, live
    page.has_unpublished_changes = not live
    page.first_published_at = page.last_published_at = moment if live else None
    return page


def insert_parts(parts: list[Any]) -> None:
    """Insert child rows of many pages: a few statements for each model."""
    for model in dict.fromkeys(type(part) for part in parts):
        model._default_manager.bulk_create([part for part in parts if type(part) is model], batch_size=ROWS_A_STATEMENT)

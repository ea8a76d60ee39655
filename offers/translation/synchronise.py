"""When a Dutch page is published, its translators see which sentences are new."""

import json
from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.models import TranslationSource

from home.models import BasePage
from offers.translation.origin import FOLLOWED


def connect() -> None:
    """Listen. Called once, when the apps are ready."""
    page_published.connect(on_page_published, dispatch_uid="translations-published")


def on_page_published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A page went live, or a new version of it did."""
    if isinstance(instance, BasePage) and instance.is_source:
        synchronise(instance)


def synchronise(page: BasePage) -> bool:
    """Bring what translators work on to the published Dutch text. Returns whether there was anything to bring.

    What is live in other languages stays as it is; it is shown as outdated until somebody has translated what is open.
    """
    names = FOLLOWED.get(type(page), ())
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id).first()
    if source is None or not names:
        return False
    before, now = json.loads(source.content_json), json.loads(page.to_json())
    if all(before.get(name) == now.get(name) for name in (*names, "slug")):
        return False
    source.update_from_db()
    return True

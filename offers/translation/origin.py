"""Remember which Dutch text a translation follows, so that it can be called outdated when that text changes."""

import json

from wagtail_localize.models import TranslationSource

from home.choices import SOURCE_LOCALE
from home.models import BasePage
from offers.documents.editorial import TEXTS_OF
from offers.documents.texts import fingerprint
from offers.models import OfferPage
from offers.models.pages import TEXTS

FOLLOWED: dict[type[BasePage], tuple[str, ...]] = {OfferPage: TEXTS, **TEXTS_OF}


def note_what_it_follows(page: BasePage) -> None:
    """Store on a translated page the fingerprint of the Dutch text that it was made from.

    A translation that wagtail-localize keeps in step follows the Dutch text as it was when it was last synchronised;
    one that is edited freely follows the Dutch page as it is.
    """
    names = FOLLOWED.get(type(page))
    if names is None:
        return
    source = TranslationSource.objects.filter(
        object_id=page.translation_key,
        locale__language_code=SOURCE_LOCALE,
        translations__target_locale=page.locale,
        translations__enabled=True,
    ).first()
    if source:
        content = json.loads(source.content_json)
        followed = fingerprint([content.get(name) for name in names])
    else:
        original = (
            type(page).objects.filter(translation_key=page.translation_key, locale__language_code=SOURCE_LOCALE).first()
        )
        followed = fingerprint([getattr(original, name) for name in names]) if original else ""
    type(page).objects.filter(pk=page.pk).update(translated_from=followed)
    page.translated_from = followed

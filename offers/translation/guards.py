"""The views of wagtail-localize behind walls: it asks for one right for all pages, we for page and House."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from home.admin_views import View
from home.choices import SOURCE_LOCALE
from home.models.base import house_of
from home.permissions import require, user_can_translate_page
from offers.translation.parents import ensure_translated_parents


def translated_page(source: TranslationSource) -> Page:
    """The Dutch page of a source. Raises Http404 for anything else than a page."""
    return get_object_or_404(Page, translation_key=source.object_id, locale=source.locale_id)


def without(fields: QueryDict, name: str) -> QueryDict:
    """What was sent, but for one field."""
    rest = fields.copy()
    rest.pop(name, None)
    return rest


def of_page(view: View) -> View:
    """A view about a page."""

    @wraps(view)
    def behind_wall(request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        require(user_can_translate_page(request.user, get_object_or_404(Page, pk=page_id)))
        return view(request, page_id=page_id, **kwargs)

    return behind_wall


def of_translation(view: View) -> View:
    """A view about a translation: both its pages must be the user's to translate."""

    @wraps(view)
    def behind_wall(request: HttpRequest, translation_id: int, **kwargs: Any) -> HttpResponse:
        translation = get_object_or_404(Translation.objects.select_related("source"), pk=translation_id)
        require(user_can_translate_page(request.user, translated_page(translation.source)))
        target = get_object_or_404(
            Page, translation_key=translation.source.object_id, locale=translation.target_locale_id
        )
        require(user_can_translate_page(request.user, target))
        return view(request, translation_id=translation_id, **kwargs)

    return behind_wall


def submission(view: View) -> View:
    """Submitting a Dutch page for translation: into languages of its House, with drafts above it instead of aliases."""

    @wraps(view)
    def behind_wall(request: HttpRequest, page_id: int) -> HttpResponse:
        page = get_object_or_404(Page, pk=page_id).specific
        require(user_can_translate_page(request.user, page) and page.locale.language_code == SOURCE_LOCALE)
        house = house_of(page)
        if request.method != "POST" or house is None:
            return view(request, page_id=page_id)
        locales = Locale.objects.filter(pk__in=[key for key in request.POST.getlist("locales") if key.isdecimal()])
        strangers = [locale for locale in locales if locale.language_code not in house.locale_codes]
        if strangers:
            names = ", ".join(locale.get_display_name() for locale in strangers)
            messages.error(
                request,
                _("The House does not have these languages: %(names)s. Switch them on first.") % {"names": names},
            )
            return redirect(request.get_full_path())
        # One page at a time: a whole branch would submit drafts that nobody has looked at.
        request.POST = without(request.POST, "include_subtree")  # type: ignore[assignment]  # a copy
        with transaction.atomic():
            for locale in locales:
                ensure_translated_parents(page, locale)
            return view(request, page_id=page_id)

    return behind_wall


def update(view: View) -> View:
    """Bringing translations to the Dutch text, without publishing at once: that would publish Dutch sentences."""

    @wraps(view)
    def behind_wall(request: HttpRequest, translation_source_id: int) -> HttpResponse:
        source = get_object_or_404(TranslationSource, pk=translation_source_id)
        require(user_can_translate_page(request.user, translated_page(source)))
        if request.POST.get("publish_translations"):
            request.POST = without(request.POST, "publish_translations")  # type: ignore[assignment]  # a copy
            messages.warning(request, _("Nothing was published: publish each translation when it is complete."))
        return view(request, translation_source_id=translation_source_id)

    return behind_wall

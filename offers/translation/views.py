"""The page of the admin that shows what is translated and what is not."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from home.choices import SOURCE_LOCALE
from home.models import HousePage, PartnerPage
from home.permissions import houses_of, require
from offers.labels import language_name
from offers.translation.matrix import Cell, Row, State, matrix


class TranslationsView(WagtailAdminTemplateMixin, TemplateView):
    """Pages by languages, for the coordinators of a House."""

    template_name = "offers/admin/translations.html"
    page_title = _("Translations")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.houses = list(houses_of(request.user).order_by("title"))
        require(self.houses and request.user.has_perm("wagtail_localize.submit_translation"))
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where the user is."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def chosen_house(self) -> HousePage:
        """The House asked for, among those of the user; else the first of them."""
        slug = self.request.GET.get("house", "")
        return next((house for house in self.houses if house.slug == slug), self.houses[0])

    def chosen_partner(self, house: HousePage) -> PartnerPage | None:
        """The partner asked for. Raises Http404 for one of another House."""
        slug = self.request.GET.get("partner", "")
        partners = PartnerPage.objects.filter(path__startswith=house.path, locale__language_code=SOURCE_LOCALE)
        return get_object_or_404(partners, slug=slug) if slug else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        house = self.chosen_house()
        partner = self.chosen_partner(house)
        codes = [code for code in house.locale_codes if code != SOURCE_LOCALE]
        return super().get_context_data(**kwargs) | {
            "houses": self.houses if len(self.houses) > 1 else [],
            "house": house,
            "partners": PartnerPage.objects.filter(
                path__startswith=house.path, locale__language_code=SOURCE_LOCALE
            ).order_by("title"),
            "partner": partner,
            "languages": [{"code": code, "name": language_name(code)} for code in codes],
            "rows": [self.row_context(row) for row in matrix(house, partner)],
            "states": State,
        }

    def row_context(self, row: Row) -> dict[str, Any]:
        """A row with its addresses."""
        return {
            "page": row.page,
            "is_offer": row.is_offer,
            "cells": [self.cell_context(row, cell) for cell in row.cells],
        }

    def cell_context(self, row: Row, cell: Cell) -> dict[str, Any]:
        """A cell leads to the translation, or to where one begins."""
        if cell.page_id:
            href = reverse("wagtailadmin_pages:edit", args=[cell.page_id])
        else:
            query = urlencode({"select_locale": cell.locale, "next": self.request.get_full_path()})
            href = f"{reverse('wagtail_localize:submit_page_translation', args=[row.page.pk])}?{query}"
        return {
            "state": cell.state,
            "label": State(cell.state).label,
            "open": cell.open_sentences,
            "href": href,
            "code": cell.locale,
        }

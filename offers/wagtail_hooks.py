"""What the catalogue adds to the admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from home.choices import SOURCE_LOCALE
from home.models.base import house_of
from home.permissions import houses_of
from offers.forms import slug_is_in_use, slug_is_taken
from offers.holiday_views import WithSharedLists
from offers.models import OfferPage, Place, SchoolHoliday, Webhook
from offers.permissions import OfOwnHouse
from offers.token_views import RevokeToken, TokensView
from offers.translation import urls as translation_urls
from offers.translation.progress import is_incomplete
from offers.uitdatabank_views import UitdatabankView
from offers.viewsets import SharedLists, is_for_coordinators
from offers.webhook_views import WebhookViewSet

FIRST = -100

register_permission_policy(Place, OfOwnHouse(Place))
register_permission_policy(SchoolHoliday, WithSharedLists(SchoolHoliday))
register_permission_policy(Webhook, OfOwnHouse(Webhook))
register_snippet(SharedLists)


@hooks.register("register_admin_viewset")
def apps_to_tell() -> WebhookViewSet:
    """The apps that are told of changes."""
    return WebhookViewSet("webhooks")


@hooks.register("register_admin_urls", order=FIRST)
def walls_and_translations() -> list[Any]:
    """Our views about translations, before those of wagtail-localize."""
    return translation_urls.urlpatterns


@hooks.register("register_admin_urls")
def uitdatabank_address() -> list[Any]:
    """Whether an offer can be sent to UiTdatabank."""
    return [path("uitdatabank/<int:page_id>/", UitdatabankView.as_view(), name="uitdatabank")]


@hooks.register("register_page_header_buttons")
def uitdatabank_button(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    """The way there, in the menu of a Dutch offer page."""
    is_offer = isinstance(page.specific, OfferPage) and page.locale.language_code == SOURCE_LOCALE
    if is_offer and page.permissions_for_user(user).can_edit():
        yield Button("UiTdatabank", reverse("uitdatabank", args=[page.pk]), icon_name="globe", priority=90)


class TranslationsMenuItem(MenuItem):
    """The way to what is translated and what is not."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_for_coordinators(request)


@hooks.register("register_admin_menu_item")
def translations_menu_item() -> MenuItem:
    """For coordinators."""
    return TranslationsMenuItem(
        gettext_lazy("Translations"),
        reverse("translations"),
        name="translations",
        icon_name="wagtail-localize-language",
        order=260,
    )


@hooks.register("register_admin_urls")
def access_token_urls() -> list[Any]:
    """The page of access keys for professionals."""
    return [
        path("access-keys/", TokensView.as_view(), name="access_tokens"),
        path("access-keys/<int:pk>/revoke/", RevokeToken.as_view(), name="revoke_access_token"),
    ]


class AccessTokensMenuItem(MenuItem):
    """The way to that page."""

    def is_shown(self, request: HttpRequest) -> bool:
        return houses_of(request.user).exists()


@hooks.register("register_admin_menu_item")
def access_tokens_menu_item() -> MenuItem:
    """For coordinators."""
    return AccessTokensMenuItem(
        gettext_lazy("Access keys"),
        reverse("access_tokens"),
        name="access-tokens",
        icon_name="key",
        order=265,
    )


@hooks.register("before_edit_page", order=FIRST)
def publish_complete_translations_only(request: HttpRequest, page: Page) -> HttpResponse | None:
    """wagtail-localize would publish Dutch sentences where a translation is missing."""
    if request.method == "POST" and request.POST.get("action") == "publish" and is_incomplete(page):
        messages.error(
            request,
            _("“%(title)s” has sentences that are not translated yet. Translate all of them, then publish.")
            % {"title": page.title},
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def publish_complete_translations_at_once(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Neither does publishing many pages at once publish an incomplete translation."""
    if action_type != "publish" or not all(isinstance(thing, Page) for thing in objects):
        return None
    incomplete = [page.title for page in objects if is_incomplete(page)]
    if not incomplete:
        return None
    messages.error(
        request,
        _("Nothing was published: these translations have open sentences: %(titles)s.")
        % {"titles": ", ".join(incomplete)},
    )
    return redirect(action.next_url)


@hooks.register("before_copy_page")
def copy_to_a_free_address(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy of an offer needs an address that no offer of its House has, whoever the partner is."""
    chosen = request.POST.get("new_parent_page", "")
    parent = Page.objects.filter(pk=chosen if chosen.isdecimal() else 0).first() or page.get_parent()
    house, slug = house_of(parent), request.POST.get("new_slug", "")
    if not isinstance(page.specific, OfferPage) or house is None or not slug_is_in_use(house, slug):
        return None
    messages.error(request, _("Another offer already has the address “%(slug)s”. Choose another one.") % {"slug": slug})
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("before_move_page")
def move_to_a_free_address(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Neither does an offer move to a House where another has its address."""
    house = house_of(destination)
    if not isinstance(page.specific, OfferPage) or house is None or not slug_is_taken(house, page.slug, page):
        return None
    messages.error(
        request, _("Another offer already has the address “%(slug)s”. Choose another one.") % {"slug": page.slug}
    )
    return redirect("wagtailadmin_pages:edit", page.pk)

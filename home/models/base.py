"""What all page types share."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from wagtail.models import Page, Site

from home.choices import SOURCE_LOCALE
from home.previews import previews

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from home.models.houses import HousePage

# A tree path has four characters a level: the root, then a House (in one language).
HOUSE_PATH_LENGTH = 8


class BasePage(Page):
    """A page of a House.

    Publishing, unpublishing, moving and deleting run in one transaction each, so that the read model, which follows
    these events by signal, never differs from the pages.
    """

    # The public site knows no passwords: what may not be seen is not published.
    private_page_options: list[str] = []

    class Meta:
        abstract = True

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """One, where somebody has registered what the page looks like in public."""
        return list(Page.DEFAULT_PREVIEW_MODES) if type(self) in previews else []

    def serve_preview(self, request: "HttpRequest", mode_name: str) -> "HttpResponse":
        """This page as it would be in public, from its fields as they are now; nothing is stored."""
        return previews[type(self)](request, self)

    @property
    def is_source(self) -> bool:
        """Is this the Dutch page, the one that holds the facts?"""
        return self.locale.language_code == SOURCE_LOCALE

    def public_path(self) -> str | None:
        """The path of this page on the families' site, beginning with the language; None when it has none."""
        return None

    def get_url_parts(self, request: "HttpRequest | None" = None) -> tuple[int, str, str] | None:
        """Where the page is shown: the hub serves public pages itself, from the read model."""
        path = self.public_path()
        site = site_of(self)
        return (site.pk, site.root_url, path) if path and site else None

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().publish(*args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)

    def move(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().move(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().delete(*args, **kwargs)


def house_of(page: Page) -> "HousePage | None":
    """The House (its Dutch page) in whose tree this page stands, in any language; None outside of every House."""
    houses = apps.get_model("home", "HousePage").objects
    own = houses.filter(path=page.path[:HOUSE_PATH_LENGTH]).values("translation_key")
    return houses.filter(translation_key__in=own, locale__language_code=SOURCE_LOCALE).first()


def site_of(page: Page) -> Site | None:
    """The Wagtail site of the page's House."""
    house = house_of(page)
    return Site.objects.filter(root_page_id=house.pk).first() if house else None

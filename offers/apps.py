"""The catalogue."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OffersConfig(AppConfig):
    """The app of the catalogue; it follows what happens to pages."""

    name = "offers"
    verbose_name = _("Catalogue")

    def ready(self) -> None:
        from offers import previews, signal_handlers
        from offers.translation import synchronise

        signal_handlers.connect()
        synchronise.connect()
        previews.register()

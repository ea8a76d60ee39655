"""The House and its network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The app of the House and its network."""

    name = "home"
    verbose_name = _("House")

    def ready(self) -> None:
        from home import signal_handlers

        signal_handlers.connect()

"""Why an app could not be told, in the words of the coordinator who must mend it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Failure(models.TextChoices):
    """What went wrong with an address or with an attempt to reach it."""

    ADDRESS = "address", _("This is not a complete address. It looks like https://app.example.org/changes.")
    NOT_SECURE = "not_secure", _("The address must begin with https://.")
    PASSWORD = "password", _("The address may not hold a name or a password.")  # noqa: S105 - no password
    UNKNOWN = "unknown", _("There is no server with this name.")
    PRIVATE = "private", _("This address lies inside a private network. It must be reachable from the internet.")
    REFUSED = "refused", _("The server could not be reached.")
    TIMEOUT = "timeout", _("The server did not answer in time.")
    CERTIFICATE = "certificate", _("The certificate of the server is not right.")
    REDIRECT = "redirect", _("The server sends on to another address. Enter that address instead.")
    STATUS = "status", _("The server answered that something went wrong.")
    NONSENSE = "nonsense", _("The server gave no proper answer.")


class WebhookError(Exception):
    """An address that may not be used, or an attempt that failed; `status` is what the server answered, if it did."""

    def __init__(self, failure: Failure, status: int | None = None) -> None:
        super().__init__(failure.value)
        self.failure = failure
        self.status = status

"""The form of an offer: it refuses what cannot be true, next to the field."""

from wagtail.admin.forms import WagtailAdminPageForm


class OfferPageForm(WagtailAdminPageForm):
    """The editor's form of an offer page."""

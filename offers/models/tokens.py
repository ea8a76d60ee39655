"""Keys with which professionals read what is not for the public."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessToken(models.Model):
    """A key of one organisation for the professional layer of one House.

    Of the key itself nothing is kept but its SHA-256; of its use nothing but the last day.
    """

    house = models.ForeignKey("home.HousePage", on_delete=models.CASCADE, related_name="+", verbose_name=_("House"))
    holder = models.CharField(_("organisation"), max_length=120)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_on = models.DateField(_("made on"))
    last_used_on = models.DateField(_("last used on"), null=True, blank=True)
    expires_on = models.DateField(_("valid until"), help_text=_("The last day on which it works."))

    class Meta:
        verbose_name = _("access key")
        verbose_name_plural = _("access keys")

    def __str__(self) -> str:
        return self.holder

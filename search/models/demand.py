"""What families looked for and nobody offers: counted, never who asked, or when more exactly than the week."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Demand(models.Model):
    """How often families of a House said in one week that something is missing.

    `words` are empty where they might say who asked (`search.demand.words_to_keep`); `category` is the slug of the
    category that comes nearest, if any.
    """

    house = models.ForeignKey("home.HousePage", on_delete=models.CASCADE, related_name="+", verbose_name=_("House"))
    week = models.DateField(_("week"), help_text=_("The Monday of the week."))
    locale = models.CharField(_("language"), max_length=12)
    words = models.CharField(_("words"), max_length=60, blank=True)
    category = models.CharField(_("category"), max_length=60, blank=True)
    amount = models.PositiveIntegerField(_("how often"), default=0)

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        constraints = [
            models.UniqueConstraint(fields=("house", "week", "locale", "words", "category"), name="one_demand_a_week")
        ]

    def __str__(self) -> str:
        return self.words or self.category

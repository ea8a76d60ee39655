"""Whom a family can call when it is not safe, or when living has become too hard."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from home.choices import HelpTopic
from home.fields import ChoiceListField, LocalizedTextField
from home.help_lines import shipped
from home.models.houses import HousePage
from home.validators import telephones


class HelpLine(Orderable):
    """A number to call and a place to chat, for some worries or for all of them."""

    house = ParentalKey(HousePage, related_name="help_lines", on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=60)
    phone = models.CharField(
        _("telephone"),
        max_length=80,
        blank=True,
        validators=[telephones],
        help_text=_("Several numbers with a comma between them."),
    )
    chat = models.URLField(_("address of chat or website"), blank=True)
    topics = ChoiceListField(
        _("for what"),
        options=HelpTopic,
        help_text=_("Families who search for this see the help line above everything else."),
    )
    text = LocalizedTextField(
        _("for whom and about what"), blank=True, help_text=_("One short sentence. Without a translation: Dutch.")
    )
    opening = LocalizedTextField(_("when somebody answers"), blank=True, help_text=_("Such as: day and night."))

    class Meta(Orderable.Meta):
        verbose_name = _("help line")
        verbose_name_plural = _("help lines")

    def __str__(self) -> str:
        return self.name

    @property
    def phones(self) -> list[str]:
        """The numbers, each on its own."""
        return [number.strip() for number in self.phone.split(",") if number.strip()]


def first_help_lines(house: HousePage) -> list[HelpLine]:
    """The help lines of a new House, not stored yet."""
    return [HelpLine(house=house, sort_order=number, **fields) for number, fields in enumerate(shipped())]

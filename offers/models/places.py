"""Where offers take place."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _


class Place(models.Model):  # type: ignore[django-manager-missing] # the plugin does not see page managers
    """An address with what a family needs to get in: which bus, which door, which facilities."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    house = models.ForeignKey(
        "home.HousePage", verbose_name=_("House"), on_delete=models.CASCADE, related_name="places"
    )
    slug = models.SlugField(_("code"), max_length=80)
    name = models.CharField(_("name"), max_length=120)
    street = models.CharField(_("street and number"), max_length=120)
    postcode = models.CharField(_("postcode"), max_length=8)
    locality = models.CharField(
        _("locality"), max_length=80, help_text=_("The town or village, as people here call it.")
    )
    lat = models.FloatField(_("latitude"), validators=[MinValueValidator(-90), MaxValueValidator(90)])
    lon = models.FloatField(_("longitude"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    facilities = models.ManyToManyField(
        "offers.Facility", verbose_name=_("facilities"), blank=True, related_name="places"
    )
    transport_note = models.TextField(
        _("how to get there"), blank=True, help_text=_("Concretely: which bus, which stop, what you pass on the way.")
    )
    entrance_note = models.TextField(
        _("which door"), blank=True, help_text=_("What does the door look like, must you ring, who opens?")
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [models.UniqueConstraint(fields=("house", "slug"), name="one_place_for_a_slug_in_a_house")]

    def __str__(self) -> str:
        return f"{self.name}, {self.locality}"

    @property
    def locality_slug(self) -> str:
        """The code of the locality, as the `locality` filter takes it."""
        return slugify(self.locality)

"""Pictures that partners upload."""

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition


class HubImage(AbstractImage):
    """An uploaded picture; `description` says what it shows and becomes its alternative text."""

    admin_form_fields = ("title", "file", "description", "collection", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


class HubRendition(AbstractRendition):
    """A picture cut and sized for one use."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition")]

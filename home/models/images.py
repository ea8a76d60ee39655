"""Pictures that partners upload."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to

from home.image_files import TracelessImageField


class HubImage(AbstractImage):
    """An uploaded picture; `description` says what it shows and becomes its alternative text."""

    file = TracelessImageField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
        help_text=_("Only pictures that you may use, of people who agreed to be shown."),
    )
    description = models.CharField(
        _("description"),
        max_length=255,
        help_text=_("What can be seen, in one sentence, for people who cannot see the picture."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )


class HubRendition(AbstractRendition):
    """A picture cut and sized for one use."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition")
        ]

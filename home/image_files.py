"""Pictures lose what their camera wrote into them: place, time, owner."""

import io
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Model, signals
from PIL import Image, ImageOps
from wagtail.images.models import WagtailImageField

# Formats that carry such data, with how they are written again.
REWRITTEN: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92, "optimize": True},
    "WEBP": {"quality": 92},
    "PNG": {"optimize": True},
}
TRACES = frozenset(
    {"exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment", "Raw profile type exif", "Raw profile type iptc"}
)


class TracelessImageField(WagtailImageField):
    """A picture's file, without traces of who took it where."""

    def contribute_to_class(self, cls: type[Model], name: str, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, **kwargs)
        if not cls._meta.abstract:
            signals.pre_save.connect(self.remove_traces, sender=cls)

    def remove_traces(self, instance: Any, **kwargs: Any) -> None:
        """Before a new file is stored, put the clean one in its place; its measures follow."""
        file = getattr(instance, self.attname)
        clean = without_traces(file.file) if file and not file._committed else None
        if clean is not None:
            setattr(instance, self.attname, ContentFile(clean, name=file.name))
            instance.file_size = len(clean)


def without_traces(file: Any) -> bytes | None:
    """The picture turned upright and without its traces; None when there is nothing to take away."""
    file.seek(0)
    with Image.open(file) as image:
        written = REWRITTEN.get(image.format or "")
        if written is None or getattr(image, "is_animated", False) or not (TRACES & set(image.info) or image.getexif()):
            file.seek(0)
            return None
        upright = ImageOps.exif_transpose(image)
        profile = image.info.get("icc_profile")
        upright.info = {name: value for name, value in upright.info.items() if name == "transparency"}
        target = io.BytesIO()
        upright.save(target, format=image.format, icc_profile=profile, **written)
    file.seek(0)
    return target.getvalue()

"""Labels in documents come from the code and its translations: another release may make them differ."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from home.models import HousePage
from offers.documents.refresh import refresh_house
from offers.models import LogPosition

# Raise when what documents say changes for another reason than its translations.
DOCUMENTS_VERSION = 4


@cache
def release() -> str:
    """What documents of this release are made with, in a few letters."""
    digest = hashlib.sha256(f"{DOCUMENTS_VERSION} {version('babel')}".encode())
    for folder in settings.LOCALE_PATHS:
        for path in sorted(Path(folder).glob("*/LC_MESSAGES/django.mo")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def rebuild(house: HousePage) -> int:
    """Make every document of a House again with this release. Returns how many things changed."""
    changed = refresh_house(house)
    LogPosition.objects.filter(house=house).update(made_with=release())
    return changed


def houses_of_another_release() -> list[HousePage]:
    """The Houses whose documents were made with other labels than this release has."""
    current = LogPosition.objects.filter(made_with=release()).values("house")
    return list(HousePage.objects.filter(locale__language_code="nl").exclude(pk__in=current).order_by("path"))

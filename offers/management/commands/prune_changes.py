"""`manage.py prune_changes`: forget deletions that are older than the retention of the change log."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from home.models import HousePage
from offers.documents.log import prune


class Command(BaseCommand):
    """For every night; a client that comes back later is told to begin anew."""

    help = "Forget deletions older than HUB_CHANGES_RETENTION_DAYS."

    def handle(self, *args: Any, **options: Any) -> None:
        for house in HousePage.objects.filter(locale__language_code="nl"):
            self.stdout.write(f"{house.slug}: {prune(house, timezone.now())} forgotten")

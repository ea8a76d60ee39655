"""`manage.py prune_demand`: forget what was missing longer than 400 days ago."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from search.demand import forget_old_demand


class Command(BaseCommand):
    """For every night."""

    help = "Forget what families said was missing more than 400 days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_old_demand(timezone.localdate())} forgotten")

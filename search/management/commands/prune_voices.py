"""`manage.py prune_voices`: forget questions and feedback whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand

from search.voices import forget_old_voices, this_day


class Command(BaseCommand):
    """For every night."""

    help = "Forget how to reach askers after 30 days, questions after HUB_QUESTIONS_DAYS, and feedback after 400 days."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_old_voices(this_day())} forgotten")

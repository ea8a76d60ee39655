"""Which words of releases an installation was offered already, so that a word that an editor took out stays out."""

from django.db import models


class LoadedWord(models.Model):
    """One label, synonym or phrase that `manage.py load_words` has met; `key` is a hash of it and where it stood."""

    key = models.CharField(max_length=32, unique=True)

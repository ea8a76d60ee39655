"""`manage.py makemessages` without guesses: a new message begins empty, never with the translation of one that
looks like it.
"""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Django's command with gettext's fuzzy matching switched off."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

"""People who sign in: partners' editors, coordinators, administrators. Families never do."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):  # type: ignore[django-manager-missing] # the plugin does not see HubImage's manager
    """An account of the admin. A model of our own, so that it can grow without a change of table."""

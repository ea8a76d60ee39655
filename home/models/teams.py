"""Who works for whom: the group of people behind a House or a partner."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Page


class Team(models.Model):
    """The coordinators of a House or the editors of a partner: a group with rights, a collection for files.

    `home.actions` makes and mends it. The page is the Dutch one; the group may be renamed without harm.
    """

    page = models.OneToOneField(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="team")
    group = models.OneToOneField(Group, verbose_name=_("group"), on_delete=models.CASCADE, related_name="team")
    collection = models.OneToOneField(
        Collection, verbose_name=_("collection"), on_delete=models.PROTECT, related_name="team"
    )

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self) -> str:
        return self.group.name

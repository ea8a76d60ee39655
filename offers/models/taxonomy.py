"""Shared lists with stable codes and labels in every language: coordinators edit them, partners choose from them."""

import uuid

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin

from home.choices import SOURCE_LOCALE
from home.fields import LocalizedLinesField, LocalizedTextField

TERM_NAMESPACE = uuid.UUID("6a0c1f6e-2f0b-5d0e-9a3c-6f3d8f1c7b11")


class Term(models.Model):
    """One value of a shared list. Its slug is its code in the API and never changes once it is used."""

    slug = models.SlugField(_("code"), max_length=60, unique=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    labels = LocalizedTextField(_("label"))

    class Meta:
        abstract = True
        ordering = ["sort_order", "slug"]

    def __str__(self) -> str:
        return self.label(get_language() or SOURCE_LOCALE)

    def label(self, locale: str) -> str:
        """The label in a language, else the Dutch one, else the code."""
        return self.labels.get(locale) or self.labels.get(SOURCE_LOCALE) or self.slug

    @property
    def uuid(self) -> uuid.UUID:
        """An identifier for outside formats, derived from list and code."""
        return uuid.uuid5(TERM_NAMESPACE, f"{self._meta.model_name}/{self.slug}")


class WithSynonyms(RevisionMixin, models.Model):
    """What families also call a term, in their own language: search finds offers by these words. Versions are kept."""

    synonyms = LocalizedLinesField(
        _("other words"), blank=True, help_text=_("Words that families use for this, one a line.")
    )

    class Meta:
        abstract = True


class Pillar(Term):
    """One of the four pillars of a House, or practical help."""

    class Meta(Term.Meta):
        verbose_name = _("pillar")
        verbose_name_plural = _("pillars")


class Category(WithSynonyms, Term):
    """What an offer is about; each category belongs to one pillar."""

    pillar = models.ForeignKey(Pillar, verbose_name=_("pillar"), on_delete=models.PROTECT, related_name="categories")
    phrases = LocalizedLinesField(
        _("everyday phrases"),
        blank=True,
        help_text=_("How a parent would ask for this in half a sentence, one a line."),
    )

    class Meta(Term.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")


class LifeStage(WithSynonyms, Term):
    """A stage of life, from pregnancy to grandparents."""

    class Meta(Term.Meta):
        verbose_name = _("life stage")
        verbose_name_plural = _("life stages")


class TargetGroup(WithSynonyms, Term):
    """Whom an offer invites in particular; worded as an invitation, never as a label on people."""

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")


class Facility(Term):
    """Something that a place has for people who need it, such as a lift or a changing table."""

    class Meta(Term.Meta):
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")

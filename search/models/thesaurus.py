"""The lists that the analysis of words knows by heart, as far as editors added to what ships with the project."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin

from search.analysis.lists import Additions
from search.word_lines import additions_of, read_building_words, read_exceptions, read_outside

READERS = {
    "exceptions": read_exceptions,
    "building_words": read_building_words,
    "out_of_scope": read_outside,
}


class Thesaurus(RevisionMixin, models.Model):
    """One object for all Houses together; every version is kept. Texts stay as editors wrote them, remarks included.

    Synonyms and phrases are not here: they stand with the category (life stage, target group) that they belong to.
    """

    exceptions = models.TextField(
        _("words that count as another word"),
        blank=True,
        help_text=_("Dutch, one a line: kids = kind. Search then treats both as one word."),
    )
    building_words = models.TextField(
        _("words in compounds"),
        blank=True,
        help_text=_("Dutch, one a line: knutsel. With it “knutsel” also finds “knutselnamiddag”."),
    )
    out_of_scope = models.TextField(
        _("what no House offers"),
        blank=True,
        help_text=_(
            "One a line, with its language: nl: autoverzekering. Questions that come close to these get no offers "
            "that have little to do with them."
        ),
    )

    class Meta:
        verbose_name = _("words for search")
        verbose_name_plural = _("words for search")

    def __str__(self) -> str:
        return str(_("Words for search"))

    def clean(self) -> None:
        """Say which lines are wrong. Raises ValidationError."""
        super().clean()
        problems = {name: found for name, read in READERS.items() if (found := read(getattr(self, name)).problems)}
        if problems:
            raise ValidationError({name: list(map(str, found)) for name, found in problems.items()})

    def additions(self) -> Additions:
        """What the lists say."""
        return additions_of(self.exceptions, self.building_words, self.out_of_scope)

    @classmethod
    def load(cls) -> "Thesaurus":
        """The one object; an empty one, not stored yet, where nobody wrote anything."""
        return cls.objects.order_by("pk").first() or cls()

"""What families say of offers and searches, and what they ask the contact point: never who, and no more of when than
the day.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedbackKind(models.TextChoices):
    """What feedback is about."""

    OFFER = "offer", _("An offer")
    SEARCH = "search", _("A search")
    MISSING = "missing", _("Something that is missing")


class Rating(models.TextChoices):
    """How useful something was."""

    UP = "up", _("Useful")
    MIDDLE = "middle", _("A little")
    DOWN = "down", _("Not useful")


class Topic(models.TextChoices):
    """What a question can be about. Other channels may have topics of their own."""

    UPBRINGING = "upbringing", _("Raising children")
    CHILDCARE = "childcare", _("Childcare")
    HEALTH = "health", _("Health")
    LEISURE = "leisure", _("Play and leisure")
    MONEY = "money", _("Money and help with costs")
    OTHER = "other", _("Something else")


class Feedback(models.Model):
    """How often the same was said on one day; a comment stands alone, with `amount` 1.

    `offer` is the public identity of an offer; `words` are what was searched, where they say nothing of who searched.
    """

    house = models.ForeignKey("home.HousePage", on_delete=models.CASCADE, related_name="+", verbose_name=_("House"))
    kind = models.CharField(_("about"), max_length=8, choices=FeedbackKind.choices)
    offer = models.UUIDField(_("offer"), null=True, blank=True)
    rating = models.CharField(_("rating"), max_length=8, choices=Rating.choices, blank=True)
    words = models.CharField(_("words"), max_length=60, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    locale = models.CharField(_("language"), max_length=12)
    day = models.DateField(_("day"))
    amount = models.PositiveIntegerField(_("how often"), default=1)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        indexes = [models.Index(fields=("house", "day"), name="feedback_of_a_day")]

    def __str__(self) -> str:
        return self.comment[:60] or self.words or self.get_rating_display()


class Question(models.Model):
    """A question to the contact point of a House, kept until it is answered and no longer than a setting says.

    `text` and `reply_to` are emptied by `search.voices`; `answered_on` is empty while the question is new.
    """

    house = models.ForeignKey("home.HousePage", on_delete=models.CASCADE, related_name="+", verbose_name=_("House"))
    number = models.CharField(_("number"), max_length=12)
    topic = models.CharField(_("topic"), max_length=60)
    text = models.TextField(_("question"), blank=True)
    reply_to = models.CharField(_("telephone or e-mail"), max_length=254, blank=True)
    locale = models.CharField(_("language"), max_length=12)
    day = models.DateField(_("day"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [models.UniqueConstraint(fields=("house", "number"), name="one_number_a_house")]

    def __str__(self) -> str:
        return self.number

    @property
    def topic_label(self) -> str:
        """The topic in the active language; one that another channel made up stays as it is."""
        return str(dict(Topic.choices).get(self.topic, self.topic))

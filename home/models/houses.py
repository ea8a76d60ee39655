"""A House of the Child: its start page, its mission and its other editorial pages."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.blocks import StreamBlock, TextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home import panels
from home.choices import SpokenHow, Weekday
from home.fields import ChoiceListField
from home.forms import BasePageForm, ContentPageForm, HousePageForm
from home.languages import spoken_language_choices
from home.models.base import BasePage
from home.validators import telephone

SIMPLE_TEXT = ["bold", "italic", "ul", "ol", "link"]

hex_colour = RegexValidator(
    r"^#[0-9a-fA-F]{6}$", _("Write a colour as # and six digits or letters a to f, such as #B23A26.")
)


class Sentences(StreamBlock):
    """A list of sentences, such as values or goals."""

    sentence = TextBlock(label=_("Sentence"), rows=2)


class SpokenLanguage(Orderable):
    """A language that can be spoken somewhere, and with whom: something else than the language of a text."""

    code = models.CharField(_("language"), max_length=12, choices=spoken_language_choices)
    how = models.CharField(_("with whom"), max_length=24, choices=SpokenHow.choices, default=SpokenHow.STAFF)
    note = models.CharField(_("note"), max_length=120, blank=True, help_text=_("Such as: only on Thursdays."))

    class Meta(Orderable.Meta):
        abstract = True


class HousePage(BasePage):
    """The start page of a House in one language; the Dutch one also holds the House's facts and settings."""

    languages = ChoiceListField(
        _("languages"),
        options=lambda: settings.LANGUAGES,
        help_text=_("The languages in which families can use the site. Dutch is always on."),
    )
    center_lat = models.FloatField(_("latitude of the centre"), default=51.0)
    center_lon = models.FloatField(_("longitude of the centre"), default=4.4)
    phone = models.CharField(_("telephone of the contact point"), max_length=40, blank=True, validators=[telephone])
    email = models.EmailField(_("e-mail of the contact point"), blank=True)
    place = models.ForeignKey(
        "offers.Place",
        verbose_name=_("place of the contact point"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    brick = models.CharField(_("main colour"), max_length=7, default="#B23A26", validators=[hex_colour])
    paper = models.CharField(_("page colour"), max_length=7, default="#FBF7EF", validators=[hex_colour])
    sun = models.CharField(_("colour of the windows"), max_length=7, default="#F4B93E", validators=[hex_colour])
    exit_address = models.URLField(
        _("where the quick exit leads"),
        default="https://www.vrt.be/vrtnws/nl/",
        help_text=_(
            "Pages about violence have a button that leaves at once. Choose an everyday page such as news or weather, "
            "that says nothing about what somebody was looking for."
        ),
    )
    review_months = models.PositiveSmallIntegerField(
        _("check every offer again after (months)"),
        default=12,
        help_text=_("After this time an offer is due for review."),
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.MissionPage", "home.PartnerIndexPage", "home.ContentPage"]
    base_form_class = HousePageForm
    edit_handler = panels.house_form()

    # The name alone: the pages of a House stand beside each other in the tree, so each needs a slug of its own.
    translatable_fields = [TranslatableField("title")]

    class Meta:
        verbose_name = _("House")
        verbose_name_plural = _("Houses")

    def public_path(self) -> str:
        return f"/{self.locale.language_code}/"

    @property
    def locale_codes(self) -> list[str]:
        """The languages that are switched on, Dutch first."""
        return ["nl", *(code for code, _name in settings.LANGUAGES if code != "nl" and code in self.languages)]


class Municipality(Orderable):
    """A municipality that the House serves."""

    house = ParentalKey(HousePage, related_name="municipalities", on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=80)
    nis_code = models.CharField(_("NIS code"), max_length=5, blank=True)
    lau = models.CharField(_("LAU code"), max_length=12, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.name


class OpeningHours(Orderable):
    """When the contact point answers."""

    house = ParentalKey(HousePage, related_name="opening_hours", on_delete=models.CASCADE)
    weekday = models.CharField(_("day"), max_length=3, choices=Weekday.choices)
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("until"))

    class Meta(Orderable.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}-{self.closes:%H:%M}"


class ContactLanguage(SpokenLanguage):
    """A language that the contact point speaks."""

    house = ParentalKey(HousePage, related_name="spoken_languages", on_delete=models.CASCADE)

    class Meta(SpokenLanguage.Meta):
        verbose_name = _("spoken language")
        verbose_name_plural = _("spoken languages")

    def __str__(self) -> str:
        return self.get_code_display()


class Campaign(Orderable):
    """A period in which several partners do something together, such as the Week van de Opvoeding."""

    house = ParentalKey(HousePage, related_name="campaigns", on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=120)
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    description = models.TextField(_("description"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")

    def __str__(self) -> str:
        return self.name


class MissionPage(BasePage):
    """Mission, vision, values, goals and organisation of the House: its founding text, for everybody to read."""

    mission = RichTextField(_("mission"), features=SIMPLE_TEXT, blank=True)
    vision = RichTextField(_("vision"), features=SIMPLE_TEXT, blank=True)
    values = StreamField(Sentences(required=False), verbose_name=_("values"), blank=True)
    commitments = StreamField(Sentences(required=False), verbose_name=_("what the partners promise"), blank=True)
    strategic_goals = StreamField(Sentences(required=False), verbose_name=_("strategic goals"), blank=True)
    organisation = StreamField(Sentences(required=False), verbose_name=_("how we work together"), blank=True)
    translated_from = models.CharField(max_length=64, blank=True, editable=False)

    parent_page_types = ["home.HousePage"]
    subpage_types: list[str] = []
    base_form_class = BasePageForm
    edit_handler = panels.mission_form()

    translatable_fields = [
        *(
            TranslatableField(name)
            for name in ("title", "mission", "vision", "values", "commitments", "strategic_goals", "organisation")
        ),
        SynchronizedField("slug"),
    ]

    class Meta:
        verbose_name = _("mission page")
        verbose_name_plural = _("mission pages")

    def public_path(self) -> str:
        return f"/{self.locale.language_code}/missie/"


class ContentPage(BasePage):
    """A page with text of its own: about privacy, about a campaign, about taking part."""

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    body = RichTextField(_("text"), features=["h2", "h3", *SIMPLE_TEXT], blank=True)
    translated_from = models.CharField(max_length=64, blank=True, editable=False)

    parent_page_types = ["home.HousePage"]
    subpage_types: list[str] = []
    base_form_class = ContentPageForm
    edit_handler = panels.content_form()

    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("introduction"),
        TranslatableField("body"),
        SynchronizedField("slug"),
    ]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def public_path(self) -> str:
        return f"/{self.locale.language_code}/{self.slug}/"

"""The parts of an offer that repeat: categories, partners, languages, hours, dates, closures, prices."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from home.choices import Weekday
from home.models import SpokenLanguage


class OfferCategory(Orderable):
    """One of the at most three categories of an offer; the first is the main one."""

    page = ParentalKey("offers.OfferPage", related_name="offer_categories", on_delete=models.CASCADE)
    category = models.ForeignKey(
        "offers.Category", verbose_name=_("category"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self) -> str:
        return str(self.category)


class CoPartner(Orderable):
    """Another partner with whom the offer is made."""

    page = ParentalKey("offers.OfferPage", related_name="co_partners", on_delete=models.CASCADE)
    partner = models.ForeignKey(
        "home.PartnerPage", verbose_name=_("partner"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("partner with whom you do this")
        verbose_name_plural = _("partners with whom you do this")

    def __str__(self) -> str:
        return str(self.partner)


class OfferLanguage(SpokenLanguage):
    """A language that can be spoken at the offer."""

    page = ParentalKey("offers.OfferPage", related_name="offer_languages", on_delete=models.CASCADE)

    class Meta(SpokenLanguage.Meta):
        verbose_name = _("spoken language")
        verbose_name_plural = _("spoken languages")

    def __str__(self) -> str:
        return self.get_code_display()


class WeeklySlot(Orderable):
    """A fixed hour of the week, in a period. Wall time in Brussels."""

    page = ParentalKey("offers.OfferPage", related_name="weekly_slots", on_delete=models.CASCADE)
    weekday = models.CharField(_("day"), max_length=3, choices=Weekday.choices)
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("until"))
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    interval_weeks = models.PositiveSmallIntegerField(
        _("every how many weeks"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
        help_text=_("1 is every week, 2 every other week."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("weekly hour")
        verbose_name_plural = _("weekly hours")

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}-{self.closes:%H:%M}"


class SingleDate(Orderable):
    """One date of its own. Wall time in Brussels."""

    page = ParentalKey("offers.OfferPage", related_name="single_dates", on_delete=models.CASCADE)
    date = models.DateField(_("date"))
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("until"))
    end_date = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Only when it ends on another day, such as a camp.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("date")
        verbose_name_plural = _("dates")

    def __str__(self) -> str:
        return f"{self.date} {self.opens:%H:%M}"


class Closure(Orderable):
    """A period in which the weekly hours do not take place."""

    page = ParentalKey("offers.OfferPage", related_name="closures", on_delete=models.CASCADE)
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until and including"))
    reason = models.CharField(_("why"), max_length=160, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("closed period")
        verbose_name_plural = _("closed periods")

    def __str__(self) -> str:
        return f"{self.first_day} - {self.last_day}"


class Tariff(Orderable):
    """A price for somebody in particular, such as a second child."""

    page = ParentalKey("offers.OfferPage", related_name="tariffs", on_delete=models.CASCADE)
    name = models.CharField(_("for whom"), max_length=120)
    amount = models.DecimalField(_("price in euro"), max_digits=8, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta(Orderable.Meta):
        verbose_name = _("other price")
        verbose_name_plural = _("other prices")

    def __str__(self) -> str:
        return self.name

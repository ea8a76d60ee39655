"""The form of an offer: what, for whom, when, where, price, how to join, texts, and what only professionals see."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TabbedInterface, TitleFieldPanel

from home.panels import PartsPanel, explanation, group, publishing, row, spoken_language_panels, tab
from offers.part_forms import ClosureForm, CoPartnerForm, OfferCategoryForm, SingleDateForm, WeeklySlotForm


def what() -> list:
    """What it is."""
    return [
        TitleFieldPanel(
            "title", heading=_("Name of the offer"), help_text=_("Short and concrete, as you would say it to a parent.")
        ),
        PartsPanel(
            "offer_categories",
            heading=_("Categories"),
            label=_("Category"),
            max_num=3,
            form=OfferCategoryForm,
            panels=[FieldPanel("category", widget=forms.Select)],
            help_text=_("One to three. The first is the most important one."),
        ),
        FieldPanel("kind", widget=forms.RadioSelect),
        FieldPanel("audience", widget=forms.RadioSelect),
        PartsPanel(
            "co_partners",
            heading=_("Together with"),
            label=_("Partner"),
            form=CoPartnerForm,
            panels=[FieldPanel("partner", widget=forms.Select)],
            help_text=_("Other partners of the House that make this offer with you."),
        ),
        FieldPanel("image"),
    ]


def for_whom() -> list:
    """Whom it is for."""
    return [
        FieldPanel("life_stages", widget=forms.CheckboxSelectMultiple),
        group(_("Age of the child"), row("age_min_months", "age_max_months")),
        FieldPanel("universality", widget=forms.RadioSelect),
        FieldPanel("target_groups", widget=forms.CheckboxSelectMultiple),
        FieldPanel("residents_only"),
    ]


def when() -> list:
    """When it takes place."""
    return [
        FieldPanel("schedule_type", widget=forms.RadioSelect),
        PartsPanel(
            "weekly_slots",
            heading=_("Weekly hours"),
            label=_("Weekly hour"),
            form=WeeklySlotForm,
            panels=[row("weekday", "opens", "closes"), row("valid_from", "valid_to", "interval_weeks")],
            help_text=_("Only for “Every week”. One line for each fixed hour."),
        ),
        PartsPanel(
            "single_dates",
            heading=_("Dates"),
            label=_("Date"),
            form=SingleDateForm,
            panels=[row("date", "opens", "closes"), FieldPanel("end_date")],
            help_text=_("Only for “On single dates”. One line for each date."),
        ),
        FieldPanel(
            "holiday_rule", widget=forms.RadioSelect, help_text=_("What the school holidays do to the weekly hours.")
        ),
        PartsPanel(
            "closures",
            heading=_("Closed periods"),
            label=_("Closed period"),
            form=ClosureForm,
            panels=[row("first_day", "last_day"), FieldPanel("reason")],
            help_text=_("Days on which it does not take place, such as a holiday of the staff."),
        ),
    ]


def where() -> list:
    """Where it is."""
    return [FieldPanel("delivery_modes"), FieldPanel("place", widget=forms.Select)]


def price() -> list:
    """What it costs."""
    return [
        FieldPanel("is_free"),
        group(_("Price"), row("base_amount", "base_unit"), FieldPanel("social_price")),
        PartsPanel(
            "tariffs",
            heading=_("Other prices"),
            label=_("Other price"),
            panels=[row("name", "amount")],
            help_text=_("For somebody in particular, such as a second child."),
        ),
        FieldPanel("uitpas"),
        FieldPanel("discretion_discount"),
    ]


def how_to_join() -> list:
    """How a family gets in, and with whom it can speak."""
    return [
        FieldPanel("access"),
        FieldPanel("booking_status", widget=forms.RadioSelect),
        FieldPanel("low_digital"),
        group(_("Contact"), row("phone", "email"), row("website", "booking_url")),
        PartsPanel(
            "offer_languages",
            heading=_("Languages that you can speak there"),
            label=_("Language"),
            panels=spoken_language_panels(),
            help_text=_("Not the language of the text: the languages that somebody speaks."),
        ),
    ]


def texts() -> list:
    """What families read."""
    return [
        explanation(_("Never write about one family or one child in particular, not even in a draft.")),
        FieldPanel("plain_summary"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]


def for_professionals() -> list:
    """What never becomes public."""
    return [
        explanation(_("Only partners who are signed in see this. It is not on the public pages and not in the app.")),
        FieldPanel("referral_procedure"),
        FieldPanel("waiting_time_days"),
        FieldPanel("referral_documents"),
    ]


def freshness() -> list:
    """Whether it is still right, and where it is found."""
    return [
        FieldPanel("assured_at"),
        FieldRowPanel(
            [
                FieldPanel(
                    "slug", help_text=_("The last part of the web address. Leave it as it is: people may have kept it.")
                )
            ]
        ),
    ]


def offer_form() -> TabbedInterface:
    """The form of an offer."""
    return TabbedInterface(
        [
            tab(_("What"), *what()),
            tab(_("For whom"), *for_whom()),
            tab(_("When"), *when()),
            tab(_("Where"), *where()),
            tab(_("Price"), *price()),
            tab(_("How to join"), *how_to_join()),
            tab(_("Texts"), *texts()),
            tab(_("For professionals"), *for_professionals()),
            tab(_("Still right?"), *freshness()),
            publishing(),
        ]
    )

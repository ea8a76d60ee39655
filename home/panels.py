"""The forms of the pages of a House, tab by tab, in the words of people who fill in a form once a month."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.panels.base import get_form_for_model

from home.forms import CampaignForm, OpeningHoursForm, PartForm

# Who may change what a partner has signed; coordinators have it (`home.actions.ensure_house_team`).
EDIT_ENGAGEMENT = "home.edit_engagement"


class PartsPanel(InlinePanel):
    """The rows of a part of a page. A form without that part, as that of a translation, does not show it."""

    def __init__(self, relation_name: str, *args: Any, form: type[PartForm] = PartForm, **kwargs: Any) -> None:
        super().__init__(relation_name, *args, **kwargs)
        self.form = form

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"form": self.form, "heading": self.heading}

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        part = options["formsets"][self.relation_name]
        part["form"] = get_form_for_model(
            self.db_field.related_model, form_class=self.form, defer_required_on_fields=deferred
        )
        part["inherit_kwargs"] = ["house"]
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        """The rows in one form."""

        def __init__(self, **kwargs: Any) -> None:
            form, relation = kwargs["form"], kwargs["panel"].relation_name
            self.is_in_form = form is None or relation in form.formsets
            if self.is_in_form:
                super().__init__(**kwargs)
            else:
                Panel.BoundPanel.__init__(self, **kwargs)

        def is_shown(self) -> bool:
            return self.is_in_form and super().is_shown()


def tab(heading: Any, *children: Any, **options: Any) -> ObjectList:
    """One tab of a form."""
    return ObjectList(list(children), heading=heading, **options)


def group(heading: Any, *children: Any, **options: Any) -> MultiFieldPanel:
    """Fields that belong together, under one heading."""
    return MultiFieldPanel(list(children), heading=heading, **options)


def row(*names: str) -> FieldRowPanel:
    """Fields beside each other."""
    return FieldRowPanel([FieldPanel(name) for name in names])


def explanation(text: Any) -> HelpPanel:
    """A sentence above the fields of a tab."""
    return HelpPanel(content=text)


def publishing() -> ObjectList:
    """What Wagtail needs in the form for planned publishing and for comments; it is no tab on the screen."""
    return ObjectList([PublishingPanel(), CommentPanel()], heading=_("Publishing"))


def spoken_language_panels() -> list[Panel]:
    """One spoken language."""
    return [row("code", "how"), FieldPanel("note")]


def contact_point_tab() -> ObjectList:
    """Where every family can ask everything."""
    hours, languages = _("Opening hours"), _("Languages that we speak")
    return tab(
        _("Contact point"),
        explanation(_("Where every family can ask everything. All pages and the app show this.")),
        TitleFieldPanel("title", heading=_("Name of the House"), targets=[]),
        row("phone", "email"),
        FieldPanel("place", widget=forms.Select),
        PartsPanel(
            "opening_hours",
            heading=hours,
            label=hours,
            panels=[row("weekday", "opens", "closes")],
            form=OpeningHoursForm,
        ),
        PartsPanel("spoken_languages", heading=languages, label=_("Language"), panels=spoken_language_panels()),
    )


def house_tab() -> ObjectList:
    """What the House is."""
    address_help = _("Part of the address in the admin and in the API. Do not change it once the app uses it.")
    municipality = [row("name", "nis_code", "lau")]
    return tab(
        _("House"),
        FieldPanel("slug", help_text=address_help),
        FieldPanel("languages"),
        PartsPanel("municipalities", heading=_("Municipalities"), label=_("Municipality"), panels=municipality),
        group(_("Centre of the map"), row("center_lat", "center_lon")),
        FieldPanel("review_months"),
    )


def help_lines_tab() -> ObjectList:
    """Whom a family can call when it is not safe at home, or when living has become too hard."""
    line = [
        row("name", "phone", "chat"),
        FieldPanel("topics"),
        FieldPanel("text"),
        FieldPanel("opening"),
    ]
    return tab(
        _("Help lines"),
        PartsPanel(
            "help_lines",
            heading=_("Help lines"),
            label=_("Help line"),
            help_text=_(
                "Who searches for violence, abuse or suicide sees these above everything else, in this order. "
                "A new House begins with the help lines of Flanders."
            ),
            panels=line,
        ),
        FieldPanel("exit_address"),
    )


def look_tab() -> ObjectList:
    """What the House looks like, and what goes on in it."""
    colours = [FieldPanel(name, widget=forms.TextInput(attrs={"type": "color"})) for name in ("brick", "paper", "sun")]
    campaign = [FieldPanel("name"), row("starts", "ends"), FieldPanel("description")]
    return tab(
        _("Look and campaign"),
        group(_("Colours"), FieldRowPanel(colours)),
        PartsPanel("campaigns", heading=_("Campaigns"), label=_("Campaign"), form=CampaignForm, panels=campaign),
    )


def house_form() -> TabbedInterface:
    """The form of a House."""
    return TabbedInterface([contact_point_tab(), house_tab(), help_lines_tab(), look_tab(), publishing()])


def mission_form() -> TabbedInterface:
    """The form of the founding text."""
    return TabbedInterface(
        [
            tab(_("Mission and vision"), TitleFieldPanel("title"), FieldPanel("mission"), FieldPanel("vision")),
            tab(_("Values"), FieldPanel("values"), FieldPanel("commitments")),
            tab(
                _("Goals and organisation"),
                FieldPanel("strategic_goals"),
                FieldPanel("organisation"),
                FieldPanel("slug"),
            ),
            publishing(),
        ]
    )


def content_form() -> TabbedInterface:
    """The form of a page with text of its own."""
    return TabbedInterface(
        [
            tab(_("Text"), TitleFieldPanel("title"), FieldPanel("introduction"), FieldPanel("body")),
            tab(_("Address of the page"), FieldPanel("slug")),
            publishing(),
        ]
    )


def partner_index_form() -> TabbedInterface:
    """The form of the list of partners."""
    return TabbedInterface(
        [tab(_("Text"), TitleFieldPanel("title"), FieldPanel("introduction"), FieldPanel("slug")), publishing()]
    )


def partner_form() -> TabbedInterface:
    """The form of a partner. What was signed is the coordinator's to change."""
    return TabbedInterface(
        [
            tab(
                _("Who we are"),
                TitleFieldPanel("title", heading=_("Name of the organisation")),
                FieldPanel("kind"),
                FieldPanel("expertise"),
                FieldPanel(
                    "description", help_text=_("In a few sentences, for families: who are you and what do you do?")
                ),
                FieldPanel("logo"),
            ),
            tab(_("Contact"), FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")),
            tab(
                _("Engagement"),
                explanation(
                    _("Only the coordinator can see and change this. The name of who signed is never published.")
                ),
                FieldPanel("is_core", permission=EDIT_ENGAGEMENT),
                FieldRowPanel(
                    [FieldPanel(name, permission=EDIT_ENGAGEMENT) for name in ("signatory_name", "signatory_function")]
                ),
                FieldRowPanel([FieldPanel(name, permission=EDIT_ENGAGEMENT) for name in ("signed_on", "valid_until")]),
                FieldPanel("slug", permission=EDIT_ENGAGEMENT),
                permission=EDIT_ENGAGEMENT,
            ),
            publishing(),
        ]
    )

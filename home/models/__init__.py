"""The House and its network."""

from home.models.base import BasePage
from home.models.help_lines import HelpLine
from home.models.houses import (
    Campaign,
    ContactLanguage,
    ContentPage,
    HousePage,
    MissionPage,
    Municipality,
    OpeningHours,
    SpokenLanguage,
)
from home.models.images import HubImage, HubRendition
from home.models.partners import PartnerIndexPage, PartnerPage
from home.models.teams import Team
from home.models.users import User

__all__ = [
    "BasePage",
    "Campaign",
    "ContactLanguage",
    "ContentPage",
    "HelpLine",
    "HousePage",
    "HubImage",
    "HubRendition",
    "MissionPage",
    "Municipality",
    "OpeningHours",
    "PartnerIndexPage",
    "PartnerPage",
    "SpokenLanguage",
    "Team",
    "User",
]

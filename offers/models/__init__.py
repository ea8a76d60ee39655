"""The catalogue: offers and their parts, taxonomy, places, and the read model that everything public is read from."""

from offers.models.documents import (
    CatalogueImport,
    Change,
    FormerSlug,
    LogPosition,
    NetworkDocument,
    OfferDocument,
    PublishedOffer,
)
from offers.models.holidays import SchoolHoliday
from offers.models.pages import OfferPage
from offers.models.parts import (
    Closure,
    CoPartner,
    OfferCategory,
    OfferLanguage,
    SingleDate,
    Tariff,
    WeeklySlot,
)
from offers.models.places import Place
from offers.models.taxonomy import Category, Facility, LifeStage, Pillar, TargetGroup, Term
from offers.models.tokens import AccessToken
from offers.models.webhooks import Webhook, WebhookDelivery

__all__ = [
    "AccessToken",
    "CatalogueImport",
    "Category",
    "Change",
    "Closure",
    "CoPartner",
    "Facility",
    "FormerSlug",
    "LifeStage",
    "LogPosition",
    "NetworkDocument",
    "OfferCategory",
    "OfferDocument",
    "OfferLanguage",
    "OfferPage",
    "Pillar",
    "Place",
    "PublishedOffer",
    "SchoolHoliday",
    "SingleDate",
    "TargetGroup",
    "Tariff",
    "Term",
    "Webhook",
    "WebhookDelivery",
    "WeeklySlot",
]

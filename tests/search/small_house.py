"""A House with a small taxonomy and four offers, as rows of the read model."""

from home.models import HousePage
from offers.models import Category, Pillar
from tests.search.example_offers import house, offer


def small_house() -> HousePage:
    """The House; its index is still to be filled."""
    pillar = Pillar.objects.create(slug="practical", labels={"nl": "Praktisch"})
    Category.objects.create(
        slug="toy-library",
        pillar=pillar,
        labels={"nl": "Speelgoed lenen", "ar": "إعارة الألعاب"},
        synonyms={"nl": ["speel-o-theek"], "tr": ["oyuncak"]},
        phrases={"nl": ["iets voor een regendag"]},
    )
    Category.objects.create(
        slug="childcare-0-3",
        pillar=pillar,
        labels={"nl": "Kinderopvang", "fr": "Garde d'enfants"},
        synonyms={},
        phrases={},
    )
    made = house()
    offer(
        made,
        "toverkoffer",
        {"nl": {"title": "De Toverkoffer", "summary": "Kom puzzels halen."}},
        categories=["toy-library"],
    )
    offer(
        made,
        "wolkenfabriek",
        {"nl": {"title": "De Wolkenfabriek", "body": "Opvang voor baby's"}},
        categories=["childcare-0-3"],
    )
    offer(
        made,
        "spreekuur",
        {"nl": {"title": "Opvoedingsspreekuur"}, "fr": {"title": "Permanence éducative"}},
        partner_names=["Kompasroos"],
    )
    offer(
        made,
        "wandeling",
        {"nl": {"title": "Wandelen met de buggy", "body": "Samen op stap"}},
        place_names=["Bib", "Kerkstraat", "Malderen"],
    )
    return made

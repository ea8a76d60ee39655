"""Import the shared lists."""

from typing import Any

from offers.catalogue_import.reading import Catalogue
from offers.models import Category, Facility, LifeStage, Pillar, TargetGroup, Term


def add_terms(catalogue: Catalogue) -> bool:
    """Add the terms that the hub does not have yet; what coordinators changed stays. Returns whether any was added."""
    columns: dict[type[Term], tuple[str, ...]] = {
        LifeStage: ("synonyms",),
        TargetGroup: ("synonyms",),
        Category: ("synonyms", "pillar", "phrases"),
    }
    added = []
    for model, rows in term_rows(catalogue):
        if model is Category:
            pillars = {pillar.slug: pillar for pillar in Pillar.objects.all()}
            rows = [row | {"pillar": pillars[row["pillar"]]} for row in rows]
        added.append(add_list(model, rows, *columns.get(model, ())))
    return any(added)


def term_rows(catalogue: Catalogue) -> list[tuple[type[Term], list[dict[str, Any]]]]:
    """The rows of each shared list as the folder has them, pillars before the categories that stand in them."""
    taxonomy = catalogue.load("taxonomy.json")
    categories = [
        row
        | {"phrases": {code: found[row["slug"]] for code, found in catalogue.phrases.items() if row["slug"] in found}}
        for row in taxonomy["categories"]
    ]
    return [
        (Pillar, taxonomy["pillars"]),
        (LifeStage, taxonomy["life_stages"]),
        (TargetGroup, taxonomy["target_groups"]),
        (Facility, taxonomy["facilities"]),
        (Category, categories),
    ]


def add_list(model: type[Term], rows: list[dict], *names: str) -> int:
    """Add the rows of one list whose slug is new."""
    known = set(model._default_manager.values_list("slug", flat=True))
    new = [
        model(slug=row["slug"], sort_order=order, labels=row["labels"], **{name: row.get(name) or {} for name in names})
        for order, row in enumerate(rows)
        if row["slug"] not in known
    ]
    return len(model._default_manager.bulk_create(new))

"""Import the shared lists."""

from offers.catalogue_import.reading import Catalogue
from offers.models import Category, Facility, LifeStage, Pillar, TargetGroup, Term


def add_terms(catalogue: Catalogue) -> bool:
    """Add the terms that the hub does not have yet; what coordinators changed stays. Returns whether any was added."""
    taxonomy = catalogue.load("taxonomy.json")
    added = [
        add_list(Pillar, taxonomy["pillars"]),
        add_list(LifeStage, taxonomy["life_stages"], "synonyms"),
        add_list(TargetGroup, taxonomy["target_groups"], "synonyms"),
        add_list(Facility, taxonomy["facilities"]),
    ]
    pillars = {pillar.slug: pillar for pillar in Pillar.objects.all()}
    rows = [
        row
        | {
            "pillar": pillars[row["pillar"]],
            "phrases": {code: found[row["slug"]] for code, found in catalogue.phrases.items() if row["slug"] in found},
        }
        for row in taxonomy["categories"]
    ]
    added.append(add_list(Category, rows, "synonyms", "pillar", "phrases"))
    return any(added)


def add_list(model: type[Term], rows: list[dict], *names: str) -> int:
    """Add the rows of one list whose slug is new."""
    known = set(model._default_manager.values_list("slug", flat=True))
    new = [
        model(slug=row["slug"], sort_order=order, labels=row["labels"], **{name: row.get(name) or {} for name in names})
        for order, row in enumerate(rows)
        if row["slug"] not in known
    ]
    return len(model._default_manager.bulk_create(new))

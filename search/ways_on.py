"""Where a page without a single offer leads: categories that come close, the same question with one choice less."""

from collections.abc import Mapping
from typing import Any

from search import presentation
from search.addresses import Pair, catalogue_address, without
from search.filters import FILTERS
from search.query import Results


def ways_on_context(
    path: str, pairs: list[Pair], terms: Mapping[str, list[dict[str, Any]]], results: Results
) -> dict[str, Any]:
    """The links of such a page; nothing where there are offers. `terms` are the lists of the taxonomy."""
    if results.ways_on is None:
        return {}
    return {
        "neighbours": neighbours(path, terms, results.ways_on.neighbours),
        "fewer_choices": fewer_choices(path, pairs, results),
    }


def fewer_choices(path: str, pairs: list[Pair], results: Results) -> list[dict[str, Any]]:
    """The question without one of its choices, for each that alone leads to offers; the most offers first."""
    facets = presentation.western(results.facets)
    parameters = {one.name: [parameter.name for parameter in one.parameters] for one in FILTERS}
    rows = []
    for choice, count in results.ways_on.without.items() if results.ways_on else ():
        mine = [pair for pair in pairs if pair[0] in parameters.get(choice, [choice])]
        labels = [label for pair in mine if (label := presentation.chip_label(pair, facets))]
        gone = [*mine, *(one for name, _value in mine for one in presentation.DEPENDENTS.get(name, ()))]
        if choice == "q":
            labels = [value for _name, value in mine]
        rows.append({"labels": labels, "count": count, "href": catalogue_address(path, without(pairs, *gone))})
    return sorted(rows, key=lambda row: -row["count"])


def neighbours(
    path: str, terms: Mapping[str, list[dict[str, Any]]], near: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The categories that come close; a House without any shows the pillars."""
    parents = {term["slug"]: term["parent"] for term in terms["categories"]}
    if near:
        return [
            {
                "label": row["label"],
                "count": row["count"],
                "scene": row["slug"],
                "pillar": parents.get(row["slug"], ""),
                "href": catalogue_address(path, [("category", row["slug"])]),
            }
            for row in near
        ]
    return [
        {
            "label": row["label"],
            "scene": f"pillar-{row['slug']}",
            "pillar": row["slug"],
            "href": catalogue_address(path, [("pillar", row["slug"])]),
        }
        for row in terms["pillars"]
    ]

"""What HSDS has no field for, as plain attributes: codes with their term, everything else as label and value."""

from collections.abc import Iterable
from typing import Any

from offers.faces.hsds.identity import derived
from offers.faces.hsds.taxonomies import BY_NAME, term

FLAGS = ("low_digital", "residents_only")


class Attributes:
    """The attributes of one thing, in the ACTIVE language `locale`."""

    def __init__(self, entity: str, key: str, locale: str) -> None:
        self.entity, self.key, self.locale = entity, key, locale
        self.found: list[dict[str, Any]] = []

    def add_terms(self, list_name: str, pairs: Iterable[tuple[str, str]], link_type: str = "") -> None:
        """Values of a list of codes: pairs of slug and label."""
        code_list = BY_NAME[list_name]
        for slug, label in pairs:
            identifier = code_list.term_id(slug)
            self.add(
                code_list.filter,
                slug,
                link_type=link_type or code_list.filter,
                taxonomy_term_id=identifier,
                taxonomy_term=term(code_list, slug, label, None, self.locale),
            )

    def add_codes(self, list_name: str, slugs: Iterable[str], link_type: str = "") -> None:
        """Values of a fixed list, whose labels the list itself knows."""
        choices = BY_NAME[list_name].choices
        labels = {value: str(label) for value, label in choices.choices} if choices else {}
        self.add_terms(list_name, [(slug, labels.get(slug, slug)) for slug in slugs], link_type)

    def add(self, label: str, value: str, **more: Any) -> None:
        """One attribute."""
        identifier = derived("attribute", self.key, label, value)
        self.found.append(
            {"id": identifier, "link_id": self.key, "link_entity": self.entity, "label": label, "value": value} | more
        )


def service_attributes(offer: dict[str, Any], locale: str) -> list[dict[str, Any]]:
    """Everything about an offer that a client of HSDS alone would miss."""
    attributes = Attributes("service", offer["id"], locale)
    attributes.add_terms("categories", labelled(offer["categories"]))
    attributes.add_terms("target_groups", labelled(offer["target_groups"]), "audience")
    attributes.add_terms("facilities", labelled(offer["facilities"]))
    attributes.add_codes("kinds", [offer["kind"]])
    attributes.add_codes("audiences", [offer["audience"]])
    attributes.add_codes("access", offer["access"])
    attributes.add_codes("delivery_modes", offer["delivery_modes"])
    attributes.add_codes("universality", [offer["universality"]], "audience")
    attributes.add_codes("booking_status", [offer["booking_status"]])
    for slug in offer["life_stages"]:
        attributes.add("life_stage", slug, taxonomy_term_id=BY_NAME["life_stages"].term_id(slug))
    add_plain(attributes, offer)
    return attributes.found


def add_plain(attributes: Attributes, offer: dict[str, Any]) -> None:
    """What is no code."""
    for partner in offer["co_partners"]:
        attributes.add("co_partner", partner["name"], link_type="partner")
    for closure in offer["schedule"]["closures"]:
        attributes.add("closure", f"{closure['from']}/{closure['to']} {closure['reason']}".strip())
    attributes.add("holiday_rule", offer["schedule"]["holiday_rule"])
    for other in offer["alternates"]:
        attributes.add("translation", f"{other['lang']} {other['status']} {other['url']}")
    costs = offer["costs"]
    flags = {name: offer[name] for name in FLAGS} | {"free": offer["is_free"], "uitpas": costs["uitpas"]}
    for name, value in flags.items():
        attributes.add(name, "true" if value else "false")
    if offer["image"]:
        attributes.add("image", offer["image"]["url"])


def labelled(terms: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """Slug and label of terms as the catalogue gives them."""
    return [(term["slug"], term["label"]) for term in terms]

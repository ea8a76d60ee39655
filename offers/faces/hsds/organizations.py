"""Partners as HSDS organizations."""

from typing import Any

from offers.faces.hsds.attributes import Attributes
from offers.faces.hsds.contacts import phones
from offers.faces.hsds.identity import derived, filled


def organization(partner: dict[str, Any]) -> dict[str, Any]:
    """A partner without its lists."""
    return filled(
        {
            "id": partner["id"],
            "name": partner["name"],
            "email": partner["contact"]["email"],
            "website": partner["contact"]["url"],
            "logo": partner["logo"]["url"] if partner["logo"] else None,
        }
    ) | {"description": partner["description"] or partner["expertise"]}


def organization_in_full(partner: dict[str, Any], locale: str) -> dict[str, Any]:
    """A partner with what HSDS has no field for."""
    attributes = Attributes("organization", partner["id"], locale)
    attributes.add("kind", partner["kind"])
    attributes.add("is_core", "true" if partner["is_core"] else "false")
    # Its words change with the language, its identifier does not.
    attributes.add("partner_label", partner["label"], id=derived("attribute", partner["id"], "partner_label"))
    attributes.add("offer_count", str(partner["offer_count"]))
    return organization(partner) | filled(
        {
            "phones": phones(partner["contact"]["phone"], organization_id=partner["id"]),
            "attributes": attributes.found,
            "x_hvk_slug": partner["slug"],
            "x_hvk_expertise": partner["expertise"],
            "x_hvk_kind": partner["kind"],
            "x_hvk_is_core": partner["is_core"],
            "x_hvk_label": partner["label"],
            "x_hvk_translation": partner["translation"],
        }
    )


def organization_of(offer: dict[str, Any], partners: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The main partner of an offer; by its name alone when its engagement is not valid today."""
    reference = offer["partner"]
    partner = partners.get(reference["id"])
    if partner:
        return organization(partner)
    return {"id": reference["id"], "name": reference["name"], "description": reference["name"]}

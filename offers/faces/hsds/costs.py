"""Prices as HSDS cost options; amounts in EUR."""

from typing import Any

from django.utils.translation import gettext as _

from offers.choices import PriceUnit
from offers.faces.hsds.identity import derived, filled


def cost_options(offer: dict[str, Any]) -> list[dict[str, Any]]:
    """The usual price, the tariffs, the social price; one of nothing for what is free. In the ACTIVE language."""
    costs = offer["costs"]
    found = []
    if costs["base"]:
        unit = costs["base"]["unit"]
        found.append(
            option(offer, "base", _("Price"), costs["base"]["amount"], str(PriceUnit(unit).label) if unit else "")
        )
    elif costs["is_free"]:
        found.append(option(offer, "free", _("Free"), "0.00"))
    found += [option(offer, "tariff", tariff["name"], tariff["amount"]) for tariff in costs["tariffs"]]
    if costs["social_price"] is not None:
        found.append(option(offer, "social", _("Social price"), costs["social_price"]))
    return found


def option(offer: dict[str, Any], kind: str, name: str, amount: str, per: str = "") -> dict[str, Any]:
    """One price. Only the name of a tariff is a name that is the same in every language."""
    return filled(
        {
            "id": derived("cost_option", offer["id"], kind, name if kind == "tariff" else "", amount),
            "service_id": offer["id"],
            "option": name,
            "currency": "EUR",
            "amount": float(amount),
            "amount_description": per,
        }
    )

"""The help lines of Flanders that every new House begins with; its coordinators change them as they like.

Sources: 1712.be (what it is for, working days from 9 to 17), zelfmoord1813.be (day and night), awel.be and
tele-onthaal.be.
"""

import json
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).resolve().parent / "data" / "help_lines.json"


def shipped() -> list[dict[str, Any]]:
    """The fields of each help line, in the order in which they are shown."""
    fields: list[dict[str, Any]] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return fields

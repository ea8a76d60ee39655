"""Values that no form may accept, whichever form it is."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TELEPHONE = re.compile(r"\+?[0-9 ()./-]+")
FEWEST_DIGITS, MOST_DIGITS = 3, 15


def telephone(value: str) -> None:
    """A telephone number as people write it: digits, with spaces or the usual signs between them."""
    digits = sum(character.isdigit() for character in value)
    if not TELEPHONE.fullmatch(value.strip()) or not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        raise ValidationError(
            _("This is not a telephone number. Write it like 052 55 01 12 or +32 52 55 01 12."), code="telephone"
        )


def telephones(value: str) -> None:
    """Telephone numbers with a comma between them."""
    for number in value.split(","):
        telephone(number)

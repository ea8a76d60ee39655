"""What the pages say in the reader's language beside the labels of the payloads: dates, ages, distances, lists.

Names come from CLDR; digits are western everywhere, as on the doors and clocks of Belgium.
"""

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.units import format_unit
from django.utils.translation import get_language

from home.choices import SOURCE_LOCALE
from offers import labels

WESTERN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
BELGIUM = "+32"
YEAR = re.compile(r"(?:\s*'[^']*')*\s*y+(?:\s*'[^']*'\.?)?")


@lru_cache(maxsize=64)
def babel_locale(code: str) -> Locale:
    """CLDR's data of a language; Dutch stands in for what it does not know."""
    try:
        return Locale.parse(labels.REGIONAL.get(code, code.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE_LOCALE)


def current_locale() -> Locale:
    """The language that the reader asked for."""
    return babel_locale(get_language() or SOURCE_LOCALE)


def western_digits(text: str | None) -> str:
    """The same text with western digits; nothing stays nothing."""
    return str(text or "").translate(WESTERN_DIGITS)


def first_upper(text: str | None) -> str:
    """The text with a capital first letter, as at the start of a line; `i` becomes `İ` in Turkish."""
    words = str(text or "")
    if words.startswith("i") and current_locale().language == "tr":
        return "İ" + words[1:]
    return words[:1].upper() + words[1:]


def first_lower(text: str) -> str:
    """The text with a small first letter, as in the middle of a line; `I` becomes `ı` in Turkish."""
    if text.startswith("I") and current_locale().language == "tr":
        return "ı" + text[1:]
    return text[:1].lower() + text[1:]


def listing(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return format_list(list(parts), locale=current_locale()) if parts else ""


def alternatives(ways: Sequence[str]) -> str:
    """Labels of which each is a way: `By appointment or just walk in`."""
    parts = [label if number == 0 else first_lower(label) for number, label in enumerate(ways)]
    return format_list(parts, style="or", locale=current_locale()) if parts else ""


def iso_date(value: str) -> datetime.date:
    """The date of `YYYY-MM-DD`."""
    return datetime.date.fromisoformat(value)


def short_day_name(day: datetime.date) -> str:
    """The day of the week of a date: `wo`."""
    return format_date(day, "EEE", locale=current_locale())


def short_month_name(day: datetime.date) -> str:
    """The month of a date: `dec`."""
    return format_date(day, "LLL", locale=current_locale()).rstrip(".")


def day_and_month(day: datetime.date) -> str:
    """`3 december`."""
    return format_date(day, without_year(current_locale(), "long"), locale=current_locale())


def weekday_and_date(day: datetime.date) -> str:
    """`donderdag 3 december`."""
    return format_date(day, without_year(current_locale(), "full"), locale=current_locale())


def full_date(day: datetime.date) -> str:
    """`3 december 2026`."""
    return format_date(day, "long", locale=current_locale())


@lru_cache(maxsize=64)
def without_year(locale: Locale, length: str) -> str:
    """CLDR's pattern of a date without its year: of `d 'de' MMMM 'de' y` remains `d 'de' MMMM`."""
    return YEAR.sub("", locale.date_formats[length].pattern).strip(" ,")


def clock(value: str) -> str:
    """`09:30` as the language writes a time of day."""
    hours, _colon, minutes = value[:5].partition(":")
    return labels.time_name(int(hours) * 60 + int(minutes))


def clock_range(opens: str, closes: str) -> str:
    """`9.30 – 12.00`; it stands in an element of its own direction."""
    return f"{clock(opens)} – {clock(closes)}"


def months_as_age(months: int) -> str:
    """`9` is `9 maanden`, `30` is `2,5 jaar`."""
    if months < 24 and months % 12 or not months:
        return _with_unit(Decimal(months), "duration-month")
    return _with_unit(Decimal(months) / 12, "duration-year")


def _with_unit(value: Decimal, unit: str) -> str:
    """A number with its unit in full; in short where CLDR has no full name for it."""
    for length in ("long", "short"):
        words = format_unit(value, unit, length=length, locale=current_locale())
        if unit not in words:
            return western_digits(words)
    return western_digits(str(value))


def distance(metres: int) -> str:
    """`2130` is `2,1 km`, `340` is `300 m`: points are no more exact than that. It never breaks over two lines."""
    rounded = max(100, round(metres, -2))
    if rounded < 1000:
        words = format_unit(rounded, "length-meter", length="short", locale=current_locale())
    else:
        kilometres = round(Decimal(metres) / 1000, 1 if metres < 10_000 else 0)
        words = format_unit(kilometres, "length-kilometer", length="short", locale=current_locale())
    return western_digits(words).replace(" ", "\u00a0")


def telephone_address(phone: str) -> str:
    """`052 55 01 01` is `tel:+3252550101`."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    if phone.strip().startswith("+"):
        return f"tel:+{digits}"
    return f"tel:{BELGIUM}{digits[1:]}" if digits.startswith("0") and not digits.startswith("00") else f"tel:{digits}"

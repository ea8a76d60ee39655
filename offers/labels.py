"""Words for ages, prices, times and languages, in the active language.

Sentences come from the message files; names of days and months, numbers and money from CLDR. Digits are always western,
hours run to 24, and no label depends on the day on which it is made.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext

from offers.choices import WEEKDAYS, HolidayRule, PriceUnit, ScheduleType
from offers.schedules import Schedule, Slot, read_schedule

# The country whose habits decide where CLDR knows several for a language.
REGIONAL = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB"}
# Languages that CLDR knows under another code.
VARIANTS = {"prs": "fa_AF"}
# How a time of day is written where families here are used to something else than CLDR says.
CLOCKS = {"nl": "H.mm", "bg": "HH:mm"}
MONTHS_A_YEAR = 12
# From this age on, half years are said as such: 2.5 years, but 18 months.
HALF_YEARS_FROM = 24
# A label names at most this many times; with more, it names the days only.
MOST_TIMES = 2


@lru_cache(maxsize=64)
def _cldr(code: str) -> Locale:
    try:
        return Locale.parse(REGIONAL.get(code, code.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def _active() -> Locale:
    return _cldr(get_language() or settings.LANGUAGE_CODE)


# ---- languages


def language_name(code: str) -> str:
    """The name of a language in the active language; a code that nobody knows stays a code."""
    names = _active().languages
    return names.get(code) or names.get(VARIANTS.get(code, code)) or names.get(code.partition("-")[0]) or code


def own_name(code: str) -> str:
    """The name of a language in that language itself."""
    known = VARIANTS.get(code, code)
    return dict(settings.LANGUAGES).get(code) or _cldr(known).languages.get(known) or code


def text_direction(code: str) -> str:
    """`rtl` or `ltr`: how a language is written."""
    return _cldr(code).text_direction


def weekday_name(weekday: str) -> str:
    """The name of `mon`..`sun` in the active language."""
    return _active().days["stand-alone"]["wide"][WEEKDAYS.index(weekday)]


# ---- ages


def _years(months: int) -> str | None:
    """An age as a number of years, where families would say it so."""
    if months % MONTHS_A_YEAR == 0:
        return str(months // MONTHS_A_YEAR)
    if months >= HALF_YEARS_FROM and months % (MONTHS_A_YEAR // 2) == 0:
        return format_decimal(Decimal(months) / MONTHS_A_YEAR, locale=_active(), numbering_system="latn")
    return None


def _age(months: int) -> str:
    years = _years(months)
    if years is None or months == 0:
        return npgettext("age limit", "%(age)s month", "%(age)s months", months) % {"age": months}
    if months % MONTHS_A_YEAR:
        return pgettext("age limit with a half year", "%(age)s years") % {"age": years}
    return npgettext("age limit", "%(age)s year", "%(age)s years", months // MONTHS_A_YEAR) % {"age": years}


def _age_range(low: int, high: int) -> str:
    """A range; the unit is said once when it is the same on both sides."""
    years = (_years(low), _years(high))
    if years[1] is not None and years[0] is not None:
        words = {"low": years[0], "high": years[1]}
        if high % MONTHS_A_YEAR:
            return pgettext("ages with a half year", "%(low)s to %(high)s years") % words
        count = high // MONTHS_A_YEAR
        return npgettext("ages", "%(low)s to %(high)s year", "%(low)s to %(high)s years", count) % words
    if years[1] is None and (low == 0 or years[0] is None):
        words = {"low": str(low), "high": str(high)}
        return npgettext("ages", "%(low)s to %(high)s month", "%(low)s to %(high)s months", high) % words
    return pgettext("ages", "%(low)s to %(high)s") % {"low": _age(low), "high": _age(high)}


def age_label(min_months: int | None, max_months: int | None) -> str | None:
    """The ages of an offer; `max_months` is the last month that belongs to it. Without ages: nothing.

    30..143 -> "2.5 to 12 years"; 0..35 -> "0 to 3 years"; 2..35 -> "2 months to 3 years"; 180.. -> "from 15 years"
    """
    if min_months is None and max_months is None:
        return None
    if max_months is None:
        return gettext("all ages") if not min_months else pgettext("ages", "from %(age)s") % {"age": _age(min_months)}
    limit = max_months + 1
    if min_months is None:
        return pgettext("ages", "up to %(age)s") % {"age": _age(limit)}
    return _age_range(min_months, limit)


# ---- prices


def money(amount: str | Decimal) -> str:
    """An amount in euro; whole amounts without cents."""
    value, locale = Decimal(str(amount)), _active()
    pattern = locale.currency_formats["standard"].pattern.replace("¤", "€")
    if value == value.to_integral_value():
        pattern = pattern.replace(".00", "")
    return format_currency(value, "EUR", pattern, locale, currency_digits=False, numbering_system="latn")


def _price_per_unit(price: str, unit: str) -> str:
    messages: dict[str, str] = {
        PriceUnit.SESSION: gettext("%(price)s per visit"),
        PriceUnit.HOUR: gettext("%(price)s per hour"),
        PriceUnit.DAY: gettext("%(price)s per day"),
        PriceUnit.WEEK: gettext("%(price)s per week"),
        PriceUnit.MONTH: gettext("%(price)s per month"),
        PriceUnit.YEAR: gettext("%(price)s per year"),
    }
    return messages.get(unit, "%(price)s") % {"price": price}


def price_label(costs: dict) -> str:
    """What an offer costs: free, its base price, else its lowest tariff.

    The price of a thing or of a whole course stands alone: one unit holds both.
    """
    if costs["is_free"]:
        return gettext("free")
    base = costs.get("base")
    if base:
        if not Decimal(str(base["amount"])):
            return gettext("free")
        return _price_per_unit(money(base["amount"]), base["unit"])
    amounts = [Decimal(str(tariff["amount"])) for tariff in costs.get("tariffs") or ()]
    if amounts:
        return gettext("from %(price)s") % {"price": money(min(amounts))}
    return gettext("ask for the price")


# ---- times


def time_name(minutes: int) -> str:
    """A time of day on a clock of 24 hours."""
    moment, locale = datetime(2000, 1, 1, *divmod(minutes % (24 * 60), 60)), _active()
    if locale.language in CLOCKS:
        return format_time(moment, CLOCKS[locale.language], locale=locale)
    return format_skeleton("Hm", moment, locale=locale)


def _times(opens: int, closes: int) -> str:
    return f"{time_name(opens)}–{time_name(closes)}"


def date_name(day: date) -> str:
    """A day in words: weekday, day, month and year."""
    return format_date(day, "full", locale=_active())


def _every(weekday: int) -> str:
    return (
        gettext("every Monday"),
        gettext("every Tuesday"),
        gettext("every Wednesday"),
        gettext("every Thursday"),
        gettext("every Friday"),
        gettext("every Saturday"),
        gettext("every Sunday"),
    )[weekday]


def days_name(weekdays: Iterable[int]) -> str:
    """Weekdays in one phrase: Monday and Thursday; Monday to Friday."""
    days = sorted(set(weekdays))
    names = [weekday_name(WEEKDAYS[day]) for day in days]
    if len(days) == len(WEEKDAYS):
        return gettext("every day")
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return pgettext("weekdays", "%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    return format_list(names, locale=_active())


def _phrase(days: Sequence[int], times: Sequence[tuple[int, int]], interval_weeks: int, *, alone: bool) -> str:
    """The days that share their times, such as "Monday and Thursday, 9:00–12:00 (every 2 weeks)"."""
    hours = format_list([_times(*time) for time in times], locale=_active())
    if alone and len(days) == 1 and interval_weeks == 1:
        phrase = pgettext("schedule", "%(day)s %(times)s") % {"day": _every(days[0]), "times": hours}
    else:
        phrase = pgettext("schedule", "%(days)s, %(times)s") % {"days": days_name(days), "times": hours}
    return _with_interval(phrase, interval_weeks)


def _with_interval(phrase: str, interval_weeks: int) -> str:
    if interval_weeks == 1:
        return phrase
    message = ngettext("%(phrase)s (every %(count)s week)", "%(phrase)s (every %(count)s weeks)", interval_weeks)
    return message % {"phrase": phrase, "count": interval_weeks}


def _weekly_label(slots: Iterable[Slot]) -> str:
    """Days with the same times go together; more times than a line holds become "various times"."""
    hours: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for slot in slots:
        hours.setdefault((slot.interval_weeks, slot.weekday), set()).add((slot.opens, slot.closes))
    groups: dict[tuple[int, tuple[tuple[int, int], ...]], list[int]] = {}
    for (interval_weeks, weekday), times in sorted(hours.items()):
        groups.setdefault((interval_weeks, tuple(sorted(times))), []).append(weekday)
    if sum(len(times) for _interval, times in groups) > MOST_TIMES:
        days = days_name(weekday for _interval, weekday in hours)
        common = {interval for interval, _weekday in hours}
        phrase = gettext("%(days)s, various times") % {"days": days}
        return _with_interval(phrase, common.pop() if len(common) == 1 else 1)
    ordered = sorted(groups.items(), key=lambda group: (group[1], group[0]))
    alone = len(ordered) == 1
    return "; ".join(_phrase(days, times, weeks, alone=alone) for (weeks, times), days in ordered)


def _dates_label(schedule: Schedule) -> str:
    days = sorted({begin.date() for begin, _finish in schedule.dates})
    if len(schedule.dates) == 1:
        begin, finish = schedule.dates[0]
        times = _times(begin.hour * 60 + begin.minute, finish.hour * 60 + finish.minute)
        return pgettext("schedule", "%(days)s, %(times)s") % {"days": date_name(days[0]), "times": times}
    if len(days) == 1:
        return date_name(days[0])
    first, last = (format_date(day, "long", locale=_active()) for day in (days[0], days[-1]))
    message = ngettext(
        "%(count)s date from %(first)s to %(last)s", "%(count)s dates from %(first)s to %(last)s", len(days)
    )
    return message % {"count": len(days), "first": first, "last": last}


def schedule_label(schedule: dict | Schedule) -> str | None:
    """When an offer takes place, in one line. A schedule without any time has none."""
    read = read_schedule(schedule)
    if read.type == ScheduleType.BY_ARRANGEMENT:
        return pgettext("schedule", "by appointment")
    if read.type == ScheduleType.PERMANENT:
        return pgettext("schedule", "always")
    parts = []
    if read.slots:
        weekly = _weekly_label(read.slots)
        in_holidays = read.holiday_rule == HolidayRule.ONLY_HOLIDAYS
        parts.append(gettext("in the school holidays: %(days)s") % {"days": weekly} if in_holidays else weekly)
    if read.dates:
        parts.append(_dates_label(read))
    return "; ".join(parts) or None

"""Ages, prices and times in words. Sentences are tested in English; names, digits and money in every language."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from offers import labels
from offers.choices import WEEKDAYS

LOCALES = ["nl", "fr", "en", "ar", "tr", "pl", "ro", "bg", "uk", "ru", "es", "fa"]
DEMO = Path(__file__).resolve().parents[2] / "offers" / "demo_data"


@pytest.fixture
def english():
    with translation.override("en"):
        yield


def costs(amount=None, unit="session", *, is_free=False, tariffs=()):
    base = None if amount is None else {"amount": amount, "unit": unit}
    return {"is_free": is_free, "base": base, "tariffs": [{"name": "kind", "amount": tariff} for tariff in tariffs]}


def schedule(kind="weekly", *slots, dates=(), holiday_rule="runs"):
    weekly = [
        {"weekday": day, "opens": opens, "closes": closes, "valid_from": "2026-09-01", "valid_to": None, **more}
        for day, opens, closes, more in slots
    ]
    return {
        "type": kind,
        "weekly": weekly,
        "dates": [{"start": start, "end": end} for start, end in dates],
        "closures": [],
        "holiday_rule": holiday_rule,
    }


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (None, None, None),
        (0, None, "all ages"),
        (None, 143, "up to 12 years"),
        (None, 0, "up to 1 month"),
        (180, None, "from 15 years"),
        (12, None, "from 1 year"),
        (18, None, "from 18 months"),
        (0, 35, "0 to 3 years"),
        (0, 11, "0 to 1 year"),
        (0, 5, "0 to 6 months"),
        (0, 17, "0 to 18 months"),
        (2, 35, "2 months to 3 years"),
        (6, 29, "6 months to 2.5 years"),
        (18, 35, "18 months to 3 years"),
        (12, 17, "1 year to 18 months"),
        (24, 41, "2 to 3.5 years"),
        (30, 143, "2.5 to 12 years"),
        (40, 142, "40 to 143 months"),
    ],
)
def test_ages(english, low, high, expected):
    assert labels.age_label(low, high) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (costs(is_free=True), "free"),
        (costs("0.00"), "free"),
        (costs("2.60", "hour"), "€2.60 per hour"),
        (costs("13.00", "day"), "€13 per day"),
        (costs("1250.00", "month"), "€1,250 per month"),
        (costs("36.00", "item"), "€36"),
        (costs(tariffs=["8.00", "2.50"]), "from €2.50"),
        (costs(), "ask for the price"),
    ],
)
def test_prices(english, given, expected):
    assert labels.price_label(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (schedule("by_arrangement"), "by appointment"),
        (schedule("permanent"), "always"),
        (schedule("weekly"), None),
        (schedule("weekly", ("wed", "13:30", "16:30", {})), "every Wednesday 13:30–16:30"),
        (
            schedule("weekly", ("thu", "09:00", "12:00", {}), ("mon", "09:00", "12:00", {})),
            "Monday and Thursday, 09:00–12:00",
        ),
        (
            schedule("weekly", *((day, "07:00", "18:00", {}) for day in WEEKDAYS[:5])),
            "Monday to Friday, 07:00–18:00",
        ),
        (schedule("weekly", *((day, "07:00", "18:00", {}) for day in WEEKDAYS)), "every day, 07:00–18:00"),
        (
            schedule("weekly", ("wed", "09:00", "12:00", {}), ("wed", "13:00", "16:00", {})),
            "every Wednesday 09:00–12:00 and 13:00–16:00",
        ),
        (
            schedule("weekly", ("fri", "16:30", "18:00", {}), ("wed", "14:00", "16:00", {})),
            "Wednesday, 14:00–16:00; Friday, 16:30–18:00",
        ),
        (
            schedule("weekly", ("tue", "09:00", "12:00", {}), ("sat", "09:00", "12:00", {"interval_weeks": 4})),
            "Tuesday, 09:00–12:00; Saturday, 09:00–12:00 (every 4 weeks)",
        ),
        (
            schedule("weekly", *(("mon", f"{hour:02}:00", f"{hour:02}:30", {}) for hour in range(9, 14))),
            "Monday, various times",
        ),
        (
            schedule("weekly", ("mon", "09:00", "16:00", {}), holiday_rule="only_holidays"),
            "in the school holidays: every Monday 09:00–16:00",
        ),
        (
            schedule("dates", dates=[("2026-12-02T19:30", "2026-12-02T21:30")]),
            "Wednesday, 2 December 2026, 19:30–21:30",
        ),
        (
            schedule("dates", dates=[(f"2027-01-{day}T10:00", f"2027-01-{day}T12:00") for day in (13, 20, 27)]),
            "3 dates from 13 January 2027 to 27 January 2027",
        ),
        (
            schedule("dates", dates=[(f"2027-01-13T{hour}:00", f"2027-01-13T{hour}:45") for hour in (10, 11)]),
            "Wednesday, 13 January 2027",
        ),
    ],
)
def test_schedules(english, given, expected):
    assert labels.schedule_label(given) == expected


def test_periods_of_one_slot_are_said_once(english):
    given = schedule("weekly", ("mon", "09:00", "12:00", {}), ("mon", "09:00", "12:00", {"valid_from": "2027-01-04"}))
    assert labels.schedule_label(given) == "every Monday 09:00–12:00"


@pytest.mark.parametrize(
    ("locale", "amount", "time", "day", "weekday"),
    [
        ("nl", "€ 2,60", "9.05", "woensdag 2 december 2026", "woensdag"),
        ("fr", "2,60 €", "09:05", "mercredi 2 décembre 2026", "mercredi"),
        ("en", "€2.60", "09:05", "Wednesday, 2 December 2026", "Wednesday"),
        ("ar", "2.60 €", "09:05", "الأربعاء، 2 ديسمبر 2026", "الأربعاء"),
        ("tr", "€2,60", "09:05", "2 Aralık 2026 Çarşamba", "Çarşamba"),
        ("pl", "2,60 €", "09:05", "środa, 2 grudnia 2026", "środa"),
        ("ro", "2,60 €", "09:05", "miercuri, 2 decembrie 2026", "miercuri"),
        ("bg", "2,60 €", "09:05", "сряда, 2 декември 2026 г.", "сряда"),
        ("uk", "2,60 €", "09:05", "середа, 2 грудня 2026 р.", "середа"),
        ("ru", "2,60 €", "09:05", "среда, 2 декабря 2026 г.", "среда"),
        ("es", "2,60 €", "9:05", "miércoles, 2 de diciembre de 2026", "miércoles"),
        ("fa", "€ 2.60", "9:05", "چهارشنبه 2 دسامبر 2026", "چهارشنبه"),
    ],
)
def test_numbers_and_names_of_every_language(locale, amount, time, day, weekday):
    with translation.override(locale):
        assert re.sub(r"[\u200e\u200f]", "", labels.money("2.60")).replace("\xa0", " ") == amount
        assert labels.time_name(9 * 60 + 5) == time
        assert labels.date_name(date(2026, 12, 2)).replace("\u202f", " ") == day
        assert labels.weekday_name("wed") == weekday


@pytest.mark.parametrize("locale", LOCALES)
def test_labels_of_the_demo_in_every_language(locale):
    offers = [
        offer
        for house in ("londerzeel", "essen")
        for offer in json.loads((DEMO / house / "offers.json").read_text(encoding="utf-8"))
    ]
    with translation.override(locale):
        for offer in offers:
            slots = [slot | {"weekday": WEEKDAYS[slot["weekday"]]} for slot in offer["schedule"]["weekly"]]
            said = [
                labels.age_label(offer["age_min_months"], offer["age_max_months"]),
                labels.price_label(offer["costs"]),
                labels.schedule_label(offer["schedule"] | {"weekly": slots}),
            ]
            for label in filter(None, said):
                assert not re.search(r"[٠-٩۰-۹%{}]|None", label)
                assert label == label.strip()


def test_names_of_languages():
    with translation.override("nl"):
        assert labels.language_name("ar") == "Arabisch"
        assert labels.language_name("prs") == "Dari"
        assert labels.language_name("pt-br") == "Portugees"
        assert labels.language_name("qqx") == "qqx"
    assert labels.own_name("fa") == "فارسی"
    assert labels.own_name("prs") == "دری"
    assert [labels.text_direction(code) for code in ("ar", "fa", "nl", "ur", "qqx")] == [
        "rtl",
        "rtl",
        "ltr",
        "rtl",
        "ltr",
    ]

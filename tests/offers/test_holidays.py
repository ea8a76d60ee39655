"""School holidays by the official rules."""

from datetime import date, timedelta

import pytest

from offers.holidays import easter_sunday, is_school_holiday, school_holidays

PUBLISHED = [
    ("2026-07-01", "2026-08-31"),
    ("2026-11-02", "2026-11-08"),
    ("2026-12-21", "2027-01-03"),
    ("2027-02-08", "2027-02-14"),
    ("2027-03-29", "2027-04-11"),
    ("2027-07-01", "2027-08-31"),
    ("2027-11-01", "2027-11-07"),
    ("2027-12-27", "2028-01-09"),
    ("2028-02-28", "2028-03-05"),
    ("2028-04-03", "2028-04-16"),
    ("2028-07-01", "2028-08-31"),
]


def test_the_computed_holidays_are_the_published_ones():
    computed = [holiday for year in (2026, 2027, 2028) for holiday in school_holidays(year)]
    given = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in PUBLISHED]
    assert [holiday for holiday in computed if given[0][0] <= holiday[0] <= given[-1][0]] == given


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2023-10-30", "2023-11-05"),
        ("2023-12-25", "2024-01-07"),
        ("2024-02-12", "2024-02-18"),
        ("2024-04-01", "2024-04-14"),
        ("2024-10-28", "2024-11-03"),
        ("2024-12-23", "2025-01-05"),
        ("2025-03-03", "2025-03-09"),
        ("2025-04-07", "2025-04-20"),
        ("2025-10-27", "2025-11-02"),
        ("2025-12-22", "2026-01-04"),
        ("2026-02-16", "2026-02-22"),
        ("2026-04-06", "2026-04-19"),
    ],
)
def test_holidays_of_earlier_years(first, last):
    holiday = (date.fromisoformat(first), date.fromisoformat(last))
    assert holiday in school_holidays(holiday[0].year)


@pytest.mark.parametrize("day", ["2000-04-23", "2008-03-23", "2016-03-27", "2024-03-31", "2027-03-28", "2038-04-25"])
def test_easter(day):
    assert easter_sunday(int(day[:4])) == date.fromisoformat(day)


def test_easter_holidays_hold_easter_or_follow_it():
    for year in range(2000, 2100):
        first, last = school_holidays(year)[1]
        assert first.weekday() == 0
        assert last - first == timedelta(13)
        assert first - timedelta(1) <= easter_sunday(year) <= last


def test_borders_of_a_holiday():
    assert is_school_holiday(date(2027, 1, 3))
    assert not is_school_holiday(date(2027, 1, 4))
    assert is_school_holiday(date(2026, 8, 31))
    assert not is_school_holiday(date(2026, 9, 1))
    assert not is_school_holiday(date(2027, 5, 6))  # Ascension Day is a public holiday only
    assert not is_school_holiday(date(1, 1, 31))

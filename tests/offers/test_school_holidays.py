"""School holidays as data: what ships, what editors may change, and that all dates follow at once."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from offers import holidays
from offers.documents.houses import houses
from offers.documents.verify import verify_house
from offers.models import Change, LogPosition, PublishedOffer, SchoolHoliday, WeeklySlot
from offers.schedules import occurrence_days, occurrences
from offers.school_years import Holidays, Period, holiday_bits, install, shipped_holidays
from tests.admin import form_values, logged_in
from tests.calendars import expanded, parsed
from tests.factories import make_house, make_offer, make_partner, make_user

YEARS = range(2026, 2031)
LESSON = {
    "type": "weekly",
    "weekly": [
        {
            "weekday": "tue",
            "opens": "09:00",
            "closes": "11:00",
            "valid_from": "2026-09-01",
            "valid_to": None,
            "interval_weeks": 1,
        }
    ],
    "dates": [],
    "closures": [],
    "holiday_rule": "not_in_holidays",
}


@pytest.fixture(autouse=True)
def nothing_installed():
    yield
    install(Holidays())


def shipped() -> Holidays:
    return Holidays(
        Period(row["key"], date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"]))
        for row in shipped_holidays()
    )


def moved(key: str, year: int, first: str, last: str) -> Holidays:
    """The shipped holidays with other days for one of them."""
    return Holidays(
        Period(key, date.fromisoformat(first), date.fromisoformat(last))
        if (period.key, period.school_year) == (key, year)
        else period
        for period in shipped().periods
    )


def window(first: str, last: str) -> tuple[int, int]:
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()


# ---- what ships


def test_the_shipped_days_are_those_of_the_rule() -> None:
    for year in YEARS:
        mine = [(p.key, (p.first, p.last)) for p in shipped().periods if p.school_year == year]
        assert mine == [
            ("autumn", holidays.autumn_holiday(year)),
            ("christmas", holidays.christmas_holiday(year)),
            ("carnival", holidays.carnival_holiday(year + 1)),
            ("easter", holidays.easter_holiday(year + 1)),
            ("summer", (date(year + 1, 7, 1), date(year + 1, 8, 31))),
        ]
    assert shipped().stored_years == set(YEARS)


def test_with_the_shipped_days_every_day_is_as_by_the_rule() -> None:
    asked = window("2024-01-01", "2034-12-31")
    by_rule = holiday_bits(asked)
    install(shipped())
    assert holiday_bits(asked) == by_rule


@pytest.mark.django_db
def test_a_new_hub_has_them() -> None:
    assert SchoolHoliday.objects.as_holidays().periods == shipped().periods


# ---- which days hold


def test_stored_days_hold_in_their_school_year_and_the_rule_beyond() -> None:
    install(moved("carnival", 2026, "2027-02-15", "2027-02-21"))
    found = {one.begin.date() for one in occurrences(LESSON, date(2027, 2, 1), date(2027, 2, 28))}
    assert date(2027, 2, 9) in found
    assert date(2027, 2, 16) not in found
    carnival = holidays.carnival_holiday(2040)
    assert occurrence_days(LESSON, *carnival) == 0


def test_a_school_year_that_lacks_a_holiday_follows_the_rule() -> None:
    kept = [p for p in moved("carnival", 2026, "2027-02-15", "2027-02-21").periods if p.key != "summer"]
    install(Holidays(kept))
    assert occurrence_days(LESSON, date(2027, 2, 8), date(2027, 2, 14)) == 0
    assert occurrence_days(LESSON, date(2027, 7, 1), date(2027, 8, 31)) == 0


def test_a_holiday_with_a_name_of_its_own_always_counts() -> None:
    install(Holidays([Period("", date(2035, 5, 7), date(2035, 5, 13))]))
    assert occurrence_days(LESSON, date(2035, 5, 7), date(2035, 5, 13)) == 0
    assert occurrence_days(LESSON, date(2035, 5, 14), date(2035, 5, 20)) != 0


# ---- what editors may write


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"first_day": date(2032, 2, 10)}, {"first_day"}),
        ({"last_day": date(2032, 2, 14)}, {"last_day"}),
        ({"first_day": date(2032, 2, 16)}, {"last_day"}),
        ({"last_day": date(2033, 2, 13)}, {"last_day"}),
        ({"key": ""}, {"name"}),
        ({"name": "Extra week"}, {"name"}),
        ({"first_day": date(2027, 2, 8), "last_day": date(2027, 2, 14)}, {"first_day"}),
        ({"first_day": date(2027, 3, 1), "last_day": date(2027, 3, 7)}, {"key"}),
    ],
)
def test_days_that_cannot_be_are_refused(fields: dict, wrong: set[str]) -> None:
    good = {"key": "carnival", "first_day": date(2032, 2, 9), "last_day": date(2032, 2, 15)}
    SchoolHoliday(**good).full_clean()
    with pytest.raises(ValidationError) as caught:
        SchoolHoliday(**good | fields).full_clean()
    assert set(caught.value.message_dict) == wrong


@pytest.mark.django_db
def test_a_summer_begins_on_any_day() -> None:
    SchoolHoliday(key="summer", first_day=date(2032, 7, 1), last_day=date(2032, 8, 31)).full_clean()


# ---- in the admin


@pytest.mark.django_db
def test_coordinators_change_and_add_holidays_and_take_none_away() -> None:
    client = logged_in(make_user("coordinator", make_house()))
    carnival = SchoolHoliday.objects.get(key="carnival", first_day__year=2027)
    address = f"/admin/snippets/offers/schoolholiday/edit/{carnival.pk}/"
    page = client.get(address).content.decode()
    assert "officiële regel" in page
    values = form_values(client.get(address), "none") | {"first_day": "2027-02-15", "last_day": "2027-02-21"}
    assert client.post(address, values).status_code == 302
    carnival.refresh_from_db()
    assert carnival.first_day == date(2027, 2, 15)
    fields = {"key": "autumn", "name": "", "first_day": "2031-10-27", "last_day": "2031-11-02"}
    assert client.post("/admin/snippets/offers/schoolholiday/add/", fields).status_code == 302
    assert SchoolHoliday.objects.filter(first_day__year=2031, key="autumn").exists()
    client.post(f"/admin/snippets/offers/schoolholiday/delete/{carnival.pk}/")
    assert SchoolHoliday.objects.filter(pk=carnival.pk).exists()
    assert "2026-2027" in client.get("/admin/snippets/offers/schoolholiday/").content.decode()


@pytest.mark.django_db
def test_editors_of_partners_do_not_touch_them() -> None:
    client = logged_in(make_user("editor", make_partner(make_house())))
    carnival = SchoolHoliday.objects.get(key="carnival", first_day__year=2027)
    for address in ("", f"edit/{carnival.pk}/", "add/"):
        reply = client.get(f"/admin/snippets/offers/schoolholiday/{address}")
        assert reply.status_code in (302, 403)


# ---- all dates follow


def make_lesson(house, slug: str = "les", holiday_rule: str = "not_in_holidays"):
    """A published weekly offer on Tuesdays."""
    fields = {"schedule_type": "weekly", "holiday_rule": holiday_rule, "published": False}
    offer = make_offer(make_partner(house, f"partner-{slug}"), slug, **fields)
    offer.weekly_slots.add(WeeklySlot(weekday="tue", opens=time(9), closes=time(11), valid_from=date(2026, 9, 1)))
    offer.save_revision().publish()
    return offer


@pytest.fixture
def move_carnival():
    def move() -> None:
        carnival = SchoolHoliday.objects.get(key="carnival", first_day__year=2027)
        carnival.first_day, carnival.last_day = date(2027, 2, 15), date(2027, 2, 21)
        carnival.save()

    return move


def api(path: str, house: str = "londerzeel") -> dict:
    return Client().get(f"/api/v1{path}", headers={"host": f"{house}.localhost"}).json()


@pytest.mark.django_db
def test_every_channel_follows_at_once(move_carnival) -> None:
    lesson = make_lesson(make_house())
    first, last = date(2027, 2, 8), date(2027, 2, 21)
    days = f"from={first}&to={last}"

    def said() -> list[list[str]]:
        one = [item["date"] for item in api(f"/offers/{lesson.slug}/occurrences?{days}")["items"]]
        every = [item["date"] for item in api(f"/occurrences?{days}")["items"]]
        calendar = parsed(Client().get(f"/api/v1/offers/{lesson.slug}.ics").content)
        followed = [start[:10] for start, _end in expanded(calendar, first, last)]
        listed = [day for day in ("2027-02-09", "2027-02-16") if api(f"/offers?from={day}&to={day}")["total"]]
        return [one, every, followed, listed]

    assert said() == [["2027-02-16"]] * 4
    move_carnival()
    assert said() == [["2027-02-09"]] * 4


@pytest.mark.django_db
def test_offers_that_follow_count_as_changed_and_the_others_do_not(move_carnival) -> None:
    house = make_house()
    lesson, play = make_lesson(house), make_lesson(house, "spel", "runs")
    before = dict(PublishedOffer.objects.values_list("slug", "version"))
    seq = LogPosition.objects.get(house=house).position
    move_carnival()
    after = dict(PublishedOffer.objects.values_list("slug", "version"))
    assert after == before | {lesson.slug: before[lesson.slug] + 1}
    changed = Change.objects.filter(house=house, seq__gt=seq).values_list("object_id", flat=True)
    assert list(changed) == [lesson.translation_key]
    assert play.slug in after


@pytest.mark.django_db
def test_the_log_of_every_house_moves_on(move_carnival) -> None:
    for slug in ("londerzeel", "essen"):
        make_house(slug)
    before = {house.slug: house.position for house in houses()}
    move_carnival()
    after = {house.slug: house.position for house in houses()}
    assert before.keys() == after.keys()
    assert all(after[slug] > before[slug] for slug in before)
    SchoolHoliday.objects.get(key="carnival", first_day__year=2027).delete()
    assert all(house.position > after[house.slug] for house in houses())


@pytest.mark.django_db
def test_documents_are_right_after_a_change(move_carnival) -> None:
    house = make_house()
    make_lesson(house)
    move_carnival()
    assert verify_house(house) == []

"""The form of an offer refuses what cannot be true, next to the field, and keeps what was typed."""

import pytest
from django.db import transaction
from django.utils import translation

from home.models import ContentPage, HousePage, PartnerPage
from offers.models import OfferPage
from tests.admin import errors_of, form_values, logged_in
from tests.factories import (
    make_category,
    make_content_page,
    make_house,
    make_offer,
    make_partner,
    make_place,
    make_user,
)

WEEKLY = {
    "schedule_type": "weekly",
    "weekly_slots-TOTAL_FORMS": "1",
    "weekly_slots-0-id": "",
    "weekly_slots-0-weekday": "wed",
    "weekly_slots-0-opens": "14:00",
    "weekly_slots-0-closes": "16:00",
    "weekly_slots-0-valid_from": "2026-09-01",
    "weekly_slots-0-valid_to": "2027-06-30",
    "weekly_slots-0-interval_weeks": "1",
    "weekly_slots-0-ORDER": "1",
    "weekly_slots-0-DELETE": "",
}
DATES = {
    "schedule_type": "dates",
    "single_dates-TOTAL_FORMS": "1",
    "single_dates-0-id": "",
    "single_dates-0-date": "2026-12-05",
    "single_dates-0-opens": "14:00",
    "single_dates-0-closes": "16:00",
    "single_dates-0-end_date": "",
    "single_dates-0-ORDER": "1",
    "single_dates-0-DELETE": "",
}
CLOSURE = {
    "closures-TOTAL_FORMS": "1",
    "closures-0-id": "",
    "closures-0-first_day": "2026-12-24",
    "closures-0-last_day": "2027-01-03",
    "closures-0-reason": "Kerst",
    "closures-0-ORDER": "1",
    "closures-0-DELETE": "",
}
PRICE = {"is_free": None, "base_amount": "5.00", "base_unit": "session"}
TARIFF = {
    "tariffs-TOTAL_FORMS": "1",
    "tariffs-0-id": "",
    "tariffs-0-name": "Tweede kind",
    "tariffs-0-amount": "2.00",
    "tariffs-0-ORDER": "1",
    "tariffs-0-DELETE": "",
}


def category_rows(*pks):
    rows = {"offer_categories-TOTAL_FORMS": str(len(pks)), "offer_categories-INITIAL_FORMS": "0"}
    for number, pk in enumerate(pks):
        rows |= {
            f"offer_categories-{number}-{name}": value
            for name, value in (("id", ""), ("category", pk), ("ORDER", str(number + 1)), ("DELETE", ""))
        }
    return rows


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """A House, an offer and its editor for all tests of this module, and the editor's form as it is filled in."""
    with django_db_blocker.unblock():
        frame = transaction.atomic()
        frame.__enter__()
        house = make_house()
        offer = make_offer(make_partner(house))
        editor = make_user("editor", offer.get_parent())
        filled_in = form_values(logged_in(editor).get(f"/admin/pages/{offer.pk}/edit/"))
    yield house.pk, offer.pk, editor, filled_in
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        frame.__exit__(None, None, None)


@pytest.fixture
def house(stage, db):
    return HousePage.objects.get(pk=stage[0])


@pytest.fixture
def offer(stage, db):
    found = OfferPage.objects.get(pk=stage[1])
    found.filled_in = stage[3]
    return found


@pytest.fixture
def editor(stage, db):
    return logged_in(stage[2])


def send(client, offer, changes, action="action-submit"):
    address = f"/admin/pages/{offer.pk}/edit/"
    filled_in = getattr(offer, "filled_in", None)
    if filled_in is None or OfferPage.objects.get(pk=offer.pk).latest_revision_id != offer.latest_revision_id:
        filled_in = form_values(client.get(address))
    values = filled_in | changes
    values = {name: value for name, value in values.items() if value is not None}
    return client.post(address, values | ({action: "1"} if action else {}))


REFUSED = {
    "oldest below youngest": ({"age_min_months": "36", "age_max_months": "30"}, "age_max_months"),
    "slot closes before it opens": (WEEKLY | {"weekly_slots-0-closes": "13:00"}, "weekly_slots-0-closes"),
    "slot closes when it opens": (WEEKLY | {"weekly_slots-0-closes": "14:00"}, "weekly_slots-0-closes"),
    "slot ends before it starts": (WEEKLY | {"weekly_slots-0-valid_to": "2026-08-01"}, "weekly_slots-0-valid_to"),
    "weekday never comes": (
        WEEKLY | {"weekly_slots-0-valid_from": "2026-09-03", "weekly_slots-0-valid_to": "2026-09-08"},
        "weekly_slots-0-weekday",
    ),
    "every week without hours": ({"schedule_type": "weekly"}, "schedule_type"),
    "dates without dates": ({"schedule_type": "dates"}, "schedule_type"),
    "hours without every week": (WEEKLY | {"schedule_type": "permanent"}, "schedule_type"),
    "dates and every week": (WEEKLY | DATES | {"schedule_type": "weekly"}, "schedule_type"),
    "date closes before it opens": (DATES | {"single_dates-0-closes": "13:00"}, "single_dates-0-closes"),
    "date ends before it starts": (DATES | {"single_dates-0-end_date": "2026-12-04"}, "single_dates-0-end_date"),
    "closure ends before it starts": (CLOSURE | {"closures-0-last_day": "2026-12-01"}, "closures-0-last_day"),
    "price without unit": ({"is_free": None, "base_amount": "5.00"}, "base_unit"),
    "unit without price": ({"is_free": None, "base_unit": "hour"}, "base_amount"),
    "free with a price": ({"base_amount": "5.00", "base_unit": "session"}, "base_amount"),
    "free with another price": (TARIFF, "tariffs-0-amount"),
    "social price above price": (PRICE | {"social_price": "6.00"}, "social_price"),
    "negative price": (PRICE | {"base_amount": "-1"}, "base_amount"),
    "at a place, but which": ({"delivery_modes": ["on_site"]}, "place"),
    "no telephone number": ({"phone": "bel maar"}, "phone"),
    "half a telephone number": ({"phone": "05"}, "phone"),
    "no e-mail": ({"email": "info@"}, "email"),
    "plain summary too long": ({"plain_summary": "a" * 401}, "plain_summary"),
    "no way in": ({"access": None}, "access"),
    "no summary": ({"summary": ""}, "summary"),
    "no category": (category_rows(), ""),
}


SUBMITTED = [(case, "action-submit") for case in REFUSED]
SAVED = [
    (case, "") for case in ("oldest below youngest", "price without unit", "every week without hours", "no summary")
]


@pytest.mark.parametrize(("case", "action"), [*SUBMITTED, *SAVED])
def test_what_cannot_be_true_is_refused_next_to_the_field(offer, editor, case, action):
    changes, field = REFUSED[case]
    response = send(editor, offer, changes | {"title": "Met zorg getypt"}, action)
    assert response.status_code == 200
    assert field in errors_of(response)
    assert "Met zorg getypt" in response.content.decode()
    assert OfferPage.objects.get(pk=offer.pk).latest_revision_id == offer.latest_revision_id


ACCEPTED = {
    "weekly": WEEKLY,
    "one day that is the weekday": WEEKLY
    | {"weekly_slots-0-valid_from": "2026-09-02", "weekly_slots-0-valid_to": "2026-09-02"},
    "without an end": WEEKLY | {"weekly_slots-0-valid_to": ""},
    "dates": DATES,
    "a camp": DATES
    | {"single_dates-0-end_date": "2026-12-09", "single_dates-0-opens": "16:00", "single_dates-0-closes": "09:00"},
    "closed for a day": WEEKLY | CLOSURE | {"closures-0-last_day": "2026-12-24"},
    "a price": PRICE | TARIFF | {"social_price": "1.00"},
    "one age": {"age_min_months": "30", "age_max_months": "30"},
    "a number from abroad": {"phone": "+33 (0)1-23.45/67 89"},
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_can_be_true_is_accepted(offer, editor, case):
    response = send(editor, offer, ACCEPTED[case])
    assert response.status_code == 302, errors_of(response)


def test_categories_are_at_most_three_and_different(offer, editor):
    pks = [make_category(slug).pk for slug in ("sport", "music", "library", "camp")]
    assert "offer_categories-1-category" in errors_of(send(editor, offer, category_rows(pks[0], pks[0])))
    assert "offer_categories-3-category" in errors_of(send(editor, offer, category_rows(*pks)))
    assert send(editor, offer, category_rows(*pks[:3])).status_code == 302


def test_a_slug_is_used_once_in_a_house_whoever_the_partner_is(house, offer, editor):
    make_offer(make_partner(house, "de-buur"), "babbeluurtje")
    assert "slug" in errors_of(send(editor, offer, {"slug": "babbeluurtje"}))
    # Lists to embed and to print stand there.
    for taken in ("embed", "print"):
        assert "slug" in errors_of(send(editor, offer, {"slug": taken}))
    other = make_offer(make_partner(make_house("essen")), "ver-weg")
    assert send(editor, offer, {"slug": other.slug}).status_code == 302


def test_a_copy_needs_a_free_address_in_the_house(house, offer):
    neighbour, coordinator = make_partner(house, "de-buur"), logged_in(make_user("coordinator", house))
    fields = {"new_title": "Kopie", "new_parent_page": str(neighbour.pk)}
    coordinator.post(f"/admin/pages/{offer.pk}/copy/", fields | {"new_slug": offer.slug})
    assert OfferPage.objects.count() == 1
    coordinator.post(f"/admin/pages/{offer.pk}/copy/", fields | {"new_slug": "kopie"})
    assert OfferPage.objects.get(slug="kopie").get_parent().pk == neighbour.pk


def test_only_places_and_partners_of_the_own_house_can_be_chosen(house, offer, editor):
    here, there = make_place(house, name="Hier"), make_place(make_house("essen"), "ginds", name="Ginds")
    make_partner(house, "concept", published=False, title="Geheime partner")
    page = editor.get(f"/admin/pages/{offer.pk}/edit/").content.decode()
    assert "Hier, Londerzeel" in page
    assert "Ginds" not in page
    assert "Geheime partner" not in page
    assert "place" in errors_of(send(editor, offer, {"delivery_modes": ["on_site"], "place": str(there.pk)}))
    assert send(editor, offer, {"delivery_modes": ["on_site"], "place": str(here.pk)}).status_code == 302


def test_an_offer_without_its_place_stays_editable(house, editor, offer):
    OfferPage.objects.filter(pk=offer.pk).update(delivery_modes=["on_site"])
    offer.refresh_from_db()
    offer.latest_revision.delete()
    assert send(editor, offer, {"phone": "052 11 22 33"}).status_code == 302


def test_an_unpublished_draft_may_be_incomplete_but_not_wrong(house, editor, offer):
    draft = make_offer(offer.get_parent(), "later", published=False)
    assert send(editor, draft, {"summary": "", "plain_summary": "", **category_rows()}, action="").status_code == 302
    assert "base_unit" in errors_of(send(editor, draft, {"is_free": None, "base_amount": "5.00"}, action=""))


def test_languages_are_chosen_by_name(offer, editor):
    page = editor.get(f"/admin/pages/{offer.pk}/edit/").content.decode()
    assert '<option value="ar">Arabisch</option>' in page
    assert '<option value="prs">Dari</option>' in page


def test_reserved_slugs_are_refused(house):
    page, client = make_content_page(house), logged_in(make_user("coordinator", house))
    for slug in ("aanbod", "partners", "missie"):
        assert "slug" in errors_of(send(client, page, {"slug": slug}, "action-publish"))
    assert send(client, page, {"slug": "over-ons"}, "action-publish").status_code == 302
    assert ContentPage.objects.get(pk=page.pk).slug == "over-ons"


def test_what_was_signed_is_the_coordinators(house):
    partner = make_partner(house, "de-andere", signatory_name="An Janssens")
    editor, coordinator = logged_in(make_user("editor-of-another", partner)), logged_in(make_user("coordinator", house))
    shown = form_values(editor.get(f"/admin/pages/{partner.pk}/edit/"))
    assert not {"is_core", "signatory_name", "signed_on", "valid_until", "slug"} & set(shown)
    assert send(editor, partner, {"is_core": "on", "description": "Nieuw."}).status_code == 302
    submitted = PartnerPage.objects.get(pk=partner.pk).get_latest_revision_as_object()
    assert (submitted.is_core, submitted.description, submitted.signatory_name) == (False, "Nieuw.", "An Janssens")
    assert form_values(coordinator.get(f"/admin/pages/{partner.pk}/edit/"))["signatory_name"] == "An Janssens"
    assert "valid_until" in errors_of(send(coordinator, partner, {"valid_until": "2019-01-01"}, "action-publish"))


def test_house_refuses_what_cannot_be_true(house):
    client = logged_in(make_user("coordinator", house))
    hours = {
        "opening_hours-TOTAL_FORMS": "1",
        "opening_hours-0-id": "",
        "opening_hours-0-weekday": "mon",
        "opening_hours-0-opens": "12:00",
        "opening_hours-0-closes": "09:00",
        "opening_hours-0-ORDER": "1",
        "opening_hours-0-DELETE": "",
    }
    errors = errors_of(
        send(client, house, hours | {"center_lat": "451", "phone": "nul", "brick": "rood"}, "action-publish")
    )
    assert {"opening_hours-0-closes", "center_lat", "phone", "brick"} <= set(errors)
    assert send(client, house, hours | {"opening_hours-0-closes": "16:00"}, "action-publish").status_code == 302
    assert HousePage.objects.get(pk=house.pk).opening_hours.count() == 1


def test_messages_are_in_the_language_of_the_user(offer, editor):
    with translation.override("nl"):
        expected = translation.gettext("What is this price for? Choose a visit, an hour, a year ...")
    response = send(editor, offer, {"is_free": None, "base_amount": "5.00"})
    assert errors_of(response)["base_unit"] == expected
    assert '<html lang="nl"' in response.content.decode()

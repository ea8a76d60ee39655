"""A partner changes and submits, the coordinator sees the difference and answers, the live version stays meanwhile."""

import json

import pytest
from django.core import mail
from django.utils import translation
from wagtail.models import TaskState

from home.choices import Weekday
from offers.choices import DeliveryMode, PriceUnit
from offers.documents import read
from offers.models import OfferPage
from tests.admin import form_values, logged_in
from tests.factories import make_category, make_house, make_life_stage, make_offer, make_partner, make_place, make_user
from tests.offers.test_offer_form import WEEKLY, category_rows, send

TEXT = {"key": "a", "text": "Kom zeker.", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}


@pytest.fixture
def cast(db):
    house = make_house()
    partner = make_partner(house)
    offer = make_offer(partner)
    return {
        "house": house,
        "offer": offer,
        "editor": logged_in(make_user("editor", partner, email="editor@example.org")),
        "coordinator": logged_in(make_user("coordinator", house, email="coordinator@example.org")),
    }


def answer(cast, action, comment=""):
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    address = f"/admin/pages/workflow/action/{cast['offer'].pk}/{action}/{task.pk}/"
    return cast["coordinator"].post(address, {"comment": comment})


def public(cast):
    house = read.house_by_slug(cast["house"].slug)
    return read.offer_detail(house, cast["offer"].slug, "nl").payload


def comparison_of(offer):
    """The address of what would change."""
    latest = OfferPage.objects.get(pk=offer.pk).latest_revision_id
    return f"/admin/pages/{offer.pk}/revisions/compare/live...{latest}/"


def rows_of(response):
    """The rows of the comparison: {field: what is said about it}."""
    return {comparison.field_label(): comparison for comparison in response.context["comparison"]}


def test_a_change_goes_live_when_the_coordinator_approves(cast):
    assert send(cast["editor"], cast["offer"], {"phone": "052 99 88 77"}).status_code == 302
    assert public(cast)["contact"]["phone"] == "052 55 01 12"
    front = cast["coordinator"].get("/admin/").content.decode()
    compare = comparison_of(cast["offer"])
    assert compare in front
    assert list(rows_of(cast["coordinator"].get(compare))) == ["Telefoon"]
    assert answer(cast, "approve").status_code == 302
    assert public(cast)["contact"]["phone"] == "052 99 88 77"
    assert compare not in cast["coordinator"].get("/admin/").content.decode()


def test_what_is_sent_back_stays_as_it_was_and_the_editor_reads_why(cast):
    send(cast["editor"], cast["offer"], {"phone": "052 99 88 77"})
    mail.outbox.clear()
    assert answer(cast, "reject", "Dit is het nummer van de buren.").status_code == 302
    assert public(cast)["contact"]["phone"] == "052 55 01 12"
    edit = cast["editor"].get(f"/admin/pages/{cast['offer'].pk}/edit/")
    assert form_values(edit)["phone"] == "052 99 88 77"
    assert "Dit is het nummer van de buren." in edit.content.decode()
    assert [message.to for message in mail.outbox] == [["editor@example.org"]]
    assert send(cast["editor"], cast["offer"], {"phone": "052 11 22 33"}).status_code == 302
    answer(cast, "approve")
    assert public(cast)["contact"]["phone"] == "052 11 22 33"


def test_submitting_is_the_big_button_of_who_may_not_publish(cast):
    address = f"/admin/pages/{cast['offer'].pk}/edit/"
    menus = {name: cast[name].get(address).context["action_menu"] for name in ("editor", "coordinator")}
    assert menus["editor"].default_item.name == "action-submit"
    assert "action-publish" not in {item.name for item in menus["editor"].menu_items}
    assert menus["coordinator"].default_item.name != "action-submit"


def test_a_new_offer_is_seen_by_nobody_before_it_is_approved(cast):
    partner = cast["offer"].get_parent()
    values = form_values(cast["editor"].get(f"/admin/pages/add/offers/offerpage/{partner.pk}/"))
    values |= {
        "title": "Nieuw",
        "slug": "nieuw",
        "summary": "S.",
        "plain_summary": "P.",
        "delivery_modes": "phone",
        "access": "walk_in",
    }
    values |= category_rows(make_category().pk) | {"action-submit": "1"}
    assert cast["editor"].post(f"/admin/pages/add/offers/offerpage/{partner.pk}/", values).status_code == 302
    new = OfferPage.objects.get(slug="nieuw")
    house = read.house_by_slug("londerzeel")
    assert not new.live
    assert read.offer_detail(house, "nieuw", "nl") is None
    cast["offer"] = new
    answer(cast, "approve")
    assert read.offer_detail(read.house_by_slug("londerzeel"), "nieuw", "nl").payload["title"] == "Nieuw"


def test_the_difference_can_be_read_for_every_kind_of_field(cast):
    make_life_stage()
    place = make_place(cast["house"])
    changes = WEEKLY | {
        "is_free": None,
        "base_amount": "4.50",
        "base_unit": "hour",
        "uitpas": "on",
        "delivery_modes": ["on_site", "online"],
        "place": str(place.pk),
        "life_stages": [str(make_life_stage().pk)],
        "body": json.dumps({"blocks": [TEXT], "entityMap": {}}),
        "offer_languages-TOTAL_FORMS": "1",
        "offer_languages-0-id": "",
        "offer_languages-0-code": "ar",
        "offer_languages-0-how": "staff",
        "offer_languages-0-note": "",
        "offer_languages-0-ORDER": "1",
        "offer_languages-0-DELETE": "",
    }
    assert send(cast["editor"], cast["offer"], changes).status_code == 302
    page = cast["coordinator"].get(comparison_of(cast["offer"])).content.decode()
    with translation.override("nl"):
        labels = [
            str(label)
            for label in (
                DeliveryMode.ON_SITE.label,
                DeliveryMode.ONLINE.label,
                PriceUnit.HOUR.label,
                Weekday.WEDNESDAY.label,
            )
        ]
    for words in (*labels, "De Zaal, Londerzeel", "4,50", "Baby", "Arabisch", "14:00", "1 september 2026", "zeker"):
        assert words in page, words
    for raw in ("on_site", "None", "True", "False", "data-block-key"):
        assert raw not in page.split('<table class="listing', 1)[1].split("</table>")[0], raw


def test_an_editor_that_changes_nothing_in_a_text_makes_no_difference(cast):
    send(cast["editor"], cast["offer"], {"phone": "052 99 88 77"})
    response = cast["coordinator"].get(comparison_of(cast["offer"]))
    assert list(rows_of(response)) == ["Telefoon"]

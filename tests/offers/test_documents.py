"""The read model follows every event, proves itself, and its log leads a client to what the lists show."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Site

from home.models import PartnerPage
from offers.documents.log import prune
from offers.documents.refresh import refresh_house
from offers.documents.verify import verify_house
from offers.models import Category, Change, OfferDocument, OfferPage, Place, PublishedOffer
from tests.example_data import LONDERZEEL, forget_houses
from tests.offers.histories import (
    LANGS,
    App,
    History,
    api,
    changes_since,
    cursor_now,
    listed,
    londerzeel,
    offer,
    publish,
)

pytestmark = pytest.mark.usefixtures("example_houses")


def test_imported_documents_are_right() -> None:
    assert verify_house(londerzeel()) == []
    assert PublishedOffer.objects.live(londerzeel().pk).count() == 75
    assert OfferDocument.objects.filter(house=londerzeel()).count() == 75 * 12


def test_rebuilding_changes_nothing() -> None:
    before = cursor_now()
    assert refresh_house(londerzeel()) == 0
    assert changes_since(before) == []


def test_a_new_title_reaches_every_language_and_the_log_once() -> None:
    before, page = cursor_now(), offer()
    version = api("/offers/consultatiebureau-londerzeel")["version"]
    page.title = "Weegmoment"
    publish(page)
    assert api("/offers/consultatiebureau-londerzeel", lang="ar")["title"] == "Weegmoment"
    assert api("/offers/consultatiebureau-londerzeel")["version"] == version + 1
    changes = changes_since(before)
    assert [(c["op"], c["type"], c["id"]) for c in changes] == [("upsert", "offer", str(page.translation_key))]
    assert "nl" in changes[0]["langs"]


def test_a_draft_never_shows() -> None:
    page = offer()
    page.title = "Geheim"
    page.save_revision()
    assert "Geheim" not in str(api("/offers", limit=100))
    assert verify_house(londerzeel()) == []


def test_a_withdrawn_offer_leaves_a_trace_and_nothing_else() -> None:
    before, page = cursor_now(), offer()
    page.unpublish()
    assert api("/offers/consultatiebureau-londerzeel")["http_status"] == 410
    assert api("/offers/consultatiebureau-londerzeel")["reason"] == "withdrawn"
    assert not OfferDocument.objects.filter(offer__offer_id=page.translation_key).exists()
    change = next(c for c in changes_since(before) if c["type"] == "offer")
    assert (change["op"], change["reason"]) == ("delete", "withdrawn")
    publish(offer())
    assert api("/offers/consultatiebureau-londerzeel")["http_status"] == 200


def test_expiry_and_deletion_say_so() -> None:
    offer().unpublish(set_expired=True)
    assert api("/offers/consultatiebureau-londerzeel")["reason"] == "expired"
    other = offer("slaaplijn-londerzeel")
    slug, key = other.slug, other.translation_key
    other.delete()
    assert api(f"/offers/{slug}")["reason"] == "deleted"
    assert not OfferPage.objects.filter(translation_key=key).exists(), "translations go with their source"


def test_a_renamed_offer_keeps_its_id_and_its_old_address_leads_on() -> None:
    page = offer()
    page.slug = "weegmoment"
    publish(page)
    assert api("/offers/weegmoment")["id"] == str(page.translation_key)
    reply = Client().get("/nl/aanbod/consultatiebureau-londerzeel/", headers={"host": LONDERZEEL})
    assert (reply.status_code, reply["Location"]) == (301, "/nl/aanbod/weegmoment/")


def test_an_offer_that_moves_to_another_partner_counts_there() -> None:
    before = {p["slug"]: p["offer_count"] for p in api("/partners", limit=100)["items"]}
    offer().move(PartnerPage.objects.get(slug="de-springveer", locale__language_code="nl"), pos="last-child")
    after = {p["slug"]: p["offer_count"] for p in api("/partners", limit=100)["items"]}
    assert after["de-springveer"] == before["de-springveer"] + 1
    assert after["kind-en-gezin-londerzeel"] == before["kind-en-gezin-londerzeel"] - 1
    assert verify_house(londerzeel()) == []


def test_place_partner_and_category_change_the_offers_that_show_them() -> None:
    before = cursor_now()
    place = Place.objects.get(slug="consultatiebureau-londerzeel")
    place.street = "Nieuwstraat 1"
    place.save()
    category = Category.objects.get(slug="infant-clinic")
    category.labels = category.labels | {"fr": "Pesée"}
    category.save()
    partner = PartnerPage.objects.get(slug="kind-en-gezin-londerzeel", locale__language_code="nl")
    partner.title = "Opgroeien"
    publish(partner)
    body = api("/offers/consultatiebureau-londerzeel", lang="fr")
    assert (body["place"]["street"], body["categories"][0]["label"], body["partner"]["name"]) == (
        "Nieuwstraat 1",
        "Pesée",
        "Opgroeien",
    )
    assert {"offer", "place", "partner", "taxonomy"} <= {c["type"] for c in changes_since(before)}
    assert verify_house(londerzeel()) == []


def test_a_synonym_moves_the_log_so_that_every_process_learns_it() -> None:
    before, category = cursor_now(), Category.objects.get(slug="sport")
    category.synonyms = category.synonyms | {"nl": ["zweten"]}
    category.save()
    assert [c["type"] for c in changes_since(before)] == ["taxonomy"]
    assert "sport" in str(api("/offers", q="zweten")["items"])


def test_a_language_that_is_switched_off_is_gone_everywhere() -> None:
    house = londerzeel()
    house.languages = [code for code in house.languages if code != "tr"]
    publish(house)
    assert api("/offers", lang="tr")["http_status"] == 422
    assert "tr" not in {row["lang"] for row in api("/offers/consultatiebureau-londerzeel")["alternates"]}
    assert not OfferDocument.objects.filter(house=house, locale="tr").exists()
    assert verify_house(house) == []


def test_a_changed_dutch_text_makes_its_translations_outdated_and_markup_does_not() -> None:
    page = (
        OfferPage.objects.filter(locale__language_code="fr", live=True)
        .exclude(translated_from="an earlier text")
        .first()
    )
    source = OfferPage.objects.get(translation_key=page.translation_key, locale__language_code="nl")
    host = (
        "essen.localhost"
        if PublishedOffer.objects.get(offer_id=page.translation_key).house.slug == "essen"
        else LONDERZEEL
    )

    def status() -> str:
        return (
            Client()
            .get(f"/api/v1/offers/{source.slug}?lang=fr", headers={"host": host})
            .json()["translation"]["status"]
        )

    assert status() == "translated"
    source.body = source.body.replace("<p>", "<p>  ", 1)
    source.phone = "03 000 00 00"
    publish(source)
    assert status() == "translated"
    source.body += "<p>Nieuw: ook op zaterdag.</p>"
    publish(source)
    assert status() == "outdated"


def test_verify_finds_what_is_wrong() -> None:
    OfferDocument.objects.filter(offer__slug="consultatiebureau-londerzeel", locale="fr").update(list_json="{}")
    assert len(verify_house(londerzeel())) == 1
    refresh_house(londerzeel())
    assert verify_house(londerzeel()) == []


def test_another_address_of_the_house_changes_its_links() -> None:
    site = Site.objects.get(hostname=LONDERZEEL)
    site.port = 8123
    site.save()
    assert api("/offers/consultatiebureau-londerzeel")["url"].startswith("http://londerzeel.localhost:8123/nl/")


def test_an_old_cursor_is_gone_when_deletions_are_forgotten() -> None:
    before = cursor_now()
    offer().unpublish()
    now = cursor_now()
    assert prune(londerzeel(), timezone.now() + datetime.timedelta(days=91)) >= 1
    assert api("/changes", cursor=before)["http_status"] == 410
    assert api("/changes", cursor=now)["http_status"] == 200
    assert verify_house(londerzeel()) == []


@pytest.mark.parametrize("seed", [1, 3])
def test_after_any_history_documents_are_right_and_a_client_in_step_shows_what_the_lists_show(seed: int) -> None:
    history, app, events = History(seed), App(), []
    app.synchronise()
    for number in range(10):
        events.append(history.step())
        if number % 5 == 4:
            app.synchronise()
    forget_houses()
    assert verify_house(londerzeel()) == [], events
    app.synchronise()
    for lang in LANGS:
        assert app.shows(lang) == listed(lang), events


def test_a_language_may_go_and_come_back() -> None:
    history = History(9)
    history.switch_language()
    assert api("/offers", lang="fr")["http_status"] == 422
    assert verify_house(londerzeel()) == []
    history.switch_language()
    assert api("/offers", lang="fr")["total"] == 73
    assert verify_house(londerzeel()) == []


def test_nothing_but_offers_of_the_log_is_public() -> None:
    assert Change.objects.filter(house=londerzeel(), type="offer", op="upsert").count() == 75
    assert Locale.objects.count() == 12

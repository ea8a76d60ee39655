"""From a Dutch page to its translations: no aliases, no Dutch passed off as translated, and the state in view."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from home.models import PartnerPage
from offers.documents import read
from offers.models import OfferPage
from offers.translation.matrix import State, matrix
from offers.translation.progress import open_sentences
from tests.admin import logged_in
from tests.factories import locale, make_house, make_mission, make_offer, make_partner, make_user


@pytest.fixture
def house(db):
    return make_house()


@pytest.fixture
def offer(house):
    return make_offer(make_partner(house))


@pytest.fixture
def coordinator(house, offer):
    return logged_in(make_user("coordinator", house))


def submit(client, page, *codes):
    return client.post(f"/admin/localize/submit/page/{page.pk}/", {"locales": [str(locale(code).pk) for code in codes]})


def translation_of(page, code="fr"):
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=locale(code))


def translate(page, code="fr", leave_open=0):
    """Translate the sentences of a page, but for the last few."""
    segments = list(StringSegment.objects.filter(source=translation_of(page, code).source).order_by("order"))
    for segment in segments[: len(segments) - leave_open]:
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale(code),
            context=segment.context,
            defaults={"data": f"{segment.string.data} (fr)"},
        )


def in_french(page):
    return type(page).objects.get(translation_key=page.translation_key, locale=locale("fr"))


def publish(client, page, callbacks):
    with callbacks(execute=True):
        return client.post(f"/admin/pages/{in_french(page).pk}/edit/", {"action": "publish"}, follow=True)


def state_of(house, page, code="fr"):
    row = next(row for row in matrix(house) if row.page.pk == page.pk)
    return next(cell.state for cell in row.cells if cell.locale == code)


def test_submitting_makes_drafts_above_the_page_and_no_aliases(house, offer, coordinator):
    assert submit(coordinator, offer, "fr").status_code == 302
    french = in_french(offer)
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert not french.live
    above = french.get_parent().specific
    assert isinstance(above, PartnerPage)
    assert (above.live, above.description, above.locale.language_code) == (False, "", "fr")
    assert french.offer_categories.count() == 0


def test_a_language_that_the_house_does_not_have_is_refused(house, offer, coordinator):
    response = coordinator.get(f"/admin/localize/submit/page/{offer.pk}/")
    assert response.status_code == 200
    submit(coordinator, offer, "tr")
    assert not OfferPage.objects.filter(locale=locale("tr")).exists()


def test_an_incomplete_translation_is_not_published(house, offer, coordinator, django_capture_on_commit_callbacks):
    submit(coordinator, offer, "fr")
    translate(offer, leave_open=1)
    page = publish(coordinator, offer, django_capture_on_commit_callbacks).content.decode()
    assert "Speeluurtje" in page
    assert not in_french(offer).live
    coordinator.post(f"/admin/bulk/wagtailcore/page/publish/?id={in_french(offer).pk}", {})
    assert not in_french(offer).live
    translate(offer)
    publish(coordinator, offer, django_capture_on_commit_callbacks)
    assert in_french(offer).live
    detail = read.offer_detail(read.house_by_slug("londerzeel"), offer.slug, "fr").payload
    assert (detail["title"], detail["translation"]["status"]) == ("Speeluurtje (fr)", "translated")


def test_a_new_dutch_text_opens_its_sentences_and_marks_the_translation_as_outdated(
    house, offer, coordinator, django_capture_on_commit_callbacks
):
    submit(coordinator, offer, "fr")
    translate(offer)
    publish(coordinator, offer, django_capture_on_commit_callbacks)
    assert not open_sentences(translation_of(offer)).exists()
    offer.summary = "Samen spelen en praten."
    offer.save_revision().publish()
    assert [segment.string.data for segment in open_sentences(translation_of(offer))] == ["Samen spelen en praten."]
    house_now = read.house_by_slug("londerzeel")
    assert read.offer_detail(house_now, offer.slug, "fr").payload["translation"]["status"] == "outdated"
    assert in_french(offer).summary == "Samen spelen. (fr)"
    translate(offer)
    publish(coordinator, offer, django_capture_on_commit_callbacks)
    detail = read.offer_detail(read.house_by_slug("londerzeel"), offer.slug, "fr").payload
    assert (detail["summary"], detail["translation"]["status"]) == ("Samen spelen en praten. (fr)", "translated")


def test_a_new_telephone_number_opens_nothing(house, offer, coordinator):
    submit(coordinator, offer, "fr")
    before = translation_of(offer).source.last_updated_at
    offer.phone = "052 11 22 33"
    offer.save_revision().publish()
    assert translation_of(offer).source.last_updated_at == before


def test_publishing_all_at_once_when_updating_is_left_out(
    house, offer, coordinator, django_capture_on_commit_callbacks
):
    submit(coordinator, offer, "fr")
    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(f"/admin/localize/update/{translation_of(offer).source_id}/", {"publish_translations": "on"})
    assert not in_french(offer).live


def test_the_matrix_shows_how_far_each_page_is(house, offer, coordinator, django_capture_on_commit_callbacks):
    mission = make_mission(house)
    assert state_of(house, offer) == state_of(house, mission) == State.MISSING
    submit(coordinator, offer, "fr")
    assert state_of(house, offer) == State.IN_PROGRESS
    assert state_of(house, offer.get_parent().specific) == State.MISSING
    translate(offer)
    assert state_of(house, offer) == State.DRAFT
    publish(coordinator, offer, django_capture_on_commit_callbacks)
    assert state_of(house, offer) == State.TRANSLATED
    offer.title = "Groot speeluurtje"
    offer.save_revision().publish()
    assert state_of(house, offer) == State.OUTDATED
    assert state_of(house, offer, "en") == State.MISSING


def test_the_matrix_leads_to_where_the_work_is(house, offer, coordinator):
    make_offer(make_partner(house, "de-buur"), "babbeluurtje")
    page = coordinator.get("/admin/translations/?partner=de-speelvogel").content.decode()
    assert f"/admin/localize/submit/page/{offer.pk}/?select_locale=fr" in page
    assert "Babbeluurtje" not in page
    submit(coordinator, offer, "fr")
    assert f"/admin/pages/{in_french(offer).pk}/edit/" in coordinator.get("/admin/translations/").content.decode()


def test_the_matrix_costs_the_same_for_two_and_twelve_offers(house, offer, django_assert_num_queries):
    partner = offer.get_parent()
    with django_assert_num_queries(11):  # 4 page types, their 4 translations, begun, sentences, translated
        matrix(house)
    for number in range(10):
        make_offer(partner, f"uurtje-{number}")
    with django_assert_num_queries(11):
        matrix(house)


def test_a_free_translation_has_texts_only(house, offer, coordinator):
    submit(coordinator, offer, "fr")
    Translation.objects.update(enabled=False)
    french = in_french(offer)
    page = coordinator.get(f"/admin/pages/{french.pk}/edit/")
    assert page.status_code == 200
    form = page.context["form"]
    assert {"title", "summary", "plain_summary", "body"} <= set(form.fields)
    assert not {"phone", "place", "base_amount", "slug"} & set(form.fields)

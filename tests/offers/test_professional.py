"""The professional layer: for holders of a key of the House, in no cache, and nowhere in public."""

import datetime
import json

import pytest
from django.test import Client
from django.utils import timezone

from offers.models import AccessToken, OfferPage
from offers.tokens import make_token
from tests.admin import logged_in
from tests.factories import make_house, make_offer, make_partner, make_user

pytestmark = pytest.mark.django_db
PROCEDURE, DOCUMENTS = "Bel de Zwaluwlijn", "Kwartelattest"


@pytest.fixture
def houses():
    made = {slug: make_house(slug) for slug in ("londerzeel", "essen")}
    partner = make_partner(made["londerzeel"])
    make_offer(partner, referral_procedure=PROCEDURE, waiting_time_days=10, referral_documents=DOCUMENTS)
    return made


def key_of(house, days=1):
    return make_token(house.pk, "CLB", timezone.localdate() + datetime.timedelta(days))[1]


def ask(key=None, identifier="speeluurtje", host="londerzeel.localhost", **headers):
    if key is not None:
        headers["authorization"] = f"Bearer {key}"
    return Client().get(f"/api/v1/professional/offers/{identifier}", headers={"host": host, **headers})


def test_a_holder_reads_the_layer_by_slug_and_uuid(houses):
    key = key_of(houses["londerzeel"])
    offer = OfferPage.objects.get(slug="speeluurtje")
    for identifier in ("speeluurtje", str(offer.translation_key)):
        reply = ask(key, identifier)
        assert reply.status_code == 200
        body = reply.json()
        assert (body["procedure"], body["waiting_time_days"], body["documents"]) == (PROCEDURE, 10, DOCUMENTS)
        assert body["contact"]["organisation"] == "De speelvogel"
        assert body["contact"]["phone"] == "052 55 01 12"
    assert AccessToken.objects.get().last_used_on == timezone.localdate()


def test_the_layer_is_in_no_cache(houses):
    reply = ask(key_of(houses["londerzeel"]), **{"if-none-match": "*"})
    assert reply["Cache-Control"] == "private, no-store"
    assert "ETag" not in reply
    assert "Link" not in reply
    assert "Access-Control-Allow-Credentials" not in reply
    preflight = Client().options("/api/v1/professional/offers/speeluurtje", headers={"host": "londerzeel.localhost"})
    assert "authorization" not in preflight["Access-Control-Allow-Headers"].lower()


def test_without_a_valid_key_nobody_learns_anything(houses):
    late = key_of(houses["londerzeel"], days=-1)
    token, revoked = make_token(houses["londerzeel"].pk, "Weg", timezone.localdate())
    token.delete()
    attempts = [{}, *({"authorization": text} for text in ("Bearer x", "Bearer ", "Basic YTpi", "Token '; --", "é"))]
    attempts += [{"authorization": f"Bearer {key}"} for key in (late, revoked, f"{revoked}{'x' * 500}")]
    for headers in attempts:
        for identifier in ("speeluurtje", "never-existed"):
            reply = ask(identifier=identifier, **headers)
            assert reply.status_code == 401, headers
            assert reply["WWW-Authenticate"].startswith('Bearer realm="professional"')
            assert reply["Cache-Control"] == "no-store"
            assert PROCEDURE not in reply.content.decode()


def test_a_key_of_another_house_is_refused(houses):
    assert ask(key_of(houses["essen"])).status_code == 403
    assert ask(key_of(houses["londerzeel"]), host="essen.localhost").status_code == 403
    assert ask(key_of(houses["essen"]), host="essen.localhost").status_code == 404


def test_what_is_no_longer_or_not_yet_public_is_not_there(houses):
    key = key_of(houses["londerzeel"])
    offer = OfferPage.objects.get(slug="speeluurtje")
    offer.referral_procedure = "Nog niet"
    offer.save_revision()
    assert ask(key).json()["procedure"] == PROCEDURE
    OfferPage.objects.get(pk=offer.pk).unpublish()
    assert ask(key).status_code == 404
    assert ask(key, "never-existed").status_code == 404


def test_the_layer_is_at_no_public_address(houses):
    for path in (
        "/api/v1/offers?audience=all",
        "/api/v1/offers/speeluurtje",
        "/api/v1/changes",
        "/nl/aanbod/speeluurtje/",
    ):
        text = Client().get(path, headers={"host": "londerzeel.localhost"}).content.decode()
        assert PROCEDURE not in text
        assert DOCUMENTS not in text


def form_of(house, **changed):
    day = timezone.localdate() + datetime.timedelta(30)
    return {"house": house.pk, "holder": "CLB Noord", "expires_on": day.isoformat(), **changed}


def test_a_coordinator_makes_a_key_that_is_shown_once(houses):
    client = logged_in(make_user("one", houses["londerzeel"]))
    reply = client.post("/admin/access-keys/", form_of(houses["londerzeel"]))
    key = reply.context["key"]
    assert key in reply.content.decode()
    assert "no-store" in reply["Cache-Control"]
    assert ask(key).status_code == 200
    again = client.get("/admin/access-keys/").content.decode()
    assert "CLB Noord" in again
    assert key not in again
    assert key not in json.dumps(list(AccessToken.objects.values()), default=str)
    assert client.post(f"/admin/access-keys/{AccessToken.objects.get().pk}/revoke/").status_code == 302
    assert ask(key).status_code == 401


@pytest.mark.parametrize("changed", [{"holder": ""}, {"expires_on": "2020-01-01"}, {"expires_on": "2100-01-01"}])
def test_a_key_needs_a_holder_and_an_end(houses, changed):
    client = logged_in(make_user("one", houses["londerzeel"]))
    assert client.post("/admin/access-keys/", form_of(houses["londerzeel"], **changed)).status_code == 200
    assert not AccessToken.objects.exists()


def test_keys_are_for_the_coordinators_of_the_house_alone(houses):
    partner = make_partner(houses["londerzeel"], "de-buur")
    coordinator, stranger = make_user("one", houses["londerzeel"]), make_user("two", houses["essen"])
    token, _key = make_token(houses["londerzeel"].pk, "Zwaluwdienst", timezone.localdate())
    other = logged_in(stranger)
    assert "Zwaluwdienst" not in other.get("/admin/access-keys/").content.decode()
    assert other.post(f"/admin/access-keys/{token.pk}/revoke/").status_code == 404
    assert other.post("/admin/access-keys/", form_of(houses["londerzeel"])).status_code == 200
    editor = logged_in(make_user("three", partner))
    assert editor.get("/admin/access-keys/").status_code == 302
    assert editor.post(f"/admin/access-keys/{token.pk}/revoke/").status_code == 302
    assert "access-keys" not in editor.get("/admin/").content.decode()
    assert "access-keys" in logged_in(coordinator).get("/admin/").content.decode()
    assert Client().get("/admin/access-keys/").status_code == 302
    assert list(AccessToken.objects.all()) == [token]

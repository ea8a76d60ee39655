"""The HSDS face: pages, filters, single things, streams; with a known number of statements."""

import json
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from ninja import Schema

from hub.gateway import keeper
from offers.faces.hsds import shapes
from offers.faces.hsds.taxonomies import BY_NAME
from offers.models import OfferPage, PublishedOffer
from tests.example_data import ESSEN, LONDERZEEL

pytestmark = pytest.mark.usefixtures("example_houses")

CLINIC = "consultatiebureau-londerzeel"


def get(path: str, host: str = LONDERZEEL, **headers: str):
    """An answer of the HSDS face."""
    return Client().get(f"/api/hsds/v3{path}", headers={"host": host, **headers})


def ids(path: str) -> list[str]:
    """The identifiers on a page."""
    return [each["id"] for each in get(path).json()["contents"]]


def stored(slug: str = CLINIC) -> PublishedOffer:
    """An offer as it is public."""
    return PublishedOffer.objects.get(slug=slug, withdrawn=False)


# path, statements of a warm process, shape. Every answer asks the position of the logs once; the others are named.
ENDPOINTS: list[tuple[str, int, type[Schema]]] = [
    ("/", 1, shapes.Root),
    ("/services", 3, shapes.Page),  # the partners, the documents
    ("/services?full=true&per_page=500", 3, shapes.Page),  # the same
    ("/services?minimal=true&per_page=500", 2, shapes.Page),  # ids and times
    ("/services?page=900", 2, shapes.Page),  # the partners
    ("/service_at_locations?full=true", 3, shapes.Page),  # the partners, the documents
    ("/service_at_locations?postcode=1840&proximity=5000", 4, shapes.Page),  # the places too
    ("/organizations?full=true", 2, shapes.Page),  # the partners
    ("/taxonomies", 1, shapes.Page),
    ("/taxonomy_terms?per_page=500", 1, shapes.Page),
]


@pytest.mark.parametrize(("path", "statements", "shape"), ENDPOINTS)
@pytest.mark.parametrize("lang", ["nl", "ar"])
def test_list_has_its_shape_and_its_statements(path: str, statements: int, shape: type[Schema], lang: str) -> None:
    asked = f"{path}{'&' if '?' in path else '?'}lang={lang}"
    get(asked)
    keeper.forget()
    with CaptureQueriesContext(connection) as captured:
        reply = get(asked)
    assert reply.status_code == 200
    assert reply["Content-Language"] == lang
    shape.model_validate_json(reply.content)
    assert len(captured) == statements, [query["sql"][:120] for query in captured.captured_queries]


@pytest.mark.parametrize(
    ("path", "statements", "shape"),
    [
        ("services", 3, shapes.Service),  # document and row, partners
        ("service_at_locations", 3, shapes.ServiceAtLocation),  # the same
        ("organizations", 2, shapes.Organization),  # the document
        ("taxonomies", 1, shapes.Taxonomy),
        ("taxonomy_terms", 1, shapes.TaxonomyTerm),
    ],
)
def test_everything_in_a_list_is_at_its_own_address(path: str, statements: int, shape: type[Schema]) -> None:
    first, second = ids(f"/{path}?per_page=2")
    get(f"/{path}/{second}")
    keeper.forget()
    with CaptureQueriesContext(connection) as captured:
        reply = get(f"/{path}/{first}")
    assert reply.json()["id"] == first
    shape.model_validate_json(reply.content)
    assert len(captured) == statements
    assert get(f"/{path}/{uuid.uuid4()}").status_code == 404
    assert get(f"/{path}/{CLINIC}").status_code == 404
    if path in ("services", "organizations", "service_at_locations"):
        assert get(f"/{path}/{first}", host=ESSEN).status_code == 404


@pytest.mark.parametrize("path", ["/services", "/organizations", "/service_at_locations", "/taxonomy_terms"])
def test_pages_hold_everything_once_and_say_where_they_stand(path: str) -> None:
    total = get(path).json()["total_items"]
    per_page = max(1, total // 3)
    found, number = [], 1
    while True:
        page = get(f"{path}?page={number}&per_page={per_page}").json()
        assert page["page_number"] == number
        assert page["total_pages"] == -(-total // per_page)
        assert page["first_page"] == (number == 1)
        assert page["size"] == len(page["contents"]) > 0
        assert not page["empty"]
        found += [each["id"] for each in page["contents"]]
        if page["last_page"]:
            break
        number += 1
    assert len(found) == len(set(found)) == total
    beyond = get(f"{path}?page={number + 1}&per_page={per_page}").json()
    assert (beyond["empty"], beyond["size"], beyond["contents"], beyond["last_page"]) == (True, 0, [], True)


def test_services_are_for_families_and_for_professionals() -> None:
    audiences = {each["x_hvk_audience"] for each in get("/services?per_page=500").json()["contents"]}
    assert audiences == {"families", "professionals"}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("nonsense=1", "nonsense"),
        ("page=0", "page"),
        ("per_page=0", "per_page"),
        ("per_page=501", "per_page"),
        ("per_page=x", "per_page"),
        ("page=1&page=2", "page"),
        ("format=xml", "format"),
        ("full=yes", "full"),
        ("minimal=true&full=true", "minimal"),
        ("taxonomy_term_id=play", "taxonomy_term_id"),
        (f"taxonomy_term_id={uuid.UUID(int=0)}", "taxonomy_term_id"),
        (f"taxonomy_id={uuid.UUID(int=0)}", "taxonomy_id"),
        ("organization_id=x", "organization_id"),
        ("modified_after=yesterday", "modified_after"),
        (f"search={'a' * 300}", "search"),
        ("lang=xx", "lang"),
    ],
)
def test_what_has_no_meaning_is_refused_by_name(query: str, parameter: str) -> None:
    reply = get(f"/services?{query}")
    assert reply.status_code == 422
    assert reply["Content-Type"] == "application/problem+json"
    assert [error["parameter"] for error in reply.json()["errors"]] == [parameter]


def test_filters_combine_with_and() -> None:
    play = BY_NAME["categories"].term_id("play-and-meet")
    with_term = set(ids(f"/services?per_page=500&taxonomy_term_id={play}"))
    wanted = {
        str(row.offer_id)
        for row in PublishedOffer.objects.filter(house__slug="londerzeel", withdrawn=False)
        if "play-and-meet" in row.facts["categories"]
    }
    assert with_term == wanted
    partner = get("/services").json()["contents"][0]["organization_id"]
    of_partner = set(ids(f"/services?per_page=500&organization_id={partner}"))
    both = f"/services?per_page=500&organization_id={partner}&taxonomy_term_id={play}"
    assert set(ids(both)) == with_term & of_partner
    assert set(ids(f"/services?per_page=500&taxonomy_id={BY_NAME['categories'].id}")) >= with_term
    words = set(ids("/services?per_page=500&search=baby"))
    assert words
    assert set(ids(f"/services?per_page=500&search=baby&taxonomy_term_id={play}")) == words & with_term
    assert not ids(f"/services?organization_id={uuid.uuid4()}")


def test_organization_is_the_main_partner_alone() -> None:
    row = next(row for row in PublishedOffer.objects.filter(house__slug="londerzeel") if len(row.facts["partners"]) > 1)
    main, other = row.facts["partner_ids"][:2]
    assert str(row.offer_id) in ids(f"/services?per_page=500&organization_id={main}")
    assert str(row.offer_id) not in ids(f"/services?per_page=500&organization_id={other}")


def test_organizations_can_be_found_by_words_and_by_term() -> None:
    assert [each["name"] for each in get("/organizations?search=knetterdak").json()["contents"]] == [
        "Jeugdhuis Knetterdak vzw"
    ]
    play = BY_NAME["categories"].term_id("play-and-meet")
    offering = {
        each["organization_id"] for each in get(f"/services?per_page=500&taxonomy_term_id={play}").json()["contents"]
    }
    assert set(ids(f"/organizations?per_page=500&taxonomy_term_id={play}")) <= offering
    assert ids(f"/organizations?taxonomy_term_id={play}")


def test_terms_can_be_asked_by_list_and_by_parent() -> None:
    categories, pillars = BY_NAME["categories"], BY_NAME["pillars"]
    terms = get(f"/taxonomy_terms?per_page=500&taxonomy_id={categories.id}").json()["contents"]
    assert {each["taxonomy_id"] for each in terms} == {categories.id}
    parent = terms[0]["parent_id"]
    assert parent in ids(f"/taxonomy_terms?taxonomy_id={pillars.id}")
    below = set(ids(f"/taxonomy_terms?per_page=500&parent_id={parent}"))
    assert below == {each["id"] for each in terms if each["parent_id"] == parent}
    top = get("/taxonomy_terms?per_page=500&top_only=true").json()["contents"]
    assert not [each for each in top if "parent_id" in each]


def test_places_near_a_postcode() -> None:
    def postcodes(query: str) -> list[str]:
        found = get(f"/service_at_locations?per_page=500&full=true&{query}").json()["contents"]
        return [each["location"]["addresses"][0]["postal_code"] for each in found]

    there = postcodes("postcode=1840")
    assert there
    assert set(there) == {"1840"}
    near = postcodes("postcode=1840&proximity=500")
    assert 0 < len(near) < len(there)
    assert len(postcodes("postcode=1840&proximity=50000")) == len(there)
    assert postcodes("postcode=9999") == []
    assert get("/service_at_locations?proximity=10").status_code == 422


def test_a_stream_holds_what_the_pages_hold() -> None:
    reply = get("/services?format=ndjson&per_page=1&lang=fr")
    assert reply["Content-Type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in reply.getvalue().splitlines()]
    assert lines == get("/services?per_page=500&lang=fr").json()["contents"]
    again = get("/services?format=ndjson&per_page=1&lang=fr", **{"If-None-Match": reply["ETag"]})
    assert again.status_code == 304


def test_a_change_shows_in_modified_after_and_a_withdrawal_leaves_a_trace() -> None:
    assert ids("/services?modified_after=2099-01-01") == []
    page = OfferPage.objects.get(slug=CLINIC, locale__language_code="nl")
    before, row = ids("/services?per_page=500"), stored()
    moment = max(PublishedOffer.objects.values_list("updated_at", flat=True))
    page.unpublish()
    assert str(row.offer_id) not in ids("/services?per_page=500")
    since = moment.isoformat().replace("+00:00", "Z")
    gone = [
        each
        for each in get(f"/services?per_page=500&modified_after={since}").json()["contents"]
        if each["id"] == str(row.offer_id)
    ]
    assert [(each["name"], each["status"]) for each in gone] == [(CLINIC, "inactive")]
    assert get(f"/services/{row.offer_id}").json()["x_hvk_withdrawn"] == {"reason": "withdrawn"}
    minimal = get(f"/services?per_page=500&minimal=true&modified_after={since}").json()
    assert {"id", "last_modified"} == set(minimal["contents"][-1])
    last = get(f"/services?per_page=1&page={minimal['total_items']}&modified_after={since}").json()
    assert (last["contents"], last["last_page"]) == (gone, True)
    assert len(ids("/services?per_page=500")) == len(before) - 1


def test_the_description_names_every_address() -> None:
    paths = get("/openapi.json").json()["paths"]
    names = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")
    wanted = {f"/api/hsds/v3/{name}{tail}" for name in names for tail in ("", "/{identifier}")}
    assert set(paths) == wanted | {"/api/hsds/v3/"}
    assert get("").json() == get("/").json()
    assert get("/").json()["openapi_url"].endswith("/api/hsds/v3/openapi.json")

"""The search of the admin survives whatever is typed."""

from urllib.parse import quote

import pytest

from tests.admin import logged_in
from tests.factories import make_house, make_offer, make_partner, make_user

HOSTILE = ['"', "\0", "   ", "", 'a"b', "*", "'", "AND", "NOT a", "(", "\\", "^", 'ع"', "x" * 20_000]
PLACES = (
    "/admin/pages/search/?q=",
    "/admin/pages/?q=",
    "/admin/choose-page/search/?q=",
    "/admin/images/?q=",
    "/admin/snippets/offers/place/?q=",
)


@pytest.mark.django_db
def test_nothing_that_is_typed_breaks_the_search():
    house = make_house()
    make_offer(make_partner(house), "speeluurtje", title="Speeluurtje")
    client = logged_in(make_user("coordinator", house))
    for typed in HOSTILE:
        for place in PLACES:
            assert client.get(place + quote(typed)).status_code in (200, 302), (place, typed[:20])
    for typed in ("speelu", 'speeluurtje"'):
        found = client.get("/admin/pages/search/?q=" + quote(typed)).context["pages"]
        assert [page.title for page in found] == ["Speeluurtje"], typed

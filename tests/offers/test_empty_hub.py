"""A hub that has just been set up."""

import pytest

from tests.pages import forget_everything


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nl/", "/nl/aanbod/", "/nowhere/", "/house.css"])
def test_a_hub_without_houses_says_so(client, path):
    forget_everything()
    response = client.get(path)
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/plain")

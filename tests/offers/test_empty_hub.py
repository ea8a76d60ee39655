"""A hub that has just been set up."""

import pytest

from tests.example_data import forget_houses


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nl/", "/nl/aanbod/", "/nowhere/", "/house.css"])
def test_a_hub_without_houses_says_so(client, path):
    forget_houses()
    response = client.get(path)
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/plain")

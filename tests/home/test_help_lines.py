"""The help lines of a House in the admin."""

import pytest

from home.models import HousePage
from offers.documents.read import house_by_slug
from tests.admin import errors_of, form_values, logged_in
from tests.factories import make_house, make_user

pytestmark = pytest.mark.django_db


def test_a_coordinator_changes_the_help_lines_but_leaves_no_worry_without_one():
    house = make_house()
    assert [line.name for line in house.help_lines.all()][:2] == ["Noodnummer", "Hulplijn 1712"]
    coordinator = logged_in(make_user("coordinator", house))
    address = f"/admin/pages/{house.pk}/edit/"
    values = form_values(coordinator.get(address)) | {"action-publish": "1"}
    lines = int(values["help_lines-TOTAL_FORMS"])
    emptied = {f"help_lines-{number}-DELETE": "on" for number in range(lines)}
    assert errors_of(coordinator.post(address, values | emptied))[""]
    changed = {"help_lines-1-phone": "0800 12 345, 052 55 01 12", "exit_address": "https://www.weer.be/"}
    assert coordinator.post(address, values | changed).status_code == 302
    care = house_by_slug("londerzeel").care("nl")
    assert care["lines"][1]["phones"] == ["0800 12 345", "052 55 01 12"]
    assert care["exit"] == "https://www.weer.be/"
    assert HousePage.objects.get(pk=house.pk).help_lines.count() == lines

"""Houses and partners have their teams, with exactly their rights."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
)

from home.models import HousePage, HubImage, PartnerPage, Team
from tests.factories import collection_of, locale, make_house, make_image, make_partner, make_user

pytestmark = pytest.mark.django_db


def rights(page):
    """What the team of a page may do on which pages."""
    rows = GroupPagePermission.objects.filter(group__team__page=page).values_list("page__slug", "permission__codename")
    return set(rows)


def checked():
    said = StringIO()
    call_command("check_teams", stdout=said)
    return said.getvalue()


def test_a_partner_gets_a_team_that_works_on_its_own_page_only():
    partner = make_partner(make_house())
    group = Team.objects.get(page=partner).group
    assert rights(partner) == {("de-speelvogel", "add_page"), ("de-speelvogel", "change_page")}
    assert set(group.permissions.values_list("codename", flat=True)) == {"access_admin"}
    files = GroupCollectionPermission.objects.filter(group=group)
    assert {row.collection for row in files} == {collection_of(partner)}
    assert {row.permission.codename for row in files} == {
        f"{action}_{kind}" for action in ("add", "change", "choose") for kind in ("image", "document")
    }
    assert collection_of(partner).get_parent() == collection_of(HousePage.objects.get())


def test_a_house_gets_coordinators_on_its_pages_in_every_language_and_a_workflow():
    house = make_house()
    french = house.copy_for_translation(locale("fr"))
    assert {slug for slug, _codename in rights(house)} == {house.slug, french.slug}
    assert len(rights(house)) == 12
    group = Team.objects.get(page=house).group
    assert group.permissions.filter(codename="submit_translation").exists()
    assert WorkflowPage.objects.filter(page__in=[house, french]).values("workflow").distinct().count() == 1
    assert list(GroupApprovalTask.objects.get(workflow_tasks__workflow=house.get_workflow()).groups.all()) == [group]
    assert house.get_workflow() == french.get_workflow()


def test_nothing_is_mended_where_nothing_is_wrong():
    house = make_house()
    make_partner(house)
    assert "as they should be" in checked()


def test_what_somebody_added_or_took_away_is_mended():
    house = make_house()
    partner, other = make_partner(house), make_partner(house, "de-buur")
    group = Team.objects.get(page=partner).group
    GroupPagePermission.objects.create(group=group, page=other, permission_type="publish")
    GroupPagePermission.objects.filter(group=group, page=partner, permission__codename="change_page").delete()
    group.permissions.add(Permission.objects.get(codename="submit_translation"))
    GroupCollectionPermission.objects.filter(group=group).delete()
    Workflow.objects.update(active=False)
    report = checked()
    assert group.name in report
    assert rights(partner) == {("de-speelvogel", "add_page"), ("de-speelvogel", "change_page")}
    assert not group.permissions.filter(codename="submit_translation").exists()
    assert GroupCollectionPermission.objects.filter(group=group).count() == 6
    assert partner.get_workflow().active
    assert "as they should be" in checked()


def test_a_lost_team_comes_back():
    partner = make_partner(make_house())
    Group.objects.all().delete()
    assert "new team" in checked()
    assert Team.objects.filter(page=partner).exists()


def test_a_partner_that_ends_leaves_no_team_and_its_files_to_the_house():
    house = make_house()
    partner = make_partner(house)
    image, group, user = make_image(partner), Team.objects.get(page=partner).group, make_user("editor", partner)
    PartnerPage.objects.get(pk=partner.pk).delete()
    assert not Group.objects.filter(pk=group.pk).exists()
    assert not user.groups.exists()
    assert HubImage.objects.get(pk=image.pk).collection == collection_of(house)
    assert Collection.objects.count() == 2


def test_a_house_that_ends_leaves_no_teams():
    house = make_house()
    make_partner(house)
    HousePage.objects.get(pk=house.pk).delete()
    assert not Team.objects.exists()


def test_partners_of_the_same_name_have_teams_of_their_own():
    groups = {
        Team.objects.get(page=make_partner(make_house(slug), title="De Speelvogel")).group.name
        for slug in ("londerzeel", "essen")
    }
    assert len(groups) == 2

"""Nobody reaches the drafts of another partner or House: the whole list of attacks, with the same set-up for yes and no."""

from dataclasses import dataclass, field

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Comment, Page, Revision, TaskState
from wagtail_localize.models import StringSegment, Translation
from wagtail_localize.operations import translate_object

from home.models import User
from offers.models import OfferPage
from offers.translation.parents import ensure_translated_parents
from tests.admin import form_values, logged_in
from tests.factories import (
    collection_of,
    locale,
    make_house,
    make_image,
    make_offer,
    make_partner,
    make_place,
    make_user,
    picture,
)

SECRET = "Zwaluwgeheim"
CAST = ("owner", "colleague", "coordinator", "stranger", "other_coordinator", "other_partner", "anonymous")
TEAM = {"owner", "colleague"}
COORDINATOR = {"coordinator"}


@dataclass
class World:
    """Two Houses with their people, and one offer of one partner with a draft that is a secret."""

    offer: OfferPage
    draft: OfferPage
    revision: Revision
    task: TaskState
    translation: Translation
    image: object
    document: object
    own_image: object
    own_document: object
    house: Page
    partner: Page
    other_house: Page
    other_partner: Page
    strangers_page: Page
    place: object
    people: dict[str, User] = field(default_factory=dict)

    def client(self, name):
        return Client() if name == "anonymous" else logged_in(self.people[name])

    def address(self, pattern):
        """The address of an attack, with the keys of the things attacked."""
        return pattern.format(
            offer=self.offer.pk, draft=self.draft.pk, rev=self.revision.pk, task=self.task.pk, approval=self.task.task_id,
            translation=self.translation.pk, french=self.translation.get_target_instance().pk, source=self.translation.source_id,
            segment=StringSegment.objects.filter(source=self.translation.source).first().pk, image=self.image.pk, document=self.document.pk,
            house=self.house.pk, partner=self.partner.pk, other_partner=self.other_partner.pk, place=self.place.pk,
            state=self.task.workflow_state_id, strangers=self.strangers_page.pk,
        )  # fmt: skip


def submit_secret(client, offer):
    """The partner's editor changes title and texts and submits."""
    values = form_values(client.get(f"/admin/pages/{offer.pk}/edit/"))
    changed = {"title": f"{SECRET} titel", "summary": f"{SECRET} kort", "plain_summary": f"{SECRET} plat", "action-submit": "1"}
    response = client.post(f"/admin/pages/{offer.pk}/edit/", values | changed)
    assert response.status_code == 302


@pytest.fixture
def world(db):
    house, other_house = make_house("londerzeel"), make_house("essen")
    partner, neighbour = make_partner(house, "de-speelvogel"), make_partner(house, "de-buur")
    other_partner = make_partner(other_house, "de-verre")
    offer, strangers_page = make_offer(partner, "speeluurtje"), make_offer(neighbour, "babbeluurtje")
    make_offer(other_partner, "verre-uurtje")
    people = {
        "owner": make_user("owner", partner),
        "colleague": make_user("colleague", partner),
        "stranger": make_user("stranger", neighbour),
        "other_partner": make_user("other_partner", other_partner),
        "coordinator": make_user("coordinator", house),
        "other_coordinator": make_user("other_coordinator", other_house),
    }
    draft = make_offer(partner, "concept", published=False, title=f"{SECRET} concept", owner=people["owner"])
    draft.save_revision(user=people["owner"])
    ensure_translated_parents(offer, locale("fr"))
    translate_object(offer, [locale("fr")], user=people["coordinator"])
    submit_secret(logged_in(people["owner"]), offer)
    offer.refresh_from_db()
    Comment.objects.create(page=offer, user=people["owner"], text=f"{SECRET} opmerking", contentpath="summary")
    documents = get_document_model().objects
    return World(
        offer=offer,
        draft=draft,
        revision=offer.latest_revision,
        task=TaskState.objects.get(revision=offer.latest_revision),
        translation=Translation.objects.get(source__object_id=offer.translation_key),
        image=make_image(partner, f"{SECRET} foto"),
        document=documents.create(title=f"{SECRET} stuk", file=ContentFile(b"x", "s.txt"), collection=collection_of(partner)),
        own_image=None,
        own_document=None,
        house=house,
        partner=partner,
        other_house=other_house,
        other_partner=other_partner,
        strangers_page=strangers_page,
        place=make_place(house, name=f"{SECRET} zaal"),
        people=people,
    )

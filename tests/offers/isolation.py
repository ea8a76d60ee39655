"""The set-up for every attack: two Houses with their people, and one partner with a secret."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Comment, Page, PageViewRestriction, Revision, TaskState, WorkflowState
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from home.models import HubImage, User
from offers.models import Place
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
)

# What only the team and the coordinator may read; the place is known in its own House.
SECRET, PLACE = "Zwaluwgeheim", "Kwartelzaal"
TEAM, COORDINATOR = {"owner", "colleague"}, {"coordinator"}
OWN = TEAM | COORDINATOR
STRANGERS = ("stranger", "other_coordinator", "other_partner", "anonymous")
CAST = (*sorted(OWN), *STRANGERS)
SIGNED_IN = set(CAST) - {"anonymous"}


@dataclass
class World:
    """Two Houses with their people, and one partner with an offer and a draft that are a secret."""

    things: dict[str, Any]
    people: dict[str, User] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    def sign_everybody_in(self) -> None:
        """Begin a session for each person, once for all tests that share this world."""
        for name, person in self.people.items():
            self.sessions[name] = logged_in(person).cookies.output(header="", sep=";")

    def client(self, name: str) -> Client:
        """A browser of somebody, signed in."""
        client = Client()
        if name in self.sessions:
            client.cookies.load(self.sessions[name])
        elif name in self.people:
            client = logged_in(self.people[name])
        return client

    def address(self, pattern: str) -> str:
        return pattern.format(**{name: getattr(thing, "pk", thing) for name, thing in self.things.items()})


def submit_secret(client: Client, offer: Page) -> None:
    """The partner's editor changes the texts and submits."""
    values = form_values(client.get(f"/admin/pages/{offer.pk}/edit/"))
    changed = {
        "title": f"{SECRET} titel",
        "summary": f"{SECRET} kort",
        "plain_summary": f"{SECRET} plat",
        "action-submit": "1",
    }
    assert client.post(f"/admin/pages/{offer.pk}/edit/", values | changed).status_code == 302


def build_world() -> World:
    house, other_house = make_house("londerzeel"), make_house("essen")
    partner, neighbour, distant = (
        make_partner(house, "de-speelvogel"),
        make_partner(house, "de-buur"),
        make_partner(other_house, "de-verre"),
    )
    people = {
        name: make_user(name, page)
        for name, page in (
            ("owner", partner),
            ("colleague", partner),
            ("stranger", neighbour),
            ("other_partner", distant),
            ("coordinator", house),
            ("other_coordinator", other_house),
        )
    }
    offer, strangers_offer = make_offer(partner, "speeluurtje"), make_offer(neighbour, "babbeluurtje")
    make_offer(distant, "verre-uurtje")
    draft = make_offer(partner, "concept", published=False, title=f"{SECRET} concept", owner=people["owner"])
    draft.save_revision(user=people["owner"])
    ensure_translated_parents(offer, locale("fr"))
    translate_object(offer, [locale("fr")], user=people["coordinator"])
    submit_secret(logged_in(people["owner"]), offer)
    offer.refresh_from_db()
    Comment.objects.create(page=offer, user=people["owner"], text=f"{SECRET} opmerking", contentpath="summary")
    task = TaskState.objects.get(revision=offer.latest_revision)
    translation = Translation.objects.get(source__object_id=offer.translation_key)
    document = get_document_model().objects.create(
        title=f"{SECRET} stuk", file=ContentFile(b"x", "s.txt"), collection=collection_of(partner)
    )
    things = {
        "house": house,
        "other_house": other_house,
        "partner": partner,
        "neighbour": neighbour,
        "distant": distant,
        "offer": offer,
        "draft": draft,
        "strangers_offer": strangers_offer,
        "revision": offer.latest_revision,
        "task": task,
        "approval": task.task_id,
        "state": task.workflow_state,
        "translation": translation,
        "source": translation.source,
        "french": translation.get_target_instance(),
        "locale": locale("en"),
        "segment": StringSegment.objects.filter(source=translation.source).first(),
        "image": make_image(partner, f"{SECRET} foto"),
        "document": document,
        "place": make_place(house, name=PLACE),
        "collection": collection_of(partner),
    }
    return World(things, people)


def state() -> str:
    """Everything that an attack could change, as text."""
    pages = Page.objects.order_by("pk").values_list(
        "pk", "title", "draft_title", "path", "live", "locked", "latest_revision_id", "alias_of_id"
    )
    rows = [
        *pages,
        *TaskState.objects.order_by("pk").values_list("pk", "status", "revision_id"),
        *WorkflowState.objects.order_by("pk").values_list("pk", "status"),
        *Translation.objects.order_by("pk").values_list("pk", "enabled", "target_locale_id"),
        *StringTranslation.objects.order_by("pk").values_list("pk", "data"),
        *HubImage.objects.order_by("pk").values_list("pk", "title", "collection_id"),
        *get_document_model().objects.order_by("pk").values_list("pk", "title", "collection_id"),
        *Place.objects.order_by("pk").values_list("pk", "name", "house_id"),
        *PageViewRestriction.objects.values_list("pk"),
        *Comment.objects.order_by("pk").values_list("pk", "text"),
        *Revision.objects.order_by("pk").values_list("pk", "content"),
    ]
    return json.dumps(rows, default=str)

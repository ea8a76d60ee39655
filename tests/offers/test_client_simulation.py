"""An app that is often offline, misses messages and stays away for months ends with exactly what the lists show."""

import datetime
import json
import random

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from offers.documents.log import prune
from offers.models import Webhook
from offers.webhooks.deliveries import position_now, tell_webhooks
from tests.example_data import LONDERZEEL, NOW, forget_houses
from tests.offers.histories import History, api, londerzeel
from tests.offers.receiver import Receiver, receiver

pytestmark = pytest.mark.usefixtures("example_houses")

# What moves with the clock or belongs to the House as a whole is asked anew by any app; the rest must be the same.
MOVING = ("next_occurrence", "contact_point", "http_status", "distance_m")
STEPS = 20


def steady(offer: dict) -> dict:
    return {key: value for key, value in offer.items() if key not in MOVING}


class Copy:
    """What an app keeps: every offer in full, in every language of the House."""

    def __init__(self, langs: list[str], seed: int, history: History) -> None:
        self.random = random.Random(seed)
        self.history = history
        self.langs = langs
        self.offers: dict[str, dict[str, dict]] = {lang: {} for lang in langs}
        self.cursor: str | None = None
        self.snapshots = 0

    def begin_anew(self) -> None:
        """Take a snapshot of every language; go on from the oldest, while editors work."""
        cursors = []
        for lang in self.langs:
            reply = Client().get(f"/api/v1/snapshot?lang={lang}", headers={"host": LONDERZEEL})
            meta, *offers = [json.loads(line) for line in b"".join(reply.streaming_content).splitlines()]
            self.offers[lang] = {each["id"]: steady(each) for each in offers}
            cursors.append(meta["cursor"])
            self.others_work()
        self.cursor = cursors[0]
        self.snapshots += 1

    def synchronise(self) -> None:
        """Read what changed, part by part; a cursor that is too old means a snapshot."""
        while True:
            body = api("/changes", cursor=self.cursor, limit=self.random.choice((1, 7, 100))) if self.cursor else None
            if body is None or body["http_status"] == 410:
                self.begin_anew()
                continue
            for change in body["items"]:
                if change["type"] == "offer":
                    self.apply(change)
            self.cursor = body["next_cursor"]
            if not body["has_more"]:
                return
            self.others_work()

    def apply(self, change: dict) -> None:
        """One change; what is gone by now comes again as its deletion."""
        for lang in self.langs:
            offer = None
            if change["op"] == "upsert":
                offer = api(f"/offers/{change['id']}", lang=lang)
            if offer and offer["http_status"] == 200:
                self.offers[lang][change["id"]] = steady(offer)
            else:
                self.offers[lang].pop(change["id"], None)

    def others_work(self) -> None:
        """Now and then somebody publishes in the middle of it."""
        if self.random.random() < 0.1:
            self.history.step()


def listed(lang: str) -> dict[str, dict]:
    """What the list shows of every audience, each card with all of its fields."""
    body = api("/offers", audience="all", limit=100, lang=lang)
    assert body["next"] is None
    return {item["id"]: steady(item) for item in body["items"]}


def part_of(offer: dict, card: dict) -> dict:
    """What a card has of the offer in full, which knows more of its place."""
    own = {name: offer[name] for name in card}
    if card["place"]:
        own["place"] = {name: offer["place"][name] for name in card["place"]}
    return own


def hears(app: Receiver) -> bool:
    """Does a message come through?"""
    before = len(app.received)
    tell_webhooks()
    return len(app.received) > before


@pytest.mark.parametrize("seed", [2, 5])
def test_an_app_ends_with_what_the_lists_show(seed: int, settings) -> None:
    settings.HUB_WEBHOOKS_PRIVATE = True
    history, dice = History(seed), random.Random(seed)
    langs = [locale["code"] for locale in api("/house")["locales"]]
    copy, events = Copy(langs, seed, history), []
    with time_machine.travel(NOW, tick=True) as clock, receiver() as app:
        webhook = Webhook.objects.create(house=londerzeel(), address=app.address, position=position_now(londerzeel()))
        copy.synchronise()
        for _number in range(STEPS):
            events.append(history.step())
            clock.shift(60)
            app.status = 204 if dice.random() < 0.6 else 503
            heard = hears(app)
            is_online = dice.random() < 0.5
            if heard and is_online:
                copy.synchronise()
            if dice.random() < 0.1:
                # Away for so long that deletions are forgotten.
                prune(londerzeel(), timezone.now() + datetime.timedelta(days=91))
                events.append("prune")
        # At last the app is online and hears the waiting message, or the one after it.
        app.status = 204
        clock.shift(86400)
        tell_webhooks()
        assert not webhook.deliveries.filter(status="waiting").exists()
        copy.random = random.Random(1)
        copy.others_work = lambda: None
        copy.synchronise()
        forget_houses()
        for lang in langs:
            cards = listed(lang)
            assert copy.offers[lang].keys() == cards.keys(), (lang, events)
            for key, card in cards.items():
                own = copy.offers[lang][key]
                assert part_of(own, card) == card, (lang, key, events)
                full = steady(api(f"/offers/{key}", lang=lang)) if dice.random() < 0.1 else own
                assert own == full, (lang, key, events)
    assert copy.snapshots >= 1


def test_an_app_that_was_away_too_long_takes_a_snapshot_and_loses_nothing() -> None:
    history = History(4)
    copy = Copy(["nl", "fr"], 4, history)
    copy.synchronise()
    history.unpublish()
    history.delete()
    history.edit()
    prune(londerzeel(), timezone.now() + datetime.timedelta(days=91))
    copy.synchronise()
    assert copy.snapshots == 2
    for lang in copy.langs:
        assert copy.offers[lang].keys() == listed(lang).keys()


def test_a_message_holds_the_place_in_the_log_that_an_app_reaches(settings) -> None:
    settings.HUB_WEBHOOKS_PRIVATE = True
    history = History(8)
    copy = Copy(["nl"], 8, history)
    copy.synchronise()
    with receiver() as app:
        Webhook.objects.create(house=londerzeel(), address=app.address, position=position_now(londerzeel()))
        history.edit()
        assert hears(app)
        told = json.loads(app.received[0][2])["cursor"]
        assert told != copy.cursor
        copy.synchronise()
        assert told == copy.cursor

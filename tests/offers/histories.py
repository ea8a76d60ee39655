"""Random histories of a House, and a client that follows them through the change log."""

import random
from collections.abc import Callable

from django.test import Client
from wagtail.models import Page

from home.models import HousePage, PartnerPage
from offers.models import Category, OfferPage, Place
from tests.example_data import LONDERZEEL

LANGS = ("nl", "fr", "ar")


def londerzeel() -> HousePage:
    return HousePage.objects.get(slug="londerzeel")


def api(path: str, **parameters: object) -> dict:
    """An answer of the API, as JSON."""
    reply = Client().get(f"/api/v1{path}", parameters, headers={"host": LONDERZEEL})
    return reply.json() | {"http_status": reply.status_code}


def offer(slug: str = "consultatiebureau-londerzeel", lang: str = "nl") -> OfferPage:
    return OfferPage.objects.get(slug=slug, locale__language_code=lang)


def publish(page: Page) -> None:
    page.save_revision().publish()


def changes_since(cursor: str) -> list[dict]:
    return api("/changes", cursor=cursor, limit=500)["items"]


def cursor_now() -> str:
    body = api("/changes", limit=500)
    while body["has_more"]:
        body = api("/changes", limit=500, cursor=body["next_cursor"])
    return body["next_cursor"]


class App:
    """A client that keeps every offer in some languages and only ever asks what changed."""

    def __init__(self) -> None:
        self.cursor: str | None = None
        self.offers: dict[str, dict[str, dict]] = {lang: {} for lang in LANGS}

    def synchronise(self) -> None:
        while True:
            body = api("/changes", limit=100, **({"cursor": self.cursor} if self.cursor else {}))
            for change in body["items"]:
                if change["type"] == "offer":
                    self.apply(change)
            self.cursor = body["next_cursor"]
            if not body["has_more"]:
                return

    def apply(self, change: dict) -> None:
        for lang in LANGS:
            if change["op"] == "delete":
                self.offers[lang].pop(change["id"], None)
            else:
                self.offers[lang][change["id"]] = api(f"/offers/{change['id']}", lang=lang)

    def shows(self, lang: str) -> dict[str, tuple]:
        return {
            key: (body["version"], body["title"], body["lang"], body["partner"]["name"])
            for key, body in self.offers[lang].items()
        }


def listed(lang: str) -> dict[str, tuple]:
    items = api("/offers", audience="all", limit=100, lang=lang)["items"]
    return {item["id"]: (item["version"], item["title"], item["lang"], item["partner"]["name"]) for item in items}


class History:
    """Random events as they happen in a House."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.house = londerzeel()

    def some(self, **conditions: object) -> OfferPage | None:
        pages = list(
            OfferPage.objects.filter(
                path__startswith=self.house.path, locale__language_code="nl", **conditions
            ).order_by("slug")
        )
        return self.random.choice(pages) if pages else None

    def partner(self) -> PartnerPage:
        return self.random.choice(
            list(
                PartnerPage.objects.filter(path__startswith=self.house.path, locale__language_code="nl").order_by(
                    "slug"
                )
            )
        )

    def edit(self) -> None:
        page = self.some(live=True)
        page.summary = f"Samenvatting {self.random.random()}"
        publish(page)

    def draft(self) -> None:
        page = self.some()
        page.title = "Een ontwerp dat niemand ziet"
        page.save_revision()

    def unpublish(self) -> None:
        self.some(live=True).unpublish()

    def expire(self) -> None:
        self.some(live=True).unpublish(set_expired=True)

    def publish_again(self) -> None:
        page = self.some(live=False)
        if page:
            publish(page)

    def rename(self) -> None:
        page = self.some(live=True)
        page.slug = f"naam-{self.random.randrange(10**6)}"
        publish(page)

    def move(self) -> None:
        page, target = self.some(), self.partner()
        if not page.is_child_of(target):
            page.move(target, pos="last-child")

    def delete(self) -> None:
        self.some().delete()

    def rename_partner(self) -> None:
        page = self.partner()
        page.title = f"Partner {self.random.randrange(10**6)}"
        publish(page)

    def unpublish_partner(self) -> None:
        page = self.partner()
        if page.live:
            page.unpublish()
        else:
            publish(page)

    def change_place(self) -> None:
        place = self.random.choice(list(Place.objects.filter(house=self.house).order_by("slug")))
        place.name = f"Plaats {self.random.randrange(10**6)}"
        place.save()

    def label(self) -> None:
        category = self.random.choice(list(Category.objects.order_by("slug")))
        category.labels = category.labels | {"fr": f"Étiquette {self.random.randrange(10**6)}"}
        category.save()

    def translate(self) -> None:
        page = self.random.choice(list(OfferPage.objects.filter(locale__language_code__in=("fr", "ar")).order_by("pk")))
        if page.live and self.random.random() < 0.5:
            page.unpublish()
        else:
            page.title = f"Titre {self.random.randrange(10**6)}"
            publish(page)

    def switch_language(self) -> None:
        house = londerzeel()
        off = "fr" in house.languages
        house.languages = [c for c in house.languages if c != "fr"] if off else [*house.languages, "fr"]
        publish(house)

    def step(self) -> str:
        events: list[Callable[[], None]] = [
            self.edit,
            self.draft,
            self.unpublish,
            self.expire,
            self.publish_again,
            self.rename,
            self.move,
            self.delete,
            self.rename_partner,
            self.unpublish_partner,
            self.change_place,
            self.label,
            self.translate,
            self.translate,
        ]
        event = self.random.choice(events)
        event()
        return event.__name__

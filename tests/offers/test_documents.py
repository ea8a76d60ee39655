"""The read model follows every event, proves itself, and its log leads a client to what the lists show."""

import datetime
import random
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from home.models import HousePage, PartnerPage
from offers.documents.log import prune
from offers.documents.refresh import refresh_house
from offers.documents.verify import verify_house
from offers.models import Category, Change, OfferDocument, OfferPage, Place, PublishedOffer
from tests.example_data import LONDERZEEL, forget_houses

pytestmark = pytest.mark.usefixtures("example_houses")
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


def test_imported_documents_are_right() -> None:
    assert verify_house(londerzeel()) == []
    assert PublishedOffer.objects.live(londerzeel().pk).count() == 75
    assert OfferDocument.objects.filter(house=londerzeel()).count() == 75 * 12


def test_rebuilding_changes_nothing() -> None:
    before = cursor_now()
    assert refresh_house(londerzeel()) == 0
    assert changes_since(before) == []


def test_a_new_title_reaches_every_language_and_the_log_once() -> None:
    before, page = cursor_now(), offer()
    version = api("/offers/consultatiebureau-londerzeel")["version"]
    page.title = "Weegmoment"
    publish(page)
    assert api("/offers/consultatiebureau-londerzeel", lang="ar")["title"] == "Weegmoment"
    assert api("/offers/consultatiebureau-londerzeel")["version"] == version + 1
    changes = changes_since(before)
    assert [(c["op"], c["type"], c["id"]) for c in changes] == [("upsert", "offer", str(page.translation_key))]
    assert "nl" in changes[0]["langs"]


def test_a_draft_never_shows() -> None:
    page = offer()
    page.title = "Geheim"
    page.save_revision()
    assert "Geheim" not in str(api("/offers", limit=100))
    assert verify_house(londerzeel()) == []


def test_a_withdrawn_offer_leaves_a_trace_and_nothing_else() -> None:
    before, page = cursor_now(), offer()
    page.unpublish()
    assert api("/offers/consultatiebureau-londerzeel")["http_status"] == 410
    assert api("/offers/consultatiebureau-londerzeel")["reason"] == "withdrawn"
    assert not OfferDocument.objects.filter(offer__offer_id=page.translation_key).exists()
    change = next(c for c in changes_since(before) if c["type"] == "offer")
    assert (change["op"], change["reason"]) == ("delete", "withdrawn")
    publish(offer())
    assert api("/offers/consultatiebureau-londerzeel")["http_status"] == 200


def test_expiry_and_deletion_say_so() -> None:
    offer().unpublish(set_expired=True)
    assert api("/offers/consultatiebureau-londerzeel")["reason"] == "expired"
    other = (
        offer("buitenspeeldag-londerzeel")
        if OfferPage.objects.filter(slug="buitenspeeldag-londerzeel").exists()
        else OfferPage.objects.filter(live=True, locale__language_code="nl", path__startswith=londerzeel().path).first()
    )
    slug, key = other.slug, other.translation_key
    other.delete()
    assert api(f"/offers/{slug}")["reason"] == "deleted"
    assert not OfferPage.objects.filter(translation_key=key).exists(), "translations go with their source"


def test_a_renamed_offer_keeps_its_id_and_its_old_address_leads_on() -> None:
    page = offer()
    page.slug = "weegmoment"
    publish(page)
    assert api("/offers/weegmoment")["id"] == str(page.translation_key)
    reply = Client().get("/nl/aanbod/consultatiebureau-londerzeel/", headers={"host": LONDERZEEL})
    assert (reply.status_code, reply["Location"]) == (301, "/nl/aanbod/weegmoment/")


def test_an_offer_that_moves_to_another_partner_counts_there() -> None:
    before = {p["slug"]: p["offer_count"] for p in api("/partners", limit=100)["items"]}
    offer().move(PartnerPage.objects.get(slug="de-springveer", locale__language_code="nl"), pos="last-child")
    after = {p["slug"]: p["offer_count"] for p in api("/partners", limit=100)["items"]}
    assert after["de-springveer"] == before["de-springveer"] + 1
    assert after["kind-en-gezin-londerzeel"] == before["kind-en-gezin-londerzeel"] - 1
    assert verify_house(londerzeel()) == []


def test_place_partner_and_category_change_the_offers_that_show_them() -> None:
    before = cursor_now()
    place = Place.objects.get(slug="consultatiebureau-londerzeel")
    place.street = "Nieuwstraat 1"
    place.save()
    category = Category.objects.get(slug="infant-clinic")
    category.labels = category.labels | {"fr": "Pesée"}
    category.save()
    partner = PartnerPage.objects.get(slug="kind-en-gezin-londerzeel", locale__language_code="nl")
    partner.title = "Opgroeien"
    publish(partner)
    body = api("/offers/consultatiebureau-londerzeel", lang="fr")
    assert (body["place"]["street"], body["categories"][0]["label"], body["partner"]["name"]) == (
        "Nieuwstraat 1",
        "Pesée",
        "Opgroeien",
    )
    assert {"offer", "place", "partner", "taxonomy"} <= {c["type"] for c in changes_since(before)}
    assert verify_house(londerzeel()) == []


def test_a_synonym_moves_the_log_so_that_every_process_learns_it() -> None:
    before, category = cursor_now(), Category.objects.get(slug="sport")
    category.synonyms = category.synonyms | {"nl": ["zweten"]}
    category.save()
    assert [c["type"] for c in changes_since(before)] == ["taxonomy"]
    assert "sport" in str(api("/offers", q="zweten")["items"])


def test_a_language_that_is_switched_off_is_gone_everywhere() -> None:
    house = londerzeel()
    house.languages = [code for code in house.languages if code != "tr"]
    publish(house)
    assert api("/offers", lang="tr")["http_status"] == 422
    assert "tr" not in {row["lang"] for row in api("/offers/consultatiebureau-londerzeel")["alternates"]}
    assert not OfferDocument.objects.filter(house=house, locale="tr").exists()
    assert verify_house(house) == []


def test_a_changed_dutch_text_makes_its_translations_outdated_and_markup_does_not() -> None:
    page = (
        OfferPage.objects.filter(locale__language_code="fr", path__contains="", live=True)
        .exclude(translated_from="an earlier text")
        .first()
    )
    source = OfferPage.objects.get(translation_key=page.translation_key, locale__language_code="nl")
    host = (
        "essen.localhost"
        if PublishedOffer.objects.get(offer_id=page.translation_key).house.slug == "essen"
        else LONDERZEEL
    )

    def status() -> str:
        return (
            Client()
            .get(f"/api/v1/offers/{source.slug}?lang=fr", headers={"host": host})
            .json()["translation"]["status"]
        )

    assert status() == "translated"
    source.body = source.body.replace("<p>", "<p>  ", 1)
    source.phone = "03 000 00 00"
    publish(source)
    assert status() == "translated"
    source.body += "<p>Nieuw: ook op zaterdag.</p>"
    publish(source)
    assert status() == "outdated"


def test_verify_finds_what_is_wrong() -> None:
    OfferDocument.objects.filter(offer__slug="consultatiebureau-londerzeel", locale="fr").update(list_json="{}")
    assert len(verify_house(londerzeel())) == 1
    refresh_house(londerzeel())
    assert verify_house(londerzeel()) == []


def test_another_address_of_the_house_changes_its_links() -> None:
    site = Site.objects.get(hostname=LONDERZEEL)
    site.port = 8123
    site.save()
    assert api("/offers/consultatiebureau-londerzeel")["url"].startswith("http://londerzeel.localhost:8123/nl/")


def test_an_old_cursor_is_gone_when_deletions_are_forgotten() -> None:
    before = cursor_now()
    offer().unpublish()
    now = cursor_now()
    assert prune(londerzeel(), timezone.now() + datetime.timedelta(days=91)) >= 1
    assert api("/changes", cursor=before)["http_status"] == 410
    assert api("/changes", cursor=now)["http_status"] == 200
    assert verify_house(londerzeel()) == []


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


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_history_documents_are_right_and_a_client_in_step_shows_what_the_lists_show(seed: int) -> None:
    history, app, events = History(seed), App(), []
    app.synchronise()
    for number in range(20):
        events.append(history.step())
        if number % 5 == 4:
            app.synchronise()
    forget_houses()
    assert verify_house(londerzeel()) == [], events
    app.synchronise()
    for lang in LANGS:
        assert app.shows(lang) == listed(lang), events


def test_history_with_languages_going_and_coming() -> None:
    history = History(9)
    for _ in range(2):
        history.switch_language()
        history.step()
        assert verify_house(londerzeel()) == []


def test_nothing_but_offers_of_the_log_is_public() -> None:
    assert Change.objects.filter(house=londerzeel(), type="offer", op="upsert").count() == 75
    assert Locale.objects.count() == 12

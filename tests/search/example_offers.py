"""The example catalogue as rows of the read model, without pages: enough to search in, and quick to make."""

import json
import re
import uuid
from html import unescape
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale, Page

from home.models import HousePage
from offers.models import Category, LifeStage, LogPosition, Pillar, PublishedOffer, TargetGroup

DATA = settings.BASE_DIR / "offers" / "demo_data"


def read(name: str) -> Any:
    """One file of the example data."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def house(slug: str = "testhuis") -> HousePage:
    """A House with nothing in it."""
    locale, _new = Locale.objects.get_or_create(language_code="nl")
    page = HousePage(title=slug, slug=slug, locale=locale, languages=["nl"])
    Page.get_first_root_node().add_child(instance=page)
    LogPosition.objects.create(house=page, position=1)
    return page


def taxonomy() -> None:
    """Categories, life stages and target groups with all their words."""
    data, phrases = read("taxonomy.json"), read("phrases.json")["phrases"]
    pillars = {row["slug"]: Pillar.objects.create(slug=row["slug"], labels=row["labels"]) for row in data["pillars"]}
    for row in data["categories"]:
        Category.objects.create(
            slug=row["slug"],
            pillar=pillars[row["pillar"]],
            labels=row["labels"],
            synonyms=row["synonyms"],
            phrases={locale: lists.get(row["slug"], []) for locale, lists in phrases.items()},
        )
    for model, name in ((LifeStage, "life_stages"), (TargetGroup, "target_groups")):
        model.objects.bulk_create(
            model(slug=row["slug"], labels=row["labels"], synonyms=row["synonyms"]) for row in data[name]
        )


def offer(page: HousePage, slug: str, texts: dict[str, dict[str, str]] | None = None, **facts: Any) -> PublishedOffer:
    """One published offer; `facts` are those that search reads."""
    return PublishedOffer.objects.create(
        offer_id=uuid.uuid4(),
        house=page,
        slug=slug,
        audience="families",
        version=1,
        seq=1,
        updated_at=timezone.now(),
        texts=texts or {},
        content_locales=list(texts or {}),
        facts=facts,
    )


def example_house(slug: str) -> HousePage:
    """One of the two example Houses with all its offers."""
    page = house(slug)
    partners = {row["slug"]: row["name"] for row in read(f"{slug}/partners.json")}
    places = {row["slug"]: [row["name"], row["street"], row["locality"]] for row in read(f"{slug}/places.json")}
    locales = [code for code in read(f"{slug}/house.json")["locales"] if code != "nl"]
    translations = {code: read(f"translations/{code}.json") for code in locales}
    for row in read(f"{slug}/offers.json"):
        texts = {
            "nl": row["text"]["nl"],
            **{code: texts[row["slug"]] for code, texts in translations.items() if row["slug"] in texts},
        }
        offer(
            page,
            row["slug"],
            {code: {**text, "body": plain(text["body"])} for code, text in texts.items()},
            categories=row["categories"],
            life_stages=row["life_stages"],
            target_groups=row["target_groups"],
            partner_names=[partners[name] for name in (row["partner"], *row["co_partners"])],
            place_names=places.get(row["place"], []),
        )
    return page


def plain(markup: str) -> str:
    """The text of HTML."""
    return unescape(re.sub(r"<[^>]+>", " ", markup))

"""Made-up offers in great number, FOR MEASURING ONLY: they exist in the read model alone.

They stand in a House of their own and have no pages, so `documents rebuild` would withdraw all of them. Texts are
recombined from the example offers' own paragraphs; a made-up name in each title lets the vocabulary grow slowly.
The same number and seed always give the same rows.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html import escape
from itertools import islice
from json import loads
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from home.choices import SOURCE_LOCALE
from home.models import HousePage
from offers.collation import title_key
from offers.documents.differences import dumps
from offers.documents.texts import direction
from offers.models import LogPosition, OfferDocument, PublishedOffer

LOCALES = ("nl", "fr", "en", "ar", "uk")
OFFERS_AT_ONCE = 1000
NAMESPACE = uuid.UUID("6f1d8f0e-2c1b-4d38-9a07-3f4f0a4e5b11")
SYLLABLES = {
    "ar": ["با", "دو", "ري", "سل", "مو", "نا", "كي", "لا", "تم", "هو", "في", "شا", "زو", "قي", "جا", "رو"],
    "uk": ["ба", "до", "рі", "сел", "мо", "на", "кі", "ла", "тим", "го", "фі", "ша", "зо", "вку", "дже", "ро"],
}
LATIN = ["ba", "do", "ri", "sel", "mo", "na", "ki", "la", "tim", "ho", "fi", "sja", "zo", "vlu", "dje", "ro"]
SYLLABLES_OF_A_NAME = 4
# One partner for so many offers, one place for so many; a few are there from the start.
OFFERS_A_PARTNER, OFFERS_A_PLACE, FROM_THE_START = 200, 80, 20
# How far a made-up place lies from the one that it is made after, in degrees (some ten kilometres).
JITTER = 0.1


class NoExamplesError(Exception):
    """There are no example offers to recombine."""


class HouseExistsError(Exception):
    """A House with this slug is there already."""


@dataclass
class Template:
    """An example offer: its facts, its texts, and its documents as they are stored."""

    facts: dict[str, Any]
    texts: dict[str, dict[str, str]]
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)
    details: dict[str, dict[str, Any]] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """A made-up offer before it is written."""

    template: Template
    key: uuid.UUID
    slug: str
    facts: dict[str, Any]
    texts: dict[str, dict[str, str]]


def generate_offers(number: int, slug: str = "proefdorp", seed: int = 1) -> HousePage:
    """Make a House with so many made-up offers, without their word index.

    Raises NoExamplesError and HouseExistsError.
    """
    if HousePage.objects.filter(slug=slug).exists():
        raise HouseExistsError(slug)
    templates = load_templates()
    if not templates:
        raise NoExamplesError
    house = make_house(slug)
    drafts = make_drafts(templates, number, slug, seed)
    seq = LogPosition.objects.get(house=house).position
    while batch := list(islice(drafts, OFFERS_AT_ONCE)):
        write(house, batch, seq)
        seq += len(batch)
    return house


def load_templates() -> list[Template]:
    """The example offers for families and professionals, in a fixed order."""
    offers = PublishedOffer.objects.filter(withdrawn=False).order_by("offer_id")
    found = {
        pk: Template(facts, {code: text for code, text in texts.items() if code in LOCALES})
        for pk, facts, texts in offers.values_list("pk", "facts", "texts")
        if SOURCE_LOCALE in texts
    }
    documents = OfferDocument.objects.filter(offer_id__in=found, locale__in=LOCALES)
    for row in documents.iterator(chunk_size=500):
        template = found[row.offer_id]
        template.cards[row.locale], template.details[row.locale] = loads(row.list_json), loads(row.detail_json)
        template.statuses[row.locale] = row.status
    return [template for template in found.values() if template.cards.keys() == set(LOCALES)]


@transaction.atomic
def make_house(slug: str) -> HousePage:
    """An empty House with its address."""
    codes = {locale.language_code: locale for locale in Locale.objects.filter(language_code__in=LOCALES)}
    house = HousePage(
        title=f"Huis van het Kind {slug.capitalize()}",
        slug=slug,
        languages=list(LOCALES),
        locale=codes[SOURCE_LOCALE],
    )
    Page.get_first_root_node().add_child(instance=house)
    Site.objects.create(hostname=f"{slug}.localhost", port=80, root_page=house, site_name=house.title)
    house.save_revision().publish()
    return HousePage.objects.get(pk=house.pk)


def made_up_name(number: int, locale: str = SOURCE_LOCALE) -> str:
    """The name with this number, in the script of the language; each number has its own."""
    syllables = SYLLABLES.get(locale, LATIN)
    mixed = number * 40503 % len(syllables) ** SYLLABLES_OF_A_NAME
    letters = [syllables[mixed // len(syllables) ** place % len(syllables)] for place in range(SYLLABLES_OF_A_NAME)]
    return "".join(letters).capitalize()


def make_drafts(templates: list[Template], number: int, slug: str, seed: int) -> Iterator[Draft]:
    """So many made-up offers. The n-th is the same for every number."""
    lenders: dict[str, list[Template]] = {}
    for template in templates:
        for pillar in template.facts["pillars"]:
            lenders.setdefault(pillar, []).append(template)
    for count in range(number):
        random = Random(f"{seed} {count}")  # noqa: S311 - nothing secret
        template = random.choice(templates)
        lender = random.choice(lenders.get(next(iter(template.facts["pillars"]), ""), templates))
        # As in any collection of texts, the number of different names grows with its root.
        name = int(random.random() ** 2 * (FROM_THE_START + 10 * count**0.5))
        texts = {code: recombined(text, lender, code, name, random) for code, text in template.texts.items()}
        yield Draft(
            template,
            uuid.uuid5(NAMESPACE, f"{slug} {seed} {count}"),
            f"{slugify(texts[SOURCE_LOCALE]['title'])[:60]}-{count}",
            moved_facts(template.facts, count, random),
            texts,
        )


def recombined(text: dict[str, str], lender: Template, locale: str, name: int, random: Random) -> dict[str, str]:
    """The texts of an offer in one language, with paragraphs of another offer of its pillar."""
    lent = lender.texts.get(locale, {}).get("body", "").split("\n")
    paragraphs = list(dict.fromkeys([*text["body"].split("\n"), *lent]))
    random.shuffle(paragraphs)
    kept = paragraphs[: max(2, text["body"].count("\n") + 1)]
    return {**text, "title": f"{text['title']} {made_up_name(name, locale)}", "body": "\n".join(kept)}


def moved_facts(facts: dict[str, Any], count: int, random: Random) -> dict[str, Any]:
    """The facts of an example offer, at a made-up partner and a made-up place in its neighbourhood."""
    partner = random.randrange(FROM_THE_START + count // OFFERS_A_PARTNER)
    name = f"Vereniging {made_up_name(partner)}"
    moved = facts | {
        "partners": [slugify(name)],
        "partner_ids": [str(uuid.uuid5(NAMESPACE, name))],
        "partner_names": [name],
    }
    if facts["lat"] is not None and facts["lon"] is not None:
        place = Random(random.randrange(FROM_THE_START + count // OFFERS_A_PLACE))  # noqa: S311 - nothing secret
        moved |= {
            "lat": round(facts["lat"] + place.uniform(-JITTER, JITTER), 5),
            "lon": round(facts["lon"] + place.uniform(-JITTER, JITTER), 5),
            "place_names": [f"Zaal {made_up_name(place.randrange(1000))}", *facts["place_names"][1:]],
        }
    return moved


@transaction.atomic
def write(house: HousePage, drafts: list[Draft], seq: int) -> None:
    """Store some made-up offers under the numbers after `seq`."""
    now = timezone.now()
    offers = [
        PublishedOffer(
            offer_id=draft.key,
            house=house,
            slug=draft.slug,
            audience=draft.facts["audience"],
            version=1,
            seq=seq + place,
            updated_at=now - timedelta(minutes=draft.key.int % 500_000),
            facts=draft.facts,
            content_locales=[code for code in LOCALES if code in draft.texts],
            texts=draft.texts,
        )
        for place, draft in enumerate(drafts, start=1)
    ]
    PublishedOffer.objects.bulk_create(offers, batch_size=OFFERS_AT_ONCE)
    OfferDocument.objects.bulk_create(
        [document(offer, draft, locale) for offer, draft in zip(offers, drafts, strict=True) for locale in LOCALES],
        batch_size=OFFERS_AT_ONCE,
    )
    LogPosition.objects.filter(house=house).update(position=seq + len(drafts))


def document(offer: PublishedOffer, draft: Draft, locale: str) -> OfferDocument:
    """What is shown of a made-up offer in one language."""
    template, facts = draft.template, draft.facts
    shown = locale if locale in draft.texts else SOURCE_LOCALE
    text = draft.texts[shown]
    place = template.cards[locale]["place"]
    where = {"lat": facts["lat"], "lon": facts["lon"], "name": facts["place_names"][0]} if place else {}
    partner = {"id": facts["partner_ids"][0], "slug": facts["partners"][0], "name": facts["partner_names"][0]}
    card = template.cards[locale] | {
        "id": str(draft.key),
        "slug": draft.slug,
        "url": f"http://{offer.house.slug}.localhost/{locale}/aanbod/{draft.slug}/",
        "title": text["title"],
        "summary": text["summary"],
        "lang": shown,
        "dir": direction(shown),
        "partner": partner,
        "place": place and place | where,
    }
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text["body"].split("\n"))
    detail = template.details[locale] | {
        "body_html": paragraphs,
        "co_partners": [],
        "place": place and template.details[locale]["place"] | where,
        "alternates": [],
    }
    return OfferDocument(
        offer=offer,
        house=offer.house,
        locale=locale,
        content_locale=shown,
        status=template.statuses[locale],
        title_key=title_key(text["title"], locale),
        list_json=dumps(card),
        detail_json=dumps(detail),
    )

"""What would have to be written so that the stored documents are those of the pages. Nothing is written here."""

import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from home.choices import SOURCE_LOCALE
from home.models import HousePage
from offers.collation import title_key
from offers.documents.network import Draft
from offers.documents.payloads import card, detail, facts_of, in_language, search_texts, shown_text
from offers.documents.source import HouseContext, SourceOffer, load_offers
from offers.models import NetworkDocument, OfferDocument, OfferPage, PublishedOffer

DOCUMENT_FIELDS = ("content_locale", "status", "title_key", "list_json", "detail_json")
OFFER_FIELDS = ("slug", "audience", "facts", "content_locales", "texts")


@dataclass
class OfferDifference:
    """How one stored offer differs from its pages."""

    key: uuid.UUID
    stored: PublishedOffer | None
    columns: dict[str, Any] | None
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    surplus: list[str] = field(default_factory=list)
    reason: str = ""

    @property
    def is_withdrawal(self) -> bool:
        """The offer is stored as public and should not be."""
        return self.columns is None

    @property
    def langs(self) -> list[str]:
        """The languages in which a reader sees another thing than before."""
        return sorted({*self.documents, *self.surplus})

    @property
    def moves_network(self) -> bool:
        """Do numbers of partners or the list of places in use depend on this difference?"""
        if self.columns is None or self.stored is None or self.stored.withdrawn:
            return True
        before, after = self.stored.facts, self.columns["facts"]
        return any(before.get(name) != after.get(name) for name in ("partner_ids", "place_names", "audience"))


def dumps(value: Any) -> str:
    """Compact JSON, as it is stored and sent."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def columns_of(offer: SourceOffer, facts: dict[str, Any], context: HouseContext) -> dict[str, Any]:
    """The columns of a published offer."""
    return {
        "slug": offer.page.slug,
        "audience": offer.page.audience,
        "facts": facts,
        "content_locales": [code for code in context.locales if code in offer.texts],
        "texts": search_texts(offer),
    }


def documents_of(offer: SourceOffer, facts: dict[str, Any], context: HouseContext) -> dict[str, dict[str, Any]]:
    """The columns of an offer's documents, by language."""
    found = {}
    for locale in context.locales:
        text, status = shown_text(offer, locale)
        with in_language(locale):
            found[locale] = {
                "content_locale": text.locale,
                "status": status,
                "title_key": title_key(text.title, locale),
                "list_json": dumps(card(offer, facts, context, locale)),
                "detail_json": dumps(detail(offer, facts, context, locale)),
            }
    return found


def withdrawal_reason(key: uuid.UUID) -> str:
    """Why an offer is gone: its Dutch page is deleted, has expired, or was taken offline."""
    page = OfferPage.objects.filter(translation_key=key, locale__language_code=SOURCE_LOCALE).only("expired").first()
    if page is None:
        return PublishedOffer.Reason.DELETED
    return PublishedOffer.Reason.EXPIRED if page.expired else PublishedOffer.Reason.WITHDRAWN


def offer_differences(house: HousePage, context: HouseContext, keys: list[uuid.UUID]) -> list[OfferDifference]:
    """Compare some offers of a House with what is stored of them."""
    wanted = load_offers(house, context.locales, keys)
    stored = {row.offer_id: row for row in PublishedOffer.objects.filter(house=house, offer_id__in=keys)}
    documents: dict[int, dict[str, OfferDocument]] = {}
    for document in OfferDocument.objects.filter(house=house, offer__in=stored.values()):
        documents.setdefault(document.offer_id, {})[document.locale] = document
    found = [
        OfferDifference(key, row, None, reason=withdrawal_reason(key))
        for key, row in stored.items()
        if key not in wanted and not row.withdrawn
    ]
    for key, offer in wanted.items():
        row = stored.get(key)
        difference = compare_offer(offer, row, documents.get(row.pk, {}) if row else {}, context)
        if difference:
            found.append(difference)
    return found


def compare_offer(
    offer: SourceOffer, row: PublishedOffer | None, stored: dict[str, OfferDocument], context: HouseContext
) -> OfferDifference | None:
    """The difference of one offer, None when all is as it should be."""
    facts = facts_of(offer, context.holidays)
    columns = columns_of(offer, facts, context)
    wanted = documents_of(offer, facts, context)
    changed = {
        locale: values
        for locale, values in wanted.items()
        if locale not in stored or any(getattr(stored[locale], name) != values[name] for name in DOCUMENT_FIELDS)
    }
    surplus = [locale for locale in stored if locale not in wanted]
    same = row is not None and not row.withdrawn and all(getattr(row, name) == columns[name] for name in OFFER_FIELDS)
    if same and not changed and not surplus:
        return None
    return OfferDifference(offer.page.translation_key, row, columns, changed, surplus)


@dataclass
class NetworkDifference:
    """How stored network documents of one thing differ from what they should be."""

    kind: str
    key: uuid.UUID
    drafts: list[Draft] = field(default_factory=list)
    surplus: list[NetworkDocument] = field(default_factory=list)
    remains: bool = True

    @property
    def langs(self) -> list[str]:
        """The languages in which a reader sees another thing than before."""
        return sorted({draft.locale for draft in self.drafts} | {row.locale for row in self.surplus})


def network_differences(house: HousePage, drafts: list[Draft], kinds: Collection[str]) -> list[NetworkDifference]:
    """Compare network documents of some kinds with what is stored."""
    stored = {
        (row.kind, row.key, row.locale): row for row in NetworkDocument.objects.filter(house=house, kind__in=kinds)
    }
    wanted = {draft.identity: draft for draft in drafts}
    remaining = {(draft.kind, draft.key) for draft in wanted.values()}
    found: dict[tuple[str, uuid.UUID], NetworkDifference] = {}

    def of(kind: str, key: uuid.UUID) -> NetworkDifference:
        return found.setdefault((kind, key), NetworkDifference(kind, key, remains=(kind, key) in remaining))

    for identity, draft in wanted.items():
        row = stored.get(identity)
        if row is None or not same_document(row, draft):
            of(draft.kind, draft.key).drafts.append(draft)
    for identity, row in stored.items():
        if identity not in wanted:
            of(row.kind, row.key).surplus.append(row)
    return list(found.values())


def same_document(row: NetworkDocument, draft: Draft) -> bool:
    """Is this stored as it should be?"""
    return (row.slug, row.payload, row.valid_from, row.valid_until) == (
        draft.slug,
        draft.payload,
        draft.valid_from,
        draft.valid_until,
    )

"""Keep the read model equal to the pages. Every event ends here: "these may have changed" is enough to know."""

import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction

from home.choices import SOURCE_LOCALE
from home.models import HousePage
from offers.documents.differences import NetworkDifference, OfferDifference, network_differences, offer_differences
from offers.documents.log import Entry, Log
from offers.documents.network import ALL_KINDS, drafts_of
from offers.documents.source import HouseContext
from offers.models import Change, FormerSlug, NetworkDocument, OfferDocument, OfferPage, PublishedOffer
from offers.signals import documents_changed

CHUNK = 200
Kind = NetworkDocument.Kind
TYPES = {
    Kind.HOUSE: Change.Type.HOUSE,
    Kind.MISSION: Change.Type.HOUSE,
    Kind.PAGE: Change.Type.HOUSE,
    Kind.PARTNER: Change.Type.PARTNER,
    Kind.PLACE: Change.Type.PLACE,
    Kind.TAXONOMY: Change.Type.TAXONOMY,
}


def all_keys(house: HousePage) -> list[uuid.UUID]:
    """Every offer of a House that is, was or might be public."""
    pages = OfferPage.objects.filter(path__startswith=house.path, locale__language_code=SOURCE_LOCALE).values_list(
        "translation_key", flat=True
    )
    stored = PublishedOffer.objects.filter(house=house).values_list("offer_id", flat=True)
    return list({*pages, *stored})


@transaction.atomic
def refresh_offers(house: HousePage, keys: Iterable[uuid.UUID] | None = None) -> int:
    """Make the documents of some offers, or of all, equal to their pages, and log what changed.

    Returns how many changed.
    """
    wanted = list(keys) if keys is not None else all_keys(house)
    if not wanted:
        return 0
    log, context = Log(house), HouseContext.load(house)
    changed, network_moved = 0, False
    for start in range(0, len(wanted), CHUNK):
        differences = offer_differences(house, context, wanted[start : start + CHUNK])
        network_moved = network_moved or any(difference.moves_network for difference in differences)
        write_offers(log, differences)
        changed += len(differences)
    if network_moved:
        write_network(log, context, {Kind.PARTNER, Kind.PLACE})
    return changed


@transaction.atomic
def refresh_network(house: HousePage, kinds: Collection[str] | None = None) -> int:
    """Make the documents of the House and its network equal to the pages, and log what changed.

    Returns how many things changed.
    """
    return write_network(Log(house), HouseContext.load(house), kinds or ALL_KINDS)


@transaction.atomic
def refresh_house(house: HousePage) -> int:
    """Everything of a House. Returns how many offers and other things changed."""
    return refresh_network(house) + refresh_offers(house)


def write_offers(log: Log, differences: list[OfferDifference]) -> None:
    """Store new offers, changed offers and withdrawals, each with its change in the log."""
    entries = []
    for difference in differences:
        seq = log.next_number()
        row = write_withdrawal(difference, log, seq) if difference.is_withdrawal else write_offer(difference, log, seq)
        op = Change.Op.DELETE if row.withdrawn else Change.Op.UPSERT
        entries.append(
            (seq, Entry(Change.Type.OFFER, row.offer_id, op, row.version, row.reason, row.successor, difference.langs))
        )
    log.append(entries)
    changed = [difference.stored.pk for difference in differences if difference.stored]
    if changed:
        documents_changed.send(sender=PublishedOffer, house_id=log.house.pk, offer_pks=changed)


def write_withdrawal(difference: OfferDifference, log: Log, seq: int) -> PublishedOffer:
    """Leave a trace of an offer that is gone: when it would have been, so that calendars can take its dates out, and
    nothing of what it said.
    """
    row = difference.stored
    if row is None:
        raise ValueError("Only a stored offer can be withdrawn.")
    difference.surplus = list(row.documents.values_list("locale", flat=True))
    row.documents.all().delete()
    row.version, row.seq, row.updated_at = row.version + 1, seq, log.now
    row.withdrawn, row.reason, row.texts = True, difference.reason, {}
    row.facts = {"kind": row.facts.get("kind"), "schedule": without_reasons(row.facts["schedule"])}
    row.save()
    return row


def without_reasons(schedule: dict[str, Any]) -> dict[str, Any]:
    """A schedule that does not say why it closes."""
    return schedule | {"closures": [closure | {"reason": ""} for closure in schedule["closures"]]}


def write_offer(difference: OfferDifference, log: Log, seq: int) -> PublishedOffer:
    """Store an offer's row and those of its documents that differ."""
    row = difference.stored or PublishedOffer(offer_id=difference.key, house=log.house, version=0)
    columns = difference.columns or {}
    if row.pk and row.slug != columns["slug"]:
        FormerSlug.objects.update_or_create(house=log.house, slug=row.slug, defaults={"offer": row})
    FormerSlug.objects.filter(house=log.house, slug=columns["slug"]).delete()
    for name, value in columns.items():
        setattr(row, name, value)
    row.version, row.seq, row.updated_at = row.version + 1, seq, log.now
    row.withdrawn, row.reason, row.successor = False, "", None
    row.save()
    difference.stored = row
    row.documents.filter(locale__in=[*difference.documents, *difference.surplus]).delete()
    OfferDocument.objects.bulk_create(
        [
            OfferDocument(offer=row, house=log.house, locale=locale, **values)
            for locale, values in difference.documents.items()
        ]
    )
    return row


def write_network(log: Log, context: HouseContext, kinds: Collection[str]) -> int:
    """Store the network documents of some kinds that differ, each thing with its change in the log."""
    differences = network_differences(log.house, drafts_of(context, kinds), kinds)
    stale = [row.pk for difference in differences for row in difference.surplus]
    NetworkDocument.objects.filter(pk__in=stale).delete()
    NetworkDocument.objects.bulk_create(
        [
            NetworkDocument(
                house=log.house,
                kind=draft.kind,
                key=draft.key,
                locale=draft.locale,
                slug=draft.slug,
                payload=draft.payload,
                valid_from=draft.valid_from,
                valid_until=draft.valid_until,
            )
            for difference in differences
            for draft in difference.drafts
        ],
        batch_size=100,
        update_conflicts=True,
        unique_fields=["house", "kind", "key", "locale"],
        update_fields=["slug", "payload", "valid_from", "valid_until"],
    )
    log.append(network_entries(log, differences))
    return len(differences)


def network_entries(log: Log, differences: list[NetworkDifference]) -> list[tuple[int, Entry]]:
    """One change a thing; House, mission and content pages count as the House together."""
    entries: dict[tuple[str, uuid.UUID], Entry] = {}
    for difference in differences:
        kind = TYPES[Kind(difference.kind)]
        key = log.house.translation_key if kind == Change.Type.HOUSE else difference.key
        entry = entries.setdefault((kind, key), Entry(kind, key, version=0))
        entry.langs = sorted({*entry.langs, *difference.langs})
        if not difference.remains and kind != Change.Type.HOUSE:
            entry.op, entry.reason = Change.Op.DELETE, PublishedOffer.Reason.WITHDRAWN
    versions = Change.objects.filter(house=log.house, object_id__in=[key for _kind, key in entries]).values_list(
        "object_id", "version"
    )
    before = dict(versions)
    for (_kind, key), entry in entries.items():
        entry.version = before.get(key, 0) + 1
    return [(log.next_number(), entry) for entry in entries.values()]

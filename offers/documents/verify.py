"""Prove that the read model is right: what is stored is what the pages say, and the log ends where the lists do."""

from home.models import HousePage
from offers.documents.differences import network_differences, offer_differences
from offers.documents.network import ALL_KINDS, drafts_of
from offers.documents.refresh import CHUNK, all_keys
from offers.documents.source import HouseContext
from offers.models import Change, LogPosition, PublishedOffer


def verify_house(house: HousePage) -> list[str]:
    """What is wrong with the documents of a House, in sentences; an empty list when all is right."""
    return [*wrong_documents(house), *wrong_log(house)]


def wrong_documents(house: HousePage) -> list[str]:
    """Documents that differ from their pages."""
    context, problems = HouseContext.load(house), []
    keys = all_keys(house)
    for start in range(0, len(keys), CHUNK):
        for difference in offer_differences(house, context, keys[start : start + CHUNK]):
            state = (
                "should not be public"
                if difference.is_withdrawal
                else f"differs in {', '.join(difference.langs) or 'its facts'}"
            )
            problems.append(f"offer {difference.key}: {state}")
    for other in network_differences(house, drafts_of(context, ALL_KINDS), ALL_KINDS):
        problems.append(f"{other.kind} {other.key}: differs in {', '.join(other.langs)}")
    return problems


def wrong_log(house: HousePage) -> list[str]:
    """Offers whose latest change in the log is not their state, and numbers beyond the end of the log."""
    changes = {change.object_id: change for change in Change.objects.filter(house=house, type=Change.Type.OFFER)}
    position = LogPosition.objects.filter(house=house).values_list("position", flat=True).first() or 0
    problems = []
    for row in PublishedOffer.objects.filter(house=house):
        change = changes.pop(row.offer_id, None)
        if change is None:
            if not row.withdrawn:
                problems.append(f"offer {row.offer_id}: is public, but not in the log")
            continue
        expected = Change.Op.DELETE if row.withdrawn else Change.Op.UPSERT
        if (change.op, change.version, change.seq) != (expected, row.version, row.seq):
            problems.append(
                f"offer {row.offer_id}: the log says {change.op} {change.version}, the row {expected} {row.version}"
            )
    problems += [f"offer {key}: is in the log, but not stored" for key in changes]
    if any(change.seq > position for change in Change.objects.filter(house=house).only("seq")):
        problems.append("the log has numbers beyond its end")
    return problems

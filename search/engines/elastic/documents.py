"""What an index holds of offers, made from the read model and the postings that were written with it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from offers.models import PublishedOffer
from search.engines.elastic.mapping import Space
from search.meaning.packing import unit
from search.meaning.store import vectors_of
from search.models import OfferMeaning, Posting

OFFERS_AT_ONCE = 200
Action = dict[str, Any]


def actions_for(house_id: int, offer_pks: Iterable[int], alias: str, space: Space | None) -> Iterator[Action]:
    """What to do about these offers: write those that are public, delete the others."""
    pks = iter(offer_pks)
    while batch := list(islice(pks, OFFERS_AT_ONCE)):
        yield from actions_of_batch(house_id, batch, alias, space)


def actions_of_batch(house_id: int, pks: Sequence[int], alias: str, space: Space | None) -> Iterator[Action]:
    """The same for a few offers. An offer's number in the log is its version: what is older never replaces newer."""
    rows = PublishedOffer.objects.filter(house_id=house_id, pk__in=pks).values_list("pk", "seq", "withdrawn")
    known = {pk: (seq, withdrawn) for pk, seq, withdrawn in rows}
    terms, vectors = terms_of(pks), unit_vectors(pks, space) if space else {}
    for pk in pks:
        seq, withdrawn = known.get(pk, (None, True))
        # An alias that must be one: a bulk request would make an index that is gone again, with guessed mappings.
        action: Action = {"_index": alias, "require_alias": True, "_id": str(pk)}
        if seq is not None:
            action |= {"version": seq, "version_type": "external_gte"}
        if withdrawn:
            yield action | {"_op_type": "delete"}
        else:
            source = {"pk": pk, "terms": terms[pk]} | ({"vector": vectors[pk]} if pk in vectors else {})
            yield action | {"_op_type": "index", "_source": source}


def terms_of(pks: Sequence[int]) -> defaultdict[int, dict[str, float]]:
    """The weights of the terms of some offers."""
    found: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for pk, term, impact in Posting.objects.filter(offer_id__in=pks).values_list("offer_id", "term", "impact"):
        found[pk][term] = impact
    return found


def unit_vectors(pks: Sequence[int], space: Space) -> dict[int, list[float]]:
    """The vectors of those offers that have one, centred as those in memory are (`search.meaning.offers`)."""
    keys = dict(OfferMeaning.objects.filter(offer_id__in=pks).values_list("offer_id", "key"))
    known = vectors_of(space.model, keys.values())
    return {pk: unit(known[key] - space.centre).tolist() for pk, key in keys.items() if key in known}

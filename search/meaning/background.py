"""Vectors are made outside requests: by the worker, for whatever has none yet under the model in use."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from time import monotonic

from offers.models import LogPosition, PublishedOffer
from search.engines.lexicon import taxonomy_rows
from search.meaning.concepts import Vocabulary
from search.meaning.embedder import Embedder, embedder
from search.meaning.passages import key_of_offer, passages_of, vector_of_offer
from search.meaning.store import Kind, key_of, known, save
from search.models import OfferMeaning, TextVector
from search.out_of_scope import decoys
from search.thesaurus import learn_lists

TEXTS_AT_ONCE = 32
OFFERS_AT_ONCE = 200
# A round of the worker ends after so many seconds, so that its other jobs get their turn.
ROUND = 5.0
# Without news in the change logs, look so often whether anything is missing (seconds).
LOOK_AGAIN = 60.0

_looked: tuple[dict[int, int], str, float] | None = None


def note_offers(house_id: int, offer_pks: Sequence[int]) -> None:
    """Write down which text says what these offers mean; withdrawn and deleted ones are forgotten."""
    for start in range(0, len(offer_pks), OFFERS_AT_ONCE):
        pks = offer_pks[start : start + OFFERS_AT_ONCE]
        offers = PublishedOffer.objects.live(house_id).filter(pk__in=pks).values_list("pk", "texts")
        OfferMeaning.objects.filter(offer_id__in=pks).delete()
        OfferMeaning.objects.bulk_create(
            OfferMeaning(offer_id=pk, house_id=house_id, key=key_of_offer(texts)) for pk, texts in offers
        )


def note_missing_offers() -> None:
    """The same for offers that were published before there were vectors."""
    missing = PublishedOffer.objects.filter(withdrawn=False).exclude(pk__in=OfferMeaning.objects.values("offer_id"))
    by_house: dict[int, list[int]] = {}
    for pk, house_id in missing.values_list("pk", "house_id"):
        by_house.setdefault(house_id, []).append(pk)
    for house_id, pks in by_house.items():
        note_offers(house_id, pks)


def keep_up() -> int:
    """One round of the worker: make vectors that are missing, for a few seconds; how many.

    It costs one statement while nothing has changed. Raises EmbedderError when the model cannot.
    """
    global _looked
    model = embedder()
    if model is None:
        return 0
    positions = dict(LogPosition.objects.values_list("house_id", "position"))
    if _looked is not None and _looked[:2] == (positions, model.name) and monotonic() - _looked[2] < LOOK_AGAIN:
        return 0
    end, made = monotonic() + ROUND, 0
    for number in make_missing(model):
        made += number
        if monotonic() >= end:
            return made
    _looked = (positions, model.name, monotonic())
    return made


def make_missing(model: Embedder) -> Iterator[int]:
    """Make the vectors that are missing, a few at a time; yields how many were made, so that the caller may stop."""
    note_missing_offers()
    vocabulary = present_vocabulary()
    yield from make_texts(model, "query", vocabulary.queries())
    yield from make_texts(model, "passage", vocabulary.centre)
    yield from make_offers(model)


def present_vocabulary() -> Vocabulary:
    """The texts of the taxonomy and of the lists, as they are stored now."""
    learn_lists()
    return Vocabulary.of(taxonomy_rows(), decoys())


def make_texts(model: Embedder, kind: Kind, texts: Iterable[str]) -> Iterator[int]:
    """Vectors of single texts."""
    keys = {key_of(kind, text): text for text in texts}
    at_hand = known(model.name, keys)
    missing = iter([key for key in keys if key not in at_hand])
    while batch := list(islice(missing, TEXTS_AT_ONCE)):
        texts_of_batch = [keys[key] for key in batch]
        vectors = model.queries(texts_of_batch) if kind == "query" else model.passages(texts_of_batch)
        save(model.name, dict(zip(batch, vectors, strict=True)))
        yield len(batch)


def make_offers(model: Embedder) -> Iterator[int]:
    """Vectors of offers."""
    keys = set(OfferMeaning.objects.values_list("key", flat=True))
    missing = iter(sorted(keys - known(model.name, keys).keys()))
    while batch := list(islice(missing, TEXTS_AT_ONCE)):
        rows = OfferMeaning.objects.filter(key__in=batch).values_list("key", "offer__texts")
        passages = {key: passages_of(texts) for key, texts in rows}
        made = {key: vector_of_offer(texts, model) for key, texts in passages.items() if texts}
        save(model.name, made)
        yield len(batch)


def forget_unused() -> int:
    """Delete what the model in use has no need of; how many. Nothing is deleted while meaning is off."""
    model = embedder()
    return drop_unused(model.name) if model else 0


def drop_unused(model: str) -> int:
    """Delete the vectors of texts that nobody has any more, and those of other models; how many."""
    vocabulary = present_vocabulary()
    used = {key_of("query", text) for text in vocabulary.queries()}
    used |= {key_of("passage", text) for text in vocabulary.centre}
    used |= set(OfferMeaning.objects.values_list("key", flat=True))
    rows = TextVector.objects.values_list("pk", "model", "key").iterator(chunk_size=2000)
    unused = [pk for pk, made_by, key in rows if made_by != model or key not in used]
    for start in range(0, len(unused), 500):
        TextVector.objects.filter(pk__in=unused[start : start + 500]).delete()
    return len(unused)

"""The index of each House that this process keeps, valid for a position of the change log.

When the position has moved, only the offers that changed since are read; when it has not, no SQL is asked at all.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable
from functools import partial
from threading import Lock

from offers.models import OfferDocument, PublishedOffer
from search.catalogue_index import CatalogueIndex, OfferRow

MOST_HOUSES = 50
COLUMNS = ("pk", "facts", "content_locales", "updated_at")

_indexes: OrderedDict[int, CatalogueIndex] = OrderedDict()
_locks: defaultdict[int, Lock] = defaultdict(Lock)


def index_for(house_id: int, position: int) -> CatalogueIndex:
    """The index of a House that holds everything up to this position of its change log."""
    index = _indexes.get(house_id)
    if index is not None and index.position >= position:
        return index
    with _locks[house_id]:
        index = _indexes.get(house_id)
        if index is None:
            index = _load(house_id, position)
        elif index.position < position:
            index = _refresh(index, position)
        _indexes[house_id] = index
        while len(_indexes) > MOST_HOUSES:
            _indexes.popitem(last=False)
    return index


def forget_indexes() -> None:
    """Let go of everything; for tests, in which positions of the log come again."""
    _indexes.clear()


def _load(house_id: int, position: int) -> CatalogueIndex:
    rows = PublishedOffer.objects.live(house_id).values_list(*COLUMNS)
    empty = CatalogueIndex(house_id, 0, partial(_titles, house_id))
    return empty.with_changes(position, [OfferRow(*row) for row in rows.iterator(chunk_size=2000)])


def _refresh(index: CatalogueIndex, position: int) -> CatalogueIndex:
    """The same index at a later position, from the offers that changed in between."""
    changed = PublishedOffer.objects.filter(house_id=index.house_id, seq__gt=index.position)
    rows, gone = [], []
    for *columns, withdrawn in changed.values_list(*COLUMNS, "withdrawn"):
        row = OfferRow(*columns)
        if withdrawn:
            gone.append(row.pk)
        else:
            rows.append(row)
    newer = index.with_changes(position, rows, gone)
    # Rows that were made again under other keys leave no trace in the log: then everything is read anew.
    if newer.is_worn or PublishedOffer.objects.live(index.house_id).count() != len(newer.number_of):
        return _load(index.house_id, position)
    return newer


def _titles(house_id: int, locales: Collection[str], pks: Collection[int] | None) -> Iterable[tuple[str, int, str]]:
    documents = OfferDocument.objects.live(house_id).filter(locale__in=locales)
    if pks is not None:
        documents = documents.filter(offer_id__in=pks)
    return documents.values_list("locale", "offer_id", "title_key").iterator(chunk_size=2000)

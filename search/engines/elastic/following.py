"""Follow the change log: what the worker and `manage.py search_index` call."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from django.conf import settings
from elasticsearch import ApiError, TransportError

from home.choices import SOURCE_LOCALE
from home.models import HousePage
from offers.models import PublishedOffer
from search.engines.base import EngineError
from search.engines.elastic.breaker import Breaker
from search.engines.elastic.building import build, is_being_built, space_in_use
from search.engines.elastic.cluster import cluster
from search.engines.elastic.errors import UnreachableError, explained
from search.engines.elastic.indexing import HouseIndex
from search.engines.elastic.mapping import Index, lists_of
from search.models import IndexCursor

logger = logging.getLogger(__name__)

# While nothing is published, look so often (seconds) whether the index is still there and vectors have been made.
CHECK_EVERY = 30.0
# After a failure the worker leaves the cluster, or the index of one House, alone for so many seconds.
PAUSE_SECONDS = 10.0
PAUSE = Breaker(most=1, pause=PAUSE_SECONDS)
PAUSES: defaultdict[int, Breaker] = defaultdict(lambda: Breaker(most=1, pause=PAUSE_SECONDS))

_checked: dict[int, float] = {}


@contextmanager
def own_errors() -> Iterator[None]:
    """Errors of the client, and of answers that make no sense, as EngineError."""
    try:
        yield
    except (ApiError, TransportError, LookupError, TypeError, ValueError) as error:
        raise explained(error) from error


def source_houses() -> list[HousePage]:
    """All Houses: the Dutch pages, which own the documents."""
    return list(HousePage.objects.filter(locale__language_code=SOURCE_LOCALE).order_by("path"))


def follow_once() -> int:
    """One round over all Houses, for a worker to call every second. Returns how many offers were sent.

    Where no cluster is configured it does nothing and asks nothing. Nothing to do costs two statements a House. A
    cluster that fails raises nothing: it is logged, and left alone for PAUSE_SECONDS. A call may take as long as a
    rebuild, in whose course another worker may call it too. Errors of the database are the caller's.
    """
    if settings.SEARCH_ENGINE != "elasticsearch" or not PAUSE.admits():
        return 0
    sent = 0
    for house in source_houses():
        if PAUSES[house.pk].admits():
            try:
                sent += follow(house)
                PAUSES[house.pk].succeeded()
            except EngineError as error:
                logger.warning("The index of %s waits: %s.", house.slug, error)
                PAUSES[house.pk].failed()
                if isinstance(error, UnreachableError):
                    PAUSE.failed()
                    return sent
    PAUSE.succeeded()
    return sent


def follow(house: HousePage, *, thoroughly: bool = False) -> int:
    """Bring the index of a House up to the log; build it where there is none. Returns how many offers were sent.

    `thoroughly` compares every offer, also where the cursor says that nothing has changed.
    """
    with own_errors():
        target = HouseIndex(house, cluster().writer)
        cursor = IndexCursor.objects.filter(house=house).first()
        position = target.position()
        rested = monotonic() - _checked.get(house.pk, -CHECK_EVERY) < CHECK_EVERY
        if not thoroughly and rested and cursor and cursor.index and cursor.position == position:
            return 0
        index = target.behind_alias()
        if index is not None and not is_of_another_space(index) and index.lists == lists_of(house):
            sent = catch_up(target, index, cursor, position, thoroughly=thoroughly)
        elif is_being_built(target):
            return 0
        else:
            sent = build(target)
        _checked[house.pk] = monotonic()
        return sent


def catch_up(target: HouseIndex, index: Index, cursor: IndexCursor | None, position: int, *, thoroughly: bool) -> int:
    """Send what the index lacks, make it visible, and only then move the cursor to `position`, read before."""
    sent = 0
    if not thoroughly and cursor and cursor.index == index.name and cursor.position <= position:
        sent += target.send(target.changed_since(cursor.position), target.alias, index.space)
        target.refresh(index)
        thoroughly = target.count(index) != PublishedOffer.objects.live(target.house.pk).count()
    else:
        thoroughly = True
    if thoroughly:
        difference = target.difference(index)
        if difference.ahead:
            return sent + build(target)
        sent += target.send(sorted(difference.all), target.alias, index.space)
    sent += target.add_vectors(index)
    target.refresh(index)
    # Not where somebody has swapped the index meanwhile.
    IndexCursor.objects.get_or_create(house=target.house)
    followed = IndexCursor.objects.filter(house=target.house, index=cursor.index if cursor else "")
    followed.update(index=index.name, position=position)
    return sent


def is_of_another_space(index: Index) -> bool:
    """Whether the vectors of an index are of another model, or there are none though there is a model now."""
    space = space_in_use()
    return space is not None and not space.is_close_to(index.space)


def rebuild(house: HousePage) -> int:
    """Make the index of a House anew. Returns how many offers it holds."""
    with own_errors():
        return build(HouseIndex(house, cluster().writer))


def forget_checks() -> None:
    """Look at every index again at the next round, as a new process does (tests)."""
    _checked.clear()
    PAUSES.clear()
    PAUSE.reset()

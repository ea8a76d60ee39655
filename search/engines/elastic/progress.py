"""What the readers of a process know of how far an index has come, and the offers that it does not have yet.

The index follows the log in the background. So that a search finds what was published a moment ago, the few offers
that changed after the cursor are looked up in the database, in the same words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from offers.models import PublishedOffer
from search.engines.base import EngineError
from search.engines.kept_postings import by_term, replaced
from search.engines.keywords import Keywords
from search.engines.scoring import TermWeights, terms_to_fetch, weights_by_term
from search.engines.wording import QueryWord
from search.models import IndexCursor, Posting

# An index that is farther behind than this many offers is not asked; the database answers until it has caught up.
MOST_NEWER = 200


@dataclass(frozen=True)
class Progress:
    """An index, and the position of the log up to which it holds everything."""

    index: str
    position: int


_known: dict[int, Progress] = {}


def progress_of(house_id: int, position: int, *, anew: bool = False) -> Progress:
    """How far the index of a House is: no SQL while it has what is asked for. Raises EngineError without an index."""
    kept = _known.get(house_id)
    if kept is not None and kept.position >= position and not anew:
        return kept
    row = IndexCursor.objects.filter(house_id=house_id).exclude(index="").values_list("index", "position").first()
    if row is None:
        raise EngineError("the House has no index yet")
    _known[house_id] = Progress(*row)
    return _known[house_id]


def newer_offers(house_id: int, progress: Progress, position: int) -> Sequence[int]:
    """The offers that have changed since the index was brought up to date. Raises EngineError when they are many."""
    if progress.position >= position:
        return ()
    changed = PublishedOffer.objects.filter(house_id=house_id, seq__gt=progress.position)
    pks = list(changed.values_list("pk", flat=True)[: MOST_NEWER + 1])
    if len(pks) > MOST_NEWER:
        raise EngineError("the index is far behind")
    return pks


def with_newer(
    found: TermWeights, house_id: int, newer: Sequence[int], words: Sequence[QueryWord], keywords: Keywords
) -> TermWeights:
    """What the index found, with these offers as they are in the database."""
    if not newer:
        return found
    terms = terms_to_fetch(words, keywords)
    rows = by_term(Posting.objects.filter(house_id=house_id, term__in=terms, offer_id__in=newer))
    fresh = weights_by_term(words, keywords, rows)
    return {term: replaced(offers, newer, fresh[term]) for term, offers in found.items()}


def forget_progress() -> None:
    """Start with empty memory, as a new process does (tests whose database was rolled back)."""
    _known.clear()

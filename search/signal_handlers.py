"""The word index follows the read model, in the same transaction."""

from typing import Any

from offers.models import PublishedOffer
from offers.signals import documents_changed, taxonomy_changed
from search.engines.database import DatabaseEngine
from search.engines.lexicon import forget_taxonomy
from search.meaning.background import note_offers


def on_documents_changed(sender: type[PublishedOffer], house_id: int, offer_pks: list[int], **kwargs: Any) -> None:
    """Offers changed or were withdrawn."""
    DatabaseEngine().index_offers(house_id, offer_pks)
    note_offers(house_id, offer_pks)


def on_taxonomy_changed(sender: Any, **kwargs: Any) -> None:
    """A label, a synonym or a phrase is another one: look again, also where the log has not moved."""
    forget_taxonomy()


def connect() -> None:
    """Listen to the catalogue's news."""
    documents_changed.connect(on_documents_changed, dispatch_uid="search.documents_changed")
    taxonomy_changed.connect(on_taxonomy_changed, dispatch_uid="search.taxonomy_changed")

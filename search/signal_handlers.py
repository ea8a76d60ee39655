"""The word index follows the read model, in the same transaction."""

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_delete, post_save

from offers.models import PublishedOffer
from offers.signal_handlers import is_only_a_version
from offers.signals import documents_changed, taxonomy_changed
from search.engines.database import DatabaseEngine
from search.engines.lexicon import forget_taxonomy
from search.meaning.background import note_offers
from search.models import Thesaurus
from search.names import forget_names
from search.thesaurus import tell_every_process


def on_documents_changed(sender: type[PublishedOffer], house_id: int, offer_pks: list[int], **kwargs: Any) -> None:
    """Offers changed or were withdrawn."""
    DatabaseEngine().index_offers(house_id, offer_pks)
    note_offers(house_id, offer_pks)


def on_taxonomy_changed(sender: Any, **kwargs: Any) -> None:
    """A label, a synonym or a phrase is another one: look again, also where the log has not moved."""
    forget_taxonomy()
    forget_names()


def on_thesaurus_changed(sender: type[Thesaurus], update_fields: Collection[str] | None = None, **kwargs: Any) -> None:
    """The lists of editors are others: every process is to look again; the worker makes the index again."""
    if is_only_a_version(update_fields):
        return
    tell_every_process()
    forget_taxonomy()


def connect() -> None:
    """Listen to the catalogue's news."""
    documents_changed.connect(on_documents_changed, dispatch_uid="search.documents_changed")
    taxonomy_changed.connect(on_taxonomy_changed, dispatch_uid="search.taxonomy_changed")
    for signal in (post_save, post_delete):
        signal.connect(on_thesaurus_changed, sender=Thesaurus, dispatch_uid="search.thesaurus_changed")

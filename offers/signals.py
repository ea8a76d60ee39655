"""News from the read model, sent inside the transaction that changed it."""

from django.dispatch import Signal

# house_id: int, offer_pks: list[int] (PublishedOffer), also of offers that were withdrawn.
documents_changed = Signal()

# No arguments: a label, a synonym or a phrase of a shared list is another one now.
taxonomy_changed = Signal()

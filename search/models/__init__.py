"""What search keeps in the database: the word index and the vectors of meaning."""

from search.models.postings import IndexState, Posting, Word
from search.models.vectors import OfferMeaning, TextVector

__all__ = ["IndexState", "OfferMeaning", "Posting", "TextVector", "Word"]

"""What search keeps in the database: the word index, the vectors of meaning, and how far an index elsewhere is."""

from search.models.elastic import IndexCursor
from search.models.postings import IndexState, Posting, Word
from search.models.vectors import OfferMeaning, TextVector

__all__ = ["IndexCursor", "IndexState", "OfferMeaning", "Posting", "TextVector", "Word"]

"""What search keeps in the database: words, vectors of meaning, how far an index elsewhere is, and what is missing."""

from search.models.demand import Demand
from search.models.elastic import IndexCursor
from search.models.postings import IndexState, Posting, Word
from search.models.vectors import OfferMeaning, TextVector

__all__ = ["Demand", "IndexCursor", "IndexState", "OfferMeaning", "Posting", "TextVector", "Word"]

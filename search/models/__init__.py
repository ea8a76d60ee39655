"""What search keeps in the database: the word index, the vectors of meaning, and what is missing."""

from search.models.demand import Demand
from search.models.postings import IndexState, Posting, Word
from search.models.vectors import OfferMeaning, TextVector

__all__ = ["Demand", "IndexState", "OfferMeaning", "Posting", "TextVector", "Word"]

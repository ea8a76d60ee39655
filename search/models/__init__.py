"""What search keeps in the database: words, vectors of meaning, how far an index elsewhere is, what is missing, and the
lists that editors write.
"""

from search.models.demand import Demand
from search.models.elastic import IndexCursor
from search.models.loaded_words import LoadedWord
from search.models.postings import IndexState, Posting, Word
from search.models.thesaurus import Thesaurus
from search.models.vectors import OfferMeaning, TextVector

__all__ = [
    "Demand",
    "IndexCursor",
    "IndexState",
    "LoadedWord",
    "OfferMeaning",
    "Posting",
    "TextVector",
    "Thesaurus",
    "Word",
]

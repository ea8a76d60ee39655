"""What search keeps in the database: words, vectors of meaning, how far an index elsewhere is, what is missing, what
families say and ask, and the lists that editors write.
"""

from search.models.demand import Demand
from search.models.elastic import IndexCursor
from search.models.loaded_words import LoadedWord
from search.models.postings import IndexState, Posting, Word
from search.models.thesaurus import Thesaurus
from search.models.vectors import OfferMeaning, TextVector
from search.models.voices import Feedback, Question

__all__ = [
    "Demand",
    "Feedback",
    "IndexCursor",
    "IndexState",
    "LoadedWord",
    "OfferMeaning",
    "Posting",
    "Question",
    "TextVector",
    "Thesaurus",
    "Word",
]

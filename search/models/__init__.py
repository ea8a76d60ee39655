"""What search keeps in the database: the word index, the vectors of meaning, and the lists that editors write."""

from search.models.loaded_words import LoadedWord
from search.models.postings import IndexState, Posting, Word
from search.models.thesaurus import Thesaurus
from search.models.vectors import OfferMeaning, TextVector

__all__ = ["IndexState", "LoadedWord", "OfferMeaning", "Posting", "TextVector", "Thesaurus", "Word"]

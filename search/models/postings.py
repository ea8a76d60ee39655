"""The word index: which offers have which terms, and which words occur. The same tables on SQLite and PostgreSQL."""

from django.db import models


class Posting(models.Model):
    """One term of one offer. `impact` is its weight over all fields (BM25F before saturation); Python scores."""

    house = models.ForeignKey("home.HousePage", on_delete=models.CASCADE, related_name="+", db_index=False)
    term = models.CharField(max_length=80)
    offer = models.ForeignKey("offers.PublishedOffer", on_delete=models.CASCADE, related_name="+")
    impact = models.FloatField()

    class Meta:
        # It holds all that a search reads: common words have many rows, which lie scattered in the table.
        indexes = [models.Index(fields=("house", "term", "offer", "impact"), name="search_posting_read")]


class Word(models.Model):
    """A word as it was written in some offer of a House, with its term: to know words and to correct typing errors.

    Rows are only added; a word that no offer has any more finds nothing, and `search_index rebuild` removes it.
    """

    house = models.ForeignKey("home.HousePage", on_delete=models.CASCADE, related_name="+", db_index=False)
    surface = models.CharField(max_length=60)
    term = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("house", "surface", "term"), name="one_search_word")]


class IndexState(models.Model):
    """With which version of the analysis, and with which lists of editors, the index of a House was made."""

    house = models.OneToOneField("home.HousePage", on_delete=models.CASCADE, related_name="+")
    analysis_version = models.PositiveIntegerField()
    # `search.analysis.lists.Additions.of_index`
    additions = models.JSONField(default=dict)

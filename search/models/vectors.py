"""What texts mean, as vectors: made in the background, kept for each text and model."""

from django.db import models


class TextVector(models.Model):
    """The vector of one text under one model (`search.meaning.packing` says how it is written).

    Nothing that a family types is kept here: only texts of offers and of the shared lists.
    """

    model = models.CharField(max_length=80)
    key = models.CharField(max_length=40)
    vector = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("model", "key"), name="one_vector_a_text")]


class OfferMeaning(models.Model):
    """Which text says what an offer means: its key, written with the word index, so that the vector can follow."""

    offer = models.OneToOneField("offers.PublishedOffer", on_delete=models.CASCADE, related_name="+", primary_key=True)
    house = models.ForeignKey("home.HousePage", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40, db_index=True)

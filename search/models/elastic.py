"""How far the Elasticsearch index of a House has come."""

from django.db import models


class IndexCursor(models.Model):
    """Up to which position of the change log an index holds everything; moved only after the cluster said so."""

    house = models.OneToOneField("home.HousePage", on_delete=models.CASCADE, related_name="+")
    index = models.CharField(max_length=255, blank=True)
    position = models.PositiveBigIntegerField(default=0)
    # The index that is being built now, and when its builder last gave a sign of life.
    building = models.CharField(max_length=255, blank=True)
    building_at = models.DateTimeField(null=True)

"""The read model: what the public sees, ready to send, and the log of its changes.

Everything public is read from these tables and nothing public queries pages. `offers.documents` writes them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from offers.choices import Audience, TranslationStatus


class PublishedOfferQuerySet(models.QuerySet["PublishedOffer"]):
    """The one door to offers for everybody outside."""

    def live(self, house_id: int) -> "PublishedOfferQuerySet":
        """The offers of a House that the public may see."""
        return self.filter(house_id=house_id, withdrawn=False)


class PublishedOffer(models.Model):
    """One offer as it is public, in all languages together; or the trace of one that was (`withdrawn`)."""

    class Reason(models.TextChoices):
        """Why an offer is no longer public."""

        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")
        MERGED = "merged", _("merged with another offer")
        DELETED = "deleted", _("deleted")

    offer_id = models.UUIDField()
    house = models.ForeignKey("home.HousePage", on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=255)
    audience = models.CharField(max_length=14, choices=Audience.choices)
    version = models.PositiveIntegerField()
    seq = models.PositiveBigIntegerField()
    updated_at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    content_locales = models.JSONField(default=list)
    texts = models.JSONField(default=dict)
    withdrawn = models.BooleanField(default=False)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    successor = models.UUIDField(null=True)

    objects = PublishedOfferQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("house", "offer_id"), name="one_row_for_an_offer_in_a_house")]
        indexes = [
            models.Index(fields=("house", "slug"), name="published_offer_slug"),
            models.Index(fields=("house", "seq"), name="published_offer_seq"),
        ]


class OfferDocumentQuerySet(models.QuerySet["OfferDocument"]):
    """The same door, to what is shown of an offer in one language."""

    def live(self, house_id: int) -> "OfferDocumentQuerySet":
        """The documents of the offers of a House that the public may see."""
        return self.filter(house_id=house_id, offer__withdrawn=False)


class OfferDocument(models.Model):
    """An offer as it is shown in one language of its House, also where no translation exists: then the Dutch text,
    marked.
    """

    offer = models.ForeignKey(PublishedOffer, on_delete=models.CASCADE, related_name="documents")
    house = models.ForeignKey("home.HousePage", on_delete=models.CASCADE, related_name="+")
    locale = models.CharField(max_length=12)
    content_locale = models.CharField(max_length=12)
    status = models.CharField(max_length=12, choices=TranslationStatus.choices)
    title_key = models.TextField()
    list_json = models.TextField()
    detail_json = models.TextField()

    objects = OfferDocumentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("offer", "locale"), name="one_document_an_offer_and_locale")]
        indexes = [models.Index(fields=("house", "locale", "offer"), name="offer_document_list")]


class FormerSlug(models.Model):
    """An address that an offer once had; it leads to the offer for ever."""

    house = models.ForeignKey("home.HousePage", on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=255)
    offer = models.ForeignKey(PublishedOffer, on_delete=models.CASCADE, related_name="former_slugs")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("house", "slug"), name="one_offer_for_a_former_slug")]


class NetworkDocument(models.Model):
    """The House itself, a partner, a place, the mission or a content page, as shown in one language."""

    class Kind(models.TextChoices):
        """What the document is about."""

        HOUSE = "house"
        PARTNER = "partner"
        PLACE = "place"
        MISSION = "mission"
        PAGE = "page"
        TAXONOMY = "taxonomy"

    house = models.ForeignKey("home.HousePage", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.UUIDField()
    slug = models.SlugField(max_length=255)
    locale = models.CharField(max_length=12)
    payload = models.JSONField()
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("house", "kind", "key", "locale"), name="one_network_document_a_locale")
        ]
        indexes = [models.Index(fields=("house", "kind", "locale", "slug"), name="network_document_slug")]


class LogPosition(models.Model):
    """Where the change log of a House stands.

    Whoever appends holds a lock on this row until the end of its transaction, so that a reader never passes a number
    that is still to come.
    """

    house = models.OneToOneField("home.HousePage", on_delete=models.CASCADE, related_name="log_position")
    position = models.PositiveBigIntegerField(default=0)
    pruned_to = models.PositiveBigIntegerField(default=0)
    made_with = models.CharField(max_length=32, blank=True)


class Change(models.Model):
    """The latest change of one thing.

    The log keeps one row a thing: an older change of it says nothing that the newer does not.
    """

    class Op(models.TextChoices):
        """What a reader must do."""

        UPSERT = "upsert"
        DELETE = "delete"

    class Type(models.TextChoices):
        """What has changed."""

        OFFER = "offer"
        PARTNER = "partner"
        PLACE = "place"
        TAXONOMY = "taxonomy"
        HOUSE = "house"

    house = models.ForeignKey("home.HousePage", on_delete=models.CASCADE, related_name="+")
    seq = models.PositiveBigIntegerField()
    op = models.CharField(max_length=6, choices=Op.choices)
    type = models.CharField(max_length=8, choices=Type.choices)
    object_id = models.UUIDField()
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    reason = models.CharField(max_length=10, blank=True)
    successor = models.UUIDField(null=True)
    langs = models.JSONField(default=list)

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=("house", "seq"), name="one_change_a_number"),
            models.UniqueConstraint(fields=("house", "type", "object_id"), name="one_change_a_thing"),
        ]


class CatalogueImport(models.Model):
    """A House that came from a catalogue folder, and by how many days its dates were moved."""

    house = models.OneToOneField("home.HousePage", on_delete=models.CASCADE, related_name="+")
    shift_days = models.IntegerField()

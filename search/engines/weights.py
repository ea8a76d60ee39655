"""What a word is worth, depending on where it stands. All numbers of the word ranking are here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """Weight of a field, how much its length matters (0..1), and the length, in words, that counts as normal."""

    weight: float
    length_matters: float
    normal_length: float

    def share(self, count: float, length: int) -> float:
        """What `count` occurrences in a field of `length` words add to a term's weight (BM25F)."""
        return self.weight * count / (1 - self.length_matters + self.length_matters * length / self.normal_length)


# The normal lengths are fixed numbers, not averages of the moment: a changed offer never changes the rows of another.
TITLE = Field(6.0, 0.3, 4)
PARTNER = Field(3.0, 0.1, 4)
PLACE = Field(3.0, 0.1, 5)
SUMMARY = Field(2.0, 0.5, 14)
PLAIN_SUMMARY = Field(2.0, 0.5, 24)
BODY = Field(1.0, 0.6, 75)
TEXT_FIELDS = {"title": TITLE, "summary": SUMMARY, "plain_summary": PLAIN_SUMMARY, "body": BODY}
COMPOUND_PART = 0.5

# The first category of an offer is what it is; the others are what it also touches.
CATEGORY_BY_POSITION = (1.0, 0.7, 0.5)
LIFE_STAGE_OR_TARGET_GROUP = 0.5

KEYWORD = 4.0
LABEL_OR_SYNONYM = 1.0
PHRASE = 0.6

SATURATION = 1.2

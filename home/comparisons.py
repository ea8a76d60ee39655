"""How two versions of a page are compared, field by field, in words that a coordinator reads without effort."""

import re
from typing import Any

from django.db import models
from django.utils.formats import date_format, number_format, time_format
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, M2MFieldComparison, TextDiff, diff_text, register_comparison_class
from wagtail.fields import RichTextField
from wagtail.utils.text import text_from_html

from home.fields import ChoiceListField, LocalizedLinesField, LocalizedTextField

EDITORS_MARK = re.compile(r' data-block-key="[^"]*"')
SAME_TAGS = ((re.compile(r"<(/?)b>"), r"<\1strong>"), (re.compile(r"<(/?)i>"), r"<\1em>"))
LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)


class ReadableComparison(FieldComparison):
    """Values of a field as people write them."""

    def readable(self, value: Any) -> str:
        """A value in words; nothing for an empty one."""
        return "" if value is None else str(value)

    def htmldiff(self) -> str:
        before, after = self.readable(self.val_a), self.readable(self.val_b)
        if before == after:
            return TextDiff([("equal", before)]).to_html()
        changes = [("deletion", before), ("addition", after)]
        return TextDiff([(change, text) for change, text in changes if text]).to_html()


class YesNoComparison(ReadableComparison):
    """A box that is ticked or not."""

    def readable(self, value: Any) -> str:
        return _("yes") if value else _("no")


class DateComparison(ReadableComparison):
    """A day."""

    def readable(self, value: Any) -> str:
        return date_format(value) if value else ""


class TimeComparison(ReadableComparison):
    """A time of day."""

    def readable(self, value: Any) -> str:
        return time_format(value, "H:i") if value is not None else ""


class AmountComparison(ReadableComparison):
    """An amount of money."""

    def readable(self, value: Any) -> str:
        return number_format(value, 2) if value is not None else ""


class RichTextComparison(FieldComparison):
    """A text with markup. What the editor's own machinery writes into it is no change; where a link leads is."""

    def has_changed(self) -> bool:
        return without_editors_marks(self.val_a) != without_editors_marks(self.val_b)

    def htmldiff(self) -> str:
        before, after = (
            text_from_html(LINK.sub(r"\2 (\1 )", without_editors_marks(value))) for value in (self.val_a, self.val_b)
        )
        return diff_text(before, after).to_html()


def without_editors_marks(markup: str | None) -> str:
    """Rich text as it reads, whatever editor or import wrote it."""
    markup = EDITORS_MARK.sub("", markup or "")
    for pattern, replacement in SAME_TAGS:
        markup = pattern.sub(replacement, markup)
    return markup


class ChoiceListComparison(M2MFieldComparison):
    """Several choices from a closed list."""

    def get_items(self) -> tuple[list[Any], list[Any]]:
        return list(self.val_a or ()), list(self.val_b or ())

    def get_item_display(self, item: Any) -> str:
        return str(dict(self.field.option_pairs()).get(item, item))


class LocalizedComparison(ReadableComparison):
    """Texts in several languages."""

    def readable(self, value: Any) -> str:
        lines = {code: ", ".join(text) if isinstance(text, list) else text for code, text in (value or {}).items()}
        return "; ".join(f"{code}: {text}" for code, text in lines.items())


def register() -> None:
    """Use these comparisons for the fields of all models."""
    for field, comparison in (
        (models.BooleanField, YesNoComparison),
        (models.DateField, DateComparison),
        (models.TimeField, TimeComparison),
        (models.DecimalField, AmountComparison),
        (models.IntegerField, ReadableComparison),
        (models.FloatField, ReadableComparison),
        (RichTextField, RichTextComparison),
        (ChoiceListField, ChoiceListComparison),
        (LocalizedTextField, LocalizedComparison),
        (LocalizedLinesField, LocalizedComparison),
    ):
        register_comparison_class(field, comparison_class=comparison)

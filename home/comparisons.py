"""How two versions of a page are compared, field by field, in words that a coordinator reads without effort."""

from typing import Any

from django.db import models
from django.utils.formats import date_format, number_format, time_format
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, M2MFieldComparison, TextDiff, register_comparison_class

from home.fields import ChoiceListField, LocalizedLinesField, LocalizedTextField


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
        (ChoiceListField, ChoiceListComparison),
        (LocalizedTextField, LocalizedComparison),
        (LocalizedLinesField, LocalizedComparison),
    ):
        register_comparison_class(field, comparison_class=comparison)

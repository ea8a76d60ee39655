"""The form with which an editor tries a search, with lists that are not saved yet."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home.choices import SOURCE_LOCALE
from home.fields import LinesField
from offers.documents.houses import House
from offers.labels import language_name
from offers.models import Category
from search.analysis.lists import lists_with
from search.analysis.tokens import QUERY_LIMIT
from search.draft import Draft
from search.models import Thesaurus
from search.models.thesaurus import READERS
from search.word_lines import additions_of

LINES, LONGEST_LINES = 8, 50_000


class TryForm(forms.Form):
    """A question to a House, and the draft. What is wrong in a list is said, and left out of the search."""

    q = forms.CharField(label=_("What would a family type?"), max_length=QUERY_LIMIT, required=False)
    lang = forms.ChoiceField(label=_("Language of the page"), required=False)
    house = forms.ChoiceField(label=_("House"), required=False)
    exceptions = forms.CharField(required=False, max_length=10 * LONGEST_LINES, strip=False)
    building_words = forms.CharField(required=False, max_length=LONGEST_LINES, strip=False)
    out_of_scope = forms.CharField(required=False, max_length=LONGEST_LINES, strip=False)
    category = forms.ModelChoiceField(
        Category.objects.none(), label=_("As if this category"), required=False, to_field_name="slug"
    )
    synonyms = LinesField(label=_("also had these words"), required=False, max_length=LONGEST_LINES)

    def __init__(self, data: Any, houses: Iterable[House], stored: Thesaurus) -> None:
        self.houses = {house.slug: house for house in houses}
        self.problems: dict[str, list[Any]] = {}
        super().__init__(data, initial={name: getattr(stored, name) for name in READERS})
        fields: dict[str, Any] = self.fields
        model_fields = {field.name: field for field in Thesaurus._meta.fields}
        languages = sorted({code for house in self.houses.values() for code in house.locales})
        languages.sort(key=lambda code: code != SOURCE_LOCALE)
        fields["lang"].choices = [(code, language_name(code)) for code in languages]
        fields["house"].choices = [(house.slug, house.name) for house in self.houses.values()]
        categories = Category.objects.select_related("pillar").order_by("pillar__sort_order", "sort_order", "slug")
        fields["category"].queryset = categories
        fields["synonyms"].help_text = _("One a line, in the language chosen above.")
        for name in READERS:
            fields[name].label = capfirst(model_fields[name].verbose_name)
            fields[name].help_text = model_fields[name].help_text
            fields[name].widget = forms.Textarea(attrs={"rows": LINES})
        fields["synonyms"].widget.attrs["rows"] = 3

    def clean(self) -> dict[str, Any]:
        """Note which lines are wrong: unlike errors they leave the rest of their list in use."""
        cleaned = super().clean() or {}
        self.problems = {name: read(cleaned.get(name, "")).problems for name, read in READERS.items()}
        return cleaned

    def lists(self) -> list[dict[str, Any]]:
        """The fields of the lists, each with its wrong lines."""
        return [{"field": self[name], "problems": self.problems.get(name, [])} for name in READERS]

    @property
    def chosen_house(self) -> House:
        """The House that is asked, the first unless another was chosen."""
        return self.houses.get(self.cleaned_data.get("house", "")) or next(iter(self.houses.values()))

    @property
    def chosen_language(self) -> str:
        """The language of the page, Dutch unless another was chosen."""
        return self.cleaned_data.get("lang") or SOURCE_LOCALE

    def draft(self) -> Draft:
        """The draft that was written."""
        lists = {name: self.cleaned_data.get(name, "") for name in READERS}
        category = self.cleaned_data.get("category")
        synonyms = tuple(self.cleaned_data.get("synonyms") or ()) if category else ()
        slug = category.slug if category and synonyms else ""
        return Draft(lists_with(additions_of(**lists)), slug, self.chosen_language, synonyms)


def category_labels() -> dict[str, str]:
    """The labels of the categories, for whoever reads the admin."""
    locale = get_language() or SOURCE_LOCALE
    return {category.slug: category.label(locale) for category in Category.objects.all()}

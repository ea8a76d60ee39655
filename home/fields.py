"""Model fields for small structured values that are stored as JSON and edited as ordinary form fields."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _


class ChoiceListField(models.JSONField):
    """A list of values of a closed list, in the list's own order, edited as checkboxes."""

    def __init__(self, *args: Any, options: Any = (), **kwargs: Any) -> None:
        self.options = options
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs

    def option_pairs(self) -> list[tuple[str, Any]]:
        """The (value, label) pairs that may be chosen."""
        options = self.options
        return list(
            options() if callable(options) and not hasattr(options, "choices") else getattr(options, "choices", options)
        )

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=self.option_pairs,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        unknown = set(value or ()) - {key for key, _label in self.option_pairs()}
        if unknown:
            raise ValidationError(
                _("Unknown choice: %(values)s"), params={"values": ", ".join(sorted(map(str, unknown)))}
            )


class LocalizedWidget(forms.MultiWidget):
    """One input for each language, with the language's own name above it."""

    template_name = "home/widgets/localized.html"

    def __init__(self, widget: type[forms.Widget], attrs: dict | None = None) -> None:
        self.codes = [code for code, _name in settings.LANGUAGES]
        super().__init__({code: widget(attrs=attrs) for code in self.codes})

    def decompress(self, value: Any) -> list:
        value = value or {}
        return [value.get(code) for code in self.codes]

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        for code, part in zip(self.codes, context["widget"]["subwidgets"], strict=True):
            info = get_language_info(code)
            part["language"] = {"code": code, "name": info["name_local"], "dir": "rtl" if info["bidi"] else "ltr"}
            part["attrs"] |= {"lang": code, "dir": part["language"]["dir"]}
        return context


class LinesField(forms.CharField):
    """A list of short texts, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else (value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(self.prepare_value(initial)) != self.to_python(data)


class LinesWidget(forms.Textarea):
    """A text area that shows a list of texts one a line; a long list gets more room, an empty one little."""

    fewest_rows, most_rows = 3, 25

    def format_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        lines = (context["widget"]["value"] or "").count("\n") + 2
        context["widget"]["attrs"]["rows"] = max(self.fewest_rows, min(self.most_rows, lines))
        return context


class LocalizedFormField(forms.MultiValueField):
    """The form field of a value in every language: {language code: text}, without the empty ones."""

    part_class: type[forms.Field] = forms.CharField
    part_widget: type[forms.Widget] = forms.TextInput

    def __init__(self, *, required_codes: tuple[str, ...] = (), **kwargs: Any) -> None:
        codes = [code for code, _name in settings.LANGUAGES]
        super().__init__(
            [self.part_class(required=code in required_codes) for code in codes],
            require_all_fields=False,
            widget=LocalizedWidget(self.part_widget),
            **kwargs,
        )
        self.codes = codes

    def compress(self, data_list: list) -> dict:
        return {code: value for code, value in zip(self.codes, data_list or [], strict=False) if value}


class LocalizedLinesFormField(LocalizedFormField):
    """The form field of a list of texts in every language."""

    part_class = LinesField
    part_widget = LinesWidget


class LocalizedTextField(models.JSONField):
    """A short text in every language: {language code: text}."""

    form_class = LocalizedFormField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return self.form_class(
            required=not self.blank,
            required_codes=() if self.blank else ("nl",),
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )


class LocalizedLinesField(LocalizedTextField):
    """A list of texts in every language: {language code: [text]}."""

    form_class = LocalizedLinesFormField

"""The admin as a browser meets it: log in, read a form as it is filled in, send it back changed."""

from django.test import Client
from lxml import html


def logged_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def form_values(response, form_id="page-edit-form"):
    """The fields of the editor's form as a browser would send them: {name: value or [values]}."""
    tree = html.fromstring(response.content.decode())
    found = tree.xpath(f"//form[@id='{form_id}' or @data-edit-form]")
    form = found[0] if found else max(tree.xpath("//form"), key=lambda node: len(node.xpath(".//input")))
    values = {}
    for name, value in form.form_values():
        if "__prefix__" in name:
            continue
        if name in values:
            known = values[name] if isinstance(values[name], list) else [values[name]]
            values[name] = [*known, value]
        else:
            values[name] = value
    return values


def errors_of(response):
    """What the page says is wrong: {field name: message}; the key "" is for what belongs to no field."""
    errors = {}
    form = response.context["form"]
    for name, messages in form.errors.items():
        errors["" if name == "__all__" else name] = " ".join(messages)
    for part, formset in form.formsets.items():
        for number, row in enumerate(formset.forms):
            for name, messages in row.errors.items():
                errors[f"{part}-{number}-{name}"] = " ".join(messages)
        if formset.non_form_errors():
            errors[part] = " ".join(formset.non_form_errors())
    return errors

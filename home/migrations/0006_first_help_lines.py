"""Houses that are there already get the help lines that a new House begins with."""

from django.db import migrations

from home.help_lines import shipped


def add_help_lines(apps, schema_editor):
    House, HelpLine = apps.get_model("home", "HousePage"), apps.get_model("home", "HelpLine")
    for house in House.objects.filter(locale__language_code="nl", help_lines__isnull=True):
        HelpLine.objects.bulk_create(
            HelpLine(house=house, sort_order=number, **fields) for number, fields in enumerate(shipped())
        )


class Migration(migrations.Migration):

    dependencies = [("home", "0005_help_lines")]

    operations = [migrations.RunPython(add_help_lines, migrations.RunPython.noop)]

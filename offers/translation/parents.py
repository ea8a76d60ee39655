"""A translation needs a place in the tree of its language: the pages above it, as drafts without text."""

from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Page, PageLogEntry
from wagtail_localize.fields import TranslatableField

from home.models import BasePage, HousePage
from home.models.base import HOUSE_PATH_LENGTH

STEP = 4


def ensure_translated_parents(page: Page, locale: Locale) -> list[Page]:
    """Make the pages above a page that a language does not have yet, from the House down. Returns those made.

    Without this, wagtail-localize would put aliases there: copies that follow the Dutch page and are published with it.
    """
    made = []
    for end in range(HOUSE_PATH_LENGTH, len(page.path), STEP):
        above = Page.objects.get(path=page.path[:end]).specific
        if above.has_translation(locale):
            continue
        skeleton = add_skeleton(above, locale)
        made.append(skeleton)
    return made


def add_skeleton(page: BasePage, locale: Locale) -> Page:
    """A draft of a page in another language that holds its place in the tree and has no text but its name."""
    skeleton = page.copy_for_translation(locale, exclude_fields=[*texts_of(page), *parts_of(page)])
    PageLogEntry.objects.log_action(skeleton, "wagtail.create")
    return skeleton


def texts_of(page: BasePage) -> list[str]:
    """The names of a page's texts; its title stays, because no page goes without."""
    return [
        field.field_name
        for field in type(page).translatable_fields
        if isinstance(field, TranslatableField) and field.field_name != "title"
    ]


def parts_of(page: BasePage) -> list[str]:
    """The names of a House's rows: they are facts, and stand on the Dutch page only."""
    return (
        [relation.get_accessor_name() for relation in get_all_child_relations(HousePage)]
        if isinstance(page, HousePage)
        else []
    )

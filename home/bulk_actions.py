"""Actions on many things at once name only things that the user may find."""

from typing import Any

from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.pages import bulk_actions as of_pages
from wagtail.documents.views.bulk_actions import add_tags as document_tags
from wagtail.documents.views.bulk_actions import add_to_collection as document_collection
from wagtail.documents.views.bulk_actions import delete as document_delete
from wagtail.images.views.bulk_actions import add_tags as image_tags
from wagtail.images.views.bulk_actions import add_to_collection as image_collection
from wagtail.images.views.bulk_actions import delete as image_delete
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction as SnippetDelete

from home.permissions import explorable_pages

WAGTAILS = (
    of_pages.DeleteBulkAction,
    of_pages.MoveBulkAction,
    of_pages.PublishBulkAction,
    of_pages.UnpublishBulkAction,
    image_tags.AddTagsBulkAction,
    image_collection.AddToCollectionBulkAction,
    image_delete.DeleteBulkAction,
    document_tags.AddTagsBulkAction,
    document_collection.AddToCollectionBulkAction,
    document_delete.DeleteBulkAction,
    SnippetDelete,
)


class SilentAboutOthers(BulkAction):
    """Wagtail lists by title what the user may not touch, also what the user may not know of."""

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        objects, refused = super().get_actionable_objects()
        known = self.known({key_of(thing) for things in refused.values() for thing in things})
        return objects, {
            name: [thing for thing in things if key_of(thing) in known] for name, things in refused.items()
        }

    def known(self, keys: set[Any]) -> set[Any]:
        """Those of some things that the user may find."""
        user = self.request.user
        if issubclass(self.model, Page):
            found = explorable_pages(user)
        else:
            found = policy_registry.get_by_type(self.model).instances_user_has_any_permission_for(
                user, {"change", "delete", "choose"}
            )
        return set(found.filter(pk__in=keys).values_list("pk", flat=True))


def key_of(thing: Any) -> Any:
    """The key of a thing, as it is or with a note beside it."""
    return (thing["item"] if isinstance(thing, dict) else thing).pk


def actions() -> list[type[BulkAction]]:
    """Wagtail's actions, silent about others."""
    return [type(f"Silent{action.__name__}", (SilentAboutOthers, action), {}) for action in WAGTAILS]

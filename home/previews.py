"""What a draft looks like in public. Apps that show pages register how; this app does not know them."""

from collections.abc import Callable

from django.db.models import Model
from django.http import HttpRequest, HttpResponse

Preview = Callable[[HttpRequest, Model], HttpResponse]
previews: dict[type[Model], Preview] = {}


def register_preview(model: type[Model], preview: Preview) -> None:
    """Let drafts of a page type be seen as `preview` renders them."""
    previews[model] = preview

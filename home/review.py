"""What waits for a coordinator, with what would change."""

from typing import Any

from django.urls import reverse
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel


class ToReviewPanel(WorkflowObjectsToModeratePanel):
    """The pages that partners have submitted: who, when, what changes, and the answer."""

    name = "to_review"
    template_name = "home/admin/to_review.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        for state in context["states"]:
            page, revision = state["obj"], state["revision"]
            state["parent"] = page.get_parent() if hasattr(page, "get_parent") else None
            state["compare_url"] = (
                reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", revision.pk])
                if page.live
                else ""
            )
        return context

"""The API that the admin's own scripts use: it lists what the user may choose, and changes nothing."""

from django.db.models import QuerySet
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry


class OwnPages(PagesAdminAPIViewSet):
    """Pages that the user may find.

    Wagtail's actions (copy, publish, move ...) stay with the pages of the admin, where our rules are.
    """

    actions: dict[str, type] = {}

    def get_base_queryset(self) -> QuerySet:
        user = self.request.user
        policy = policy_registry.get_by_type(self.model)
        known = user.is_superuser or policy.get_cached_permissions_for_user(user)
        return super().get_base_queryset() if known else self.model.objects.none()


class OwnFiles(BaseAPIViewSet):
    """Files in collections from which the user may choose."""

    def get_queryset(self) -> QuerySet:
        """Without those of others."""
        choosable = policy_registry.get_by_type(self.model).instances_user_has_any_permission_for(
            self.request.user, {"choose"}
        )
        return super().get_queryset().filter(pk__in=choosable.values("pk"))


class OwnImages(OwnFiles, ImagesAdminAPIViewSet):
    """Pictures."""


class OwnDocuments(OwnFiles, DocumentsAdminAPIViewSet):
    """Documents."""

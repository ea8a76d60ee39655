"""Documents are for who works in the admin; of uploads, only pictures made for pages are public."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.mark.django_db
def test_a_document_asks_for_a_login(settings, tmp_path: Path) -> None:
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    settings.MEDIA_ROOT = tmp_path
    document = get_document_model().objects.create(title="Verslag", file=ContentFile(b"intern", name="verslag.txt"))
    reply = Client().get(document.url)
    assert (reply.status_code, reply["Location"].partition("?")[0]) == (302, "/admin/login/")
    admin = Client()
    admin.force_login(get_user_model().objects.create_superuser("admin"), backend=BACKEND)
    assert b"".join(admin.get(document.url)) == b"intern"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/media/documents/verslag.txt", "/media/original_images/a.jpg", "/media/images/../documents/a"]
)
def test_other_uploads_have_no_public_address(path: str) -> None:
    assert Client().get(path).status_code in (400, 404)

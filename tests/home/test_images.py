"""Uploaded pictures: without traces, with a description, not too big, in the own collection."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from home.models import HubImage
from tests.admin import logged_in
from tests.factories import collection_of, make_house, make_image, make_partner, make_user

pytestmark = pytest.mark.django_db


def photo(size=(40, 30), file_format="JPEG", orientation=6, **options):
    """A picture as a telephone takes it: lying on its side, with the place where it was taken."""
    image, traces = Image.new("RGB", size, "orange"), Image.Exif()
    traces[0x0112], traces[0x010F] = orientation, "Telefoon van An"
    traces.get_ifd(0x8825)[2] = (51.0, 0.0, 0.0)
    target = io.BytesIO()
    image.save(target, format=file_format, exif=traces, **options)
    return SimpleUploadedFile(
        f"foto.{file_format.lower()}", target.getvalue(), content_type=f"image/{file_format.lower()}"
    )


@pytest.fixture
def partner():
    return make_partner(make_house())


@pytest.fixture
def editor(partner):
    return logged_in(make_user("editor", partner))


def upload(client, **fields):
    return client.post("/admin/images/add/", {"title": "Foto", "description": "Kinderen spelen.", **fields})


@pytest.mark.parametrize("file_format", ["JPEG", "WEBP", "PNG"])
def test_traces_of_the_camera_are_taken_away_and_the_picture_stands_upright(editor, file_format):
    editor.post(
        "/admin/images/chooser/create/",
        {
            "image-chooser-upload-title": "Foto",
            "image-chooser-upload-description": "Kinderen spelen.",
            "image-chooser-upload-file": photo(file_format=file_format),
        },
    )
    image = HubImage.objects.get()
    stored = Image.open(image.file)
    assert (stored.size, image.width, image.height) == ((30, 40), 30, 40)
    assert not stored.getexif()
    image.file.seek(0)
    assert b"Telefoon" not in image.file.read()


def test_an_upload_goes_to_the_own_collection_and_asks_for_a_description(editor, partner):
    fields = {"image-chooser-upload-title": "Foto", "image-chooser-upload-file": photo()}
    response = editor.post("/admin/images/chooser/create/", fields)
    assert not HubImage.objects.exists()
    assert "image-chooser-upload-description" in response.json()["htmlFragment"]
    editor.post(
        "/admin/images/chooser/create/",
        fields | {"image-chooser-upload-file": photo(), "image-chooser-upload-description": "Kinderen."},
    )
    assert HubImage.objects.get().collection == collection_of(partner)


def test_a_picture_that_is_too_big_is_refused_with_the_limit(editor, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1000
    response = editor.post(
        "/admin/images/chooser/create/",
        {
            "image-chooser-upload-title": "Foto",
            "image-chooser-upload-description": "Groot.",
            "image-chooser-upload-file": photo((100, 100)),
        },
    )
    assert "10000" in response.json()["htmlFragment"].replace(".", "")
    assert not HubImage.objects.exists()


def test_the_limit_is_forty_megapixels(settings):
    assert settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS == 40_000_000


def test_only_the_own_pictures_can_be_chosen(editor, partner):
    other = make_partner(partner.get_parent().get_parent().specific, "de-buur")
    make_image(partner, "Eigen foto")
    make_image(other, "Foto van de buur")
    shown = editor.get("/admin/images/chooser/").json()["html"]
    assert "Eigen foto" in shown
    assert "Foto van de buur" not in shown

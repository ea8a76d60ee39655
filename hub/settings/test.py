"""Tests: fast hashing, an in-memory database, plain static files; HUB_TEST_DATABASE names another database."""

from hub.settings.base import *

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": database(env.text("HUB_TEST_DATABASE", "sqlite:///"))}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = "/nonexistent"
WAGTAILADMIN_BASE_URL = "http://testserver"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
HUB_API_RATE = "off"
AXES_ENABLED = False
SEARCH_MEANING = "off"

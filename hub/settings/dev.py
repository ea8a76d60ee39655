"""The embedded default: SQLite and files in one folder, no server to install. `make demo` and `make run` use it."""

import secrets

from hub.settings.base import *

DATA_DIR = Path(env.text("HUB_DATA", str(BASE_DIR / ".hub")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("HUB_DEBUG", default=False)
ALLOWED_HOSTS = ["*"]


def secret_key() -> str:
    """A key of this installation's own, made at the first start and kept beside its data."""
    path = DATA_DIR / "secret-key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = env.text("HUB_SECRET_KEY", "") or secret_key()
DATABASES = {"default": database(env.text("HUB_DATABASE", f"sqlite:///{DATA_DIR / 'hub.sqlite3'}"))}
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
WAGTAILADMIN_BASE_URL = f"http://londerzeel.localhost:{env.text('HUB_PORT', '8000')}"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"

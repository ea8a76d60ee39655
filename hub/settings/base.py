"""Settings that hold everywhere. They are strict; dev and test loosen them."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from hub import env

# numpy's library for matrices would start a thread for every processor in every process, and its driver for many
# threads needs more stack than the threads of granian have: they crash. It reads this when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

BASE_DIR = Path(__file__).resolve().parents[2]

DEBUG = False
SECRET_KEY = ""
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "hub",
    "search",
    "offers",
    "home",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "hub.gateway.ApiGateway",
    "hub.middleware.PermissionsPolicy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "hub.middleware.AdminTransaction",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def database(url: str) -> dict:
    """Django's database settings from `sqlite:///path` or `postgresql://user:password@host:port/name`.

    SQLite runs with settings under which four writers at once never met "database is locked".
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path.removeprefix("/")) or ":memory:",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32768;",
            },
        }
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(f"HUB_DATABASE must begin with sqlite:/// or postgresql://, not {parts.scheme!r}.")


AUTH_USER_MODEL = "home.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Ten wrong passwords for one account from one address close that door for half an hour.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

LANGUAGE_CODE = "nl"
LANGUAGES = [
    ("nl", "Nederlands"),
    ("fr", "Français"),
    ("en", "English"),
    ("ar", "العربية"),
    ("tr", "Türkçe"),
    ("pl", "Polski"),
    ("ro", "Română"),
    ("bg", "Български"),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("es", "Español"),
    ("fa", "فارسی"),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locales"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Europe/Brussels"
USE_TZ = True

STATIC_URL = "/static/"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The session belongs to the admin alone: no public page ever sends or reads a cookie.
SESSION_COOKIE_PATH = "/admin/"
CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
LOGIN_URL = "wagtailadmin_login"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/admin/",),
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "script-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"],
    },
}

WAGTAIL_SITE_NAME = "Huis van het Kind"
WAGTAILADMIN_BASE_URL = ""
WAGTAILIMAGES_IMAGE_MODEL = "home.HubImage"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"jpeg": "webp", "png": "webp", "gif": "webp", "webp": "webp"}
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "txt"]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAIL_USAGE_COUNT_ENABLED = False
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "home.admin_search"}}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Requests a minute and client address that the public API answers; `off` lifts the limit.
HUB_API_RATE = env.text("HUB_API_RATE", "300")
# Worker processes of the server, between which the limit is shared.
HUB_WORKERS = env.number("HUB_WORKERS", 1)
# Trusted proxies in front of the server, each of which adds an address to X-Forwarded-For.
HUB_PROXIES = env.number("HUB_PROXIES", 0)
# Where words are looked up: `database`, or `elasticsearch` where one machine is not enough.
SEARCH_ENGINE = env.choice("SEARCH_ENGINE", ("database", "elasticsearch"))
# Addresses of the cluster's nodes, each with its port, such as https://search.example.org:9200.
ELASTICSEARCH_URL = env.addresses("ELASTICSEARCH_URL", needed=SEARCH_ENGINE == "elasticsearch")
ELASTICSEARCH_API_KEY = env.text("ELASTICSEARCH_API_KEY", "")
# The file with the certificate authority of the cluster, where it has its own.
ELASTICSEARCH_CA = env.text("ELASTICSEARCH_CA", "")
ELASTICSEARCH_INDEX_PREFIX = env.text("ELASTICSEARCH_INDEX_PREFIX", "hub")
# Seconds that a search waits for the cluster; then the database answers, so that both together take less than one.
ELASTICSEARCH_BUDGET = 0.6
ELASTICSEARCH_MEANING_BUDGET = 0.15
# Address of a geocoder for streets that a House does not know itself (`search.geocoder`); empty for none.
HUB_GEOCODER_URL = env.text("HUB_GEOCODER_URL", "")
# Where activities are sent to (`offers.faces.uitdatabank`), and the key for it; empty for nowhere.
HUB_UITDATABANK_URL = env.text("HUB_UITDATABANK_URL", "")
HUB_UITDATABANK_KEY = env.text("HUB_UITDATABANK_KEY", "")
# The leg of meaning: `auto` (the bundled model where it is installed and the processor can run it), `off`, or the
# address of an endpoint with the shape of OpenAI's embeddings.
SEARCH_MEANING = env.text("HUB_SEARCH_MEANING", "auto")
EMBEDDINGS_MODEL = env.text("HUB_EMBEDDINGS_MODEL", "multilingual-e5-small")
EMBEDDINGS_KEY = env.text("HUB_EMBEDDINGS_KEY", "")
# Seconds that a search waits for the meaning of a query; then words answer alone.
MEANING_BUDGET = 0.15
# Whether what is known about meaning is brought up to date beside the requests that need it, or by them.
MEANING_ASIDE = True
# How close to the edge of what a House is about a question may lie: higher is stricter (0 to 0.3).
SEARCH_LEAST_SCOPE = float(env.text("HUB_SEARCH_LEAST_SCOPE", "0.2"))
# How many days the change log keeps what has been superseded or deleted.
HUB_CHANGES_RETENTION_DAYS = 90
# How many days a question to the contact point is kept when nobody marks it as answered; more than 90 count as 90.
HUB_QUESTIONS_DAYS = env.number("HUB_QUESTIONS_DAYS", 90)
# Whether apps on private addresses may be told of changes, and those without encryption (`offers.webhooks.addresses`).
HUB_WEBHOOKS_PRIVATE = env.flag("HUB_WEBHOOKS_PRIVATE", default=False)

# The admin shows its previews in a frame of its own origin.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

SITE_NAME = _("Huis van het Kind")

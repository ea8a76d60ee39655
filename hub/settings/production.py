"""Production: everything that must be known comes from the environment, and HTTPS is taken for granted."""

from hub.settings.base import *

SECRET_KEY = env.text("HUB_SECRET_KEY")
ALLOWED_HOSTS = env.items("HUB_HOSTS") or [env.text("HUB_HOSTS")]
DATABASES = {"default": database(env.text("HUB_DATABASE"))}
MEDIA_ROOT = Path(env.text("HUB_MEDIA"))
STATIC_ROOT = Path(env.text("HUB_STATIC"))
WAGTAILADMIN_BASE_URL = env.text("HUB_ADMIN_URL")

SECURE_SSL_REDIRECT = env.flag("HUB_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.number("HUB_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

EMAIL_HOST = env.text("HUB_EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("HUB_EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("HUB_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("HUB_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("HUB_EMAIL_TLS", default=False)
DEFAULT_FROM_EMAIL = env.text("HUB_EMAIL_FROM", "hub@localhost")

"""The WSGI application that granian serves."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.production")

application = get_wsgi_application()

from search.searching import warm_up  # noqa: E402 - only now are the apps loaded

Thread(target=warm_up, name="warm-up", daemon=True).start()

"""Settings of the server that `manage.py bench` measures: those of the demo, with a bare view, without a throttle."""

from hub.settings.dev import *

DEBUG = False
ROOT_URLCONF = "hub.bench_urls"
HUB_API_RATE = "off"

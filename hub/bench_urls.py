"""The hub's addresses and a bare view beside them, for `manage.py bench` alone."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from hub.urls import urlpatterns as hub_patterns


def bare(request: HttpRequest, size: int) -> HttpResponse:
    """So many bytes, without looking anything up."""
    return HttpResponse(b"x" * size, content_type="application/json")


urlpatterns = [path("bare/<int:size>", bare), *hub_patterns]

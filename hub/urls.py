"""Addresses."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from hub import health
from offers.views import house_stylesheet

LOCALE = "|".join(code for code, _name in settings.LANGUAGES)


urlpatterns = [
    path("", RedirectView.as_view(url="/nl/", permanent=False)),
    path("healthz", health.live),
    path("readyz", health.ready),
    path("robots.txt", health.robots),
    path("sitemap.xml", health.site_map),
    path("admin/", include("home.admin_urls")),
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("house.css", house_stylesheet, name="house_stylesheet"),
    re_path(rf"^(?P<locale>{LOCALE})/", include("search.urls")),
    re_path(rf"^(?P<locale>{LOCALE})/", include("offers.urls")),
]

handler404 = "offers.views.page_not_found"
handler500 = "offers.views.server_error"

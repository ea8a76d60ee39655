"""Addresses."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as admin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as document_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

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
    # Documents belong to the admin, where the session is; pictures are public, originals are not.
    path("admin/file/", include(decorate_urlpatterns(document_urls.urlpatterns, require_admin_access))),
    path("admin/", include(admin_urls)),
    path("media/images/<path:path>", serve, {"document_root": f"{settings.MEDIA_ROOT}/images"}),
    path("house.css", house_stylesheet, name="house_stylesheet"),
    re_path(rf"^(?P<locale>{LOCALE})/", include("search.urls")),
    re_path(rf"^(?P<locale>{LOCALE})/", include("offers.urls")),
]

handler404 = "offers.views.page_not_found"
handler500 = "offers.views.server_error"

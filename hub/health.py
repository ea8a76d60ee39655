"""Is the process alive, and can it answer? And what robots read."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from offers.documents.read import house_for_host, houses
from offers.sitemap import sitemap


def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process runs."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and a House is there to be shown; else 503."""
    try:
        connection.ensure_connection()
        count = len(houses())
    except DatabaseError:
        count = 0
    return JsonResponse({"status": "ok" if count else "not ready", "houses": count}, status=200 if count else 503)


def robots(request: HttpRequest) -> HttpResponse:
    """Pages for everybody; the admin is not for robots, and filtered lists have no end."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /api/",
        "Disallow: /*/aanbod/?",
        f"Sitemap: {request.scheme}://{request.get_host()}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")


def site_map(request: HttpRequest) -> HttpResponse:
    """The addresses of the House that search engines should know."""
    house = house_for_host(request.get_host())
    if house is None:
        return HttpResponse(status=404)
    return HttpResponse(sitemap(house, f"{request.scheme}://{request.get_host()}"), content_type="application/xml")

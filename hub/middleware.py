"""What stands between the server and the views of pages and admin."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from offers.pages import permissions_policy

View = Callable[[HttpRequest], HttpResponse]
WRITES = {"POST", "PUT", "PATCH", "DELETE"}


class PermissionsPolicy:
    """No page may ask a device for anything, unless its view has said so."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", permissions_policy())
        return response


class AdminTransaction:
    """Everything that one click in the admin changes, it changes in one transaction: the pages and the read model
    with them.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in WRITES or not request.path_info.startswith("/admin/"):
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

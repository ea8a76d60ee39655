"""Addresses of the API; `hub.gateway` resolves them, nothing else does."""

from django.urls import path

from hub import contract_views
from hub.api import api

urlpatterns = [
    path("api/v1/openapi.json", contract_views.openapi),
    path("api/v1/docs", contract_views.docs),
    path("api/v1/", api.urls),
]

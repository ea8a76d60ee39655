"""Addresses of the API; `hub.gateway` resolves them, nothing else does."""

from django.urls import path

from hub import contract_views
from hub.api import api, hsds_api

urlpatterns = [
    path("api/v1/openapi.json", contract_views.openapi),
    path("api/v1/docs", contract_views.docs),
    path("api/v1/docs/app", contract_views.sample_app),
    path("api/v1/", api.urls),
    path("api/hsds/v3/openapi.json", contract_views.hsds_openapi),
    path("api/hsds/v3/", hsds_api.urls),
]

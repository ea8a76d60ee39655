"""The public API, put together. Wrong requests never reach a route: `hub.gateway` stands in front."""

from typing import Any

from ninja import NinjaAPI

from hub.contract import describe
from offers.api import router as offers_router
from offers.sync_api import router as sync_router
from search.api import router as search_router


class HubAPI(NinjaAPI):
    """The API with its contract completed: what every endpoint accepts is said once, in `hub.contract`."""

    def get_openapi_schema(self, **options: Any) -> dict[str, Any]:  # type: ignore[override] # ninja's options pass
        return describe(super().get_openapi_schema(**options))


api = HubAPI(
    title="Offer hub of a Huis van het Kind", version="1", openapi_url=None, docs_url=None, urls_namespace="api-1"
)
api.add_router("", search_router)
api.add_router("", offers_router)
api.add_router("", sync_router)

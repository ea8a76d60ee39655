"""The public API, put together. Wrong requests never reach a route: `hub.gateway` stands in front."""

from typing import Any

from ninja import NinjaAPI

from hub.contract import DESCRIPTION, HSDS_DESCRIPTION, describe
from offers.api import router as offers_router
from offers.dates_api import router as dates_of_offers_router
from offers.hsds_api import router as hsds_router
from offers.professional import router as professional_router
from offers.sync_api import router as sync_router
from search.api import router as search_router
from search.dates_api import router as dates_router
from search.feedback_api import router as feedback_router
from search.formats_api import router as formats_router
from search.hsds_api import router as hsds_lists_router


class HubAPI(NinjaAPI):
    """The API with its contract completed: what every endpoint accepts is said once, in `hub.contract`."""

    def get_openapi_schema(self, **options: Any) -> dict[str, Any]:  # type: ignore[override] # ninja's options pass
        return describe(super().get_openapi_schema(**options), self.description)


api = HubAPI(
    title="Offer hub of a Huis van het Kind",
    version="1",
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api-1",
)
# Addresses with a name or an ending of their own come before `/offers/{identifier}`, which takes any name.
api.add_router("", search_router)
api.add_router("", dates_router)
api.add_router("", dates_of_offers_router)
# Before the offers, or `/offers/{identifier}` would take `/offers.geojson` for an offer.
api.add_router("", formats_router)
api.add_router("", offers_router)
api.add_router("", sync_router)
api.add_router("", feedback_router)
api.add_router("", professional_router)

hsds_api = HubAPI(
    title="Offer hub of a Huis van het Kind as HSDS",
    version="3.1",
    description=HSDS_DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="hsds-3",
)
hsds_api.add_router("", hsds_lists_router)
hsds_api.add_router("", hsds_router)

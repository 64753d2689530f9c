"""The REST door."""

from ninja import NinjaAPI

api = NinjaAPI(title="Denyut", version="1", docs_url=None, openapi_url="openapi.json", urls_namespace="api")

"""All addresses."""

from django.urls import include, path

from denyut.gateway.api import api
from denyut.site import views

urlpatterns = [
    path("", include("denyut.boards.urls")),
    path("", include("denyut.live.urls")),
    path("", include("denyut.people.urls")),
    path("", include("denyut.okr.urls")),
    path("", include("denyut.metrics.urls")),
    path("", include("denyut.alignment.urls")),
    path("", include("denyut.closing.urls")),
    path("", include("denyut.drafting.urls")),
    path("", include("denyut.rhythm.urls")),
    path("", include("denyut.chat.urls")),
    path("", include("denyut.tasks.urls")),
    path("", include("denyut.matters.urls")),
    path("", include("denyut.foresight.urls")),
    path("", include("denyut.steering.urls")),
    path("", include("denyut.sources.urls")),
    path("", include("denyut.meetings.urls")),
    path("", include("denyut.launch.urls")),
    path("", include("denyut.benefits.urls")),
    path("", include("denyut.assistant.urls")),
    path("", include("denyut.search.urls")),
    path("", include("denyut.inbox.urls")),
    path("", include("denyut.hooks.urls")),
    path("", include("denyut.exchange.urls")),
    path("api/v1/", api.urls),
    path("accounts/", include("denyut.people.account_urls")),
    path("palette/", views.palette, name="palette"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("health/", views.health, name="health"),
]
handler404 = "denyut.site.views.not_found"
handler500 = "denyut.site.views.failed"

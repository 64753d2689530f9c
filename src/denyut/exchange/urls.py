"""Addresses of import and export."""

from django.urls import path

from denyut.exchange.views import imports, past

app_name = "exchange"
urlpatterns = [
    path("import/", imports.imports, name="import"),
    path("import/<int:pk>/", imports.uploaded, name="upload"),
    path("import/<int:pk>/progress/", imports.progress, name="progress"),
    path("imports/", past.past, name="past"),
    path("imports/<int:pk>/", past.one_import, name="one"),
    path("imports/<int:pk>/undoing/", past.undoing, name="undoing"),
]

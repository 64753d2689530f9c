"""Addresses of import and export."""

from django.urls import path

from denyut.exchange import views

app_name = "exchange"
urlpatterns = [
    path("import/", views.imports, name="import"),
    path("import/<int:pk>/", views.uploaded, name="upload"),
    path("import/<int:pk>/progress/", views.progress, name="progress"),
]

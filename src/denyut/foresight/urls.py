"""Addresses of foresight."""

from django.urls import path

from denyut.foresight.views import warnings, watch

app_name = "foresight"
urlpatterns = [
    path("watch/", watch.watch, name="watch"),
    path("watch/<int:pk>/", warnings.warning, name="warning"),
    path("watch/<int:pk>/interventions/", warnings.interventions, name="interventions"),
]

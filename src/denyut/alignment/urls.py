"""Addresses of alignment."""

from django.urls import path

from denyut.alignment.views import map as maps

app_name = "alignment"
urlpatterns = [
    path("map/", maps.goals, name="map"),
]

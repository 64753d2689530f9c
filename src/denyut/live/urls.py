"""Addresses of the live floor that Django answers. The stream itself is no address of Django's."""

from django.urls import path

from denyut.live import views

app_name = "live"
urlpatterns = [path("live/presence", views.note, name="presence")]

"""Addresses of import and export."""

from django.urls import URLPattern

app_name = "exchange"
urlpatterns: list[URLPattern] = []

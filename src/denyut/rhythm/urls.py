"""Addresses of rhythm."""

from django.urls import URLPattern

app_name = "rhythm"
urlpatterns: list[URLPattern] = []

"""Addresses of boards."""

from django.urls import path

from denyut.boards import views

app_name = "boards"
urlpatterns = [path("", views.company, name="company")]

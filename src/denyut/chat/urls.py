"""Addresses of the chat."""

from django.urls import path

from denyut.chat import views

app_name = "chat"
urlpatterns = [
    path("rooms/", views.rooms, name="rooms"),
    path("rooms/<int:pk>/", views.room, name="room"),
    path("rooms/<int:pk>/lines/", views.lines, name="lines"),
    path("rooms/<int:pk>/seat/", views.seat, name="seat"),
    path("rooms/<int:pk>/edit/", views.edit, name="edit"),
    path("rooms/<int:pk>/read/", views.read, name="read"),
]

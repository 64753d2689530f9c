"""Addresses of the chat."""

from django.urls import path

from denyut.chat.views import lines, rooms

app_name = "chat"
urlpatterns = [
    path("rooms/", rooms.rooms, name="rooms"),
    path("rooms/<int:pk>/", rooms.room, name="room"),
    path("rooms/<int:pk>/lines/", lines.lines, name="lines"),
    path("rooms/<int:pk>/seat/", rooms.seat, name="seat"),
    path("rooms/<int:pk>/edit/", rooms.edit, name="edit"),
    path("rooms/<int:pk>/read/", lines.read, name="read"),
]

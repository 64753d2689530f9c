"""Addresses of the inbox."""

from django.urls import path

from denyut.inbox.views import notices, wishes

app_name = "inbox"
urlpatterns = [
    path("inbox/", notices.inbox, name="inbox"),
    path("inbox/bell/", notices.bell, name="bell"),
    path("inbox/read/", notices.read_everything, name="read_all"),
    path("inbox/<int:pk>/read/", notices.read, name="read"),
    path("settings/notices/", wishes.wishes, name="wishes"),
]

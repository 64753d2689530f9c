from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "denyut.meetings"
    label = "meetings"

from django.apps import AppConfig


class RhythmConfig(AppConfig):
    name = "denyut.rhythm"
    label = "rhythm"

from django.apps import AppConfig


class ClosingConfig(AppConfig):
    name = "denyut.closing"
    label = "closing"

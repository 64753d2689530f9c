from django.apps import AppConfig


class ForesightConfig(AppConfig):
    name = "denyut.foresight"
    label = "foresight"

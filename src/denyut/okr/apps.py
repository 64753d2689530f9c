from django.apps import AppConfig


class OkrConfig(AppConfig):
    name = "denyut.okr"
    label = "okr"

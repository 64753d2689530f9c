from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "denyut.live"
    label = "live"

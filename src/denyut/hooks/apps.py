from django.apps import AppConfig


class HooksConfig(AppConfig):
    name = "denyut.hooks"
    label = "hooks"

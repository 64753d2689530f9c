from django.apps import AppConfig


class LaunchConfig(AppConfig):
    name = "denyut.launch"
    label = "launch"

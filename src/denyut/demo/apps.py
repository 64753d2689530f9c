from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "denyut.demo"
    label = "demo"

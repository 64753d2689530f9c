from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "denyut.desk"
    label = "desk"

from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "denyut.matters"
    label = "matters"

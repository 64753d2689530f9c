from django.apps import AppConfig


class AlignmentConfig(AppConfig):
    name = "denyut.alignment"
    label = "alignment"

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "denyut.sources"
    label = "sources"

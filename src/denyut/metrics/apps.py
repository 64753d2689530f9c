from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "denyut.metrics"
    label = "metrics"

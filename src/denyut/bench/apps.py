from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "denyut.bench"
    label = "bench"

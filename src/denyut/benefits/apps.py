from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    name = "denyut.benefits"
    label = "benefits"

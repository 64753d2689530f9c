from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "denyut.drafting"
    label = "drafting"

from django.apps import AppConfig


class AssistantConfig(AppConfig):
    name = "denyut.assistant"
    label = "assistant"

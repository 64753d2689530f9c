from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "denyut.chat"
    label = "chat"

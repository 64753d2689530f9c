from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "denyut.inbox"
    label = "inbox"

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "denyut.boards"
    label = "boards"

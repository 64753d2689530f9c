from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "denyut.tasks"
    label = "tasks"

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "denyut.people"
    label = "people"

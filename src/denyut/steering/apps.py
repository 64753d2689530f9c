from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "denyut.steering"
    label = "steering"

from django.apps import AppConfig


class GatewayConfig(AppConfig):
    name = "denyut.gateway"
    label = "gateway"

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "denyut.exchange"
    label = "exchange"

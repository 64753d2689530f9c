from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LiveConfig(AppConfig):
    name = "denyut.live"
    label = "live"

    def ready(self) -> None:
        """Load the quick doors that features declare."""
        autodiscover_modules("quick")

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "denyut.search"
    label = "search"

    def ready(self) -> None:
        """Load what each feature lets people find."""
        autodiscover_modules("people_source", "search")

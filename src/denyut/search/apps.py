from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "denyut.search"
    label = "search"

    def ready(self) -> None:
        """Load what each feature declares for search: where its words are."""
        autodiscover_modules("search")

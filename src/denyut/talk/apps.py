from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TalkConfig(AppConfig):
    name = "denyut.talk"
    label = "talk"

    def ready(self) -> None:
        """Load what each feature declares for talk: what can be named in it, who listens, what a message can become."""
        autodiscover_modules("talk")

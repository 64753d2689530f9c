from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SpineConfig(AppConfig):
    name = "denyut.spine"
    label = "spine"

    def ready(self) -> None:
        """Load what each installed feature declares, so that a feature's folder is all it takes to add one."""
        for room in ("verbs", "rules", "actions", "topics", "fragments", "outlets", "commands", "widgets", "jobs"):
            autodiscover_modules(room)
        autodiscover_modules("jobs.housekeeping")

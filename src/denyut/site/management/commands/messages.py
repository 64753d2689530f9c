from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from denyut.site.catalogues import compile_new
from denyut.site.extraction import PLURALS, refresh

ROOT = Path(__file__).resolve().parents[3]


class Command(BaseCommand):
    help = "Write the texts of code and templates into the catalogues of translations, and compile those (in a clone)."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        told: dict[str, list[str]] = {}
        for app, _locale, done, total in refresh(ROOT):
            told.setdefault(app, []).append(f"{done}/{total}")
        self.stdout.write(" ".join(f"{word:>10}" for word in ("", *PLURALS)))
        for app, counts in told.items():
            self.stdout.write(" ".join(f"{word:>10}" for word in (app, *counts)))
        compile_new(ROOT)

"""`denyut reindex`: builds the search index anew from everything there is."""

from typing import Any

from django.core.management.base import BaseCommand

from denyut.search.actions import build_index, follow_log
from denyut.search.sources import sources


class Command(BaseCommand):
    """Index everything; what is indexed as it is stays."""

    help = "Builds the search index from everything there is."

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through all sources and say how far it came."""
        follow_log()
        for one in reversed(sources()):
            after = build_index(one.kind, 0)
            while after:
                after = build_index(one.kind, after)
            self.stdout.write(f"{one.kind}: indexed")

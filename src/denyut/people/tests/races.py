"""Two deeds at the same moment, each from a thread with a connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

from denyut.spine.access import Refused


def race(*deeds: Callable[[], Any]) -> list[str]:
    """Start all deeds at once. Gives "done" or the code of the refusal for each, sorted."""
    start = threading.Barrier(len(deeds))
    results: list[str] = []

    def run(deed: Callable[[], Any]) -> None:
        start.wait()
        try:
            deed()
            results.append("done")
        except Refused as refusal:
            results.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)

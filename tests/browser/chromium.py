"""The Chromium that the flows run in: the environment's CHROMIUM, else the system's own."""

import os

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def executable() -> str:
    """Where it is installed."""
    return os.environ.get("CHROMIUM", "/usr/bin/chromium")

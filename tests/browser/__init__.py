"""Flows in a real Chromium against a real server, deselected by default: `./denyut test -m browser`."""

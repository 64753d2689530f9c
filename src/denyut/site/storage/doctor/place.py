"""Checks on the data directory: may it be written, who else may read it, is there room."""

import os
import shutil
import stat
from pathlib import Path

from django.conf import settings

from denyut.site.storage.doctor.finding import Finding, broken, doubtful, well

ROOM = 200_000_000
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def data_directory() -> Finding:
    """Whether the data directory is there, may be written."""
    data = _data()
    if not data.is_dir() or not os.access(data, os.W_OK | os.X_OK):
        return broken(
            "data_directory",
            "The data directory %(data)s can't be written." % {"data": data},
            "Give it to the user who runs Denyut, or choose another one with --data.",
        )
    return well("data_directory", "The data directory is %(data)s." % {"data": data})


def room() -> Finding:
    """Whether the disk has room for some time to come."""
    free = shutil.disk_usage(_data()).free
    told = {"free": free // 1_000_000}
    if free >= ROOM:
        return well("room", "%(free)d MB are free." % told)
    return doubtful(
        "room",
        "Only %(free)d MB are free." % told,
        "Free some space before the disk is full: then nothing is saved.",
    )


def privacy() -> Finding:
    """Whether other users of the machine are kept out of the data directory."""
    data = _data()
    if data.stat().st_mode & OTHERS:
        return doubtful(
            "privacy",
            "Other users of this machine may look into %(data)s." % {"data": data},
            "Run: chmod 700 %(data)s" % {"data": data},
        )
    return well("privacy", "The data directory is closed to other users.")


def secret_key() -> Finding:
    """Whether the key that signs sessions and links is known to its owner alone."""
    path = _data() / "secret.key"
    if os.environ.get("DENYUT_SECRET_KEY"):
        return well("secret_key", "The secret key comes from DENYUT_SECRET_KEY.")
    if path.stat().st_mode & OTHERS:
        return broken(
            "secret_key",
            "Other users of this machine may read the secret key.",
            "Run: chmod 600 %(path)s" % {"path": path},
        )
    return well("secret_key", "The secret key is readable by its owner alone.")


def _data() -> Path:
    return Path(settings.DATA_DIR)

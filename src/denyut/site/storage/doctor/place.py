"""Checks on the data directory: may it be written, who else may read it, is there room."""

import os
import shutil
import stat
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from denyut.site.storage.doctor.finding import Finding, broken, doubtful, well

ROOM = 200_000_000
# The doorbells in its `run` folder are sockets, whose whole path the system limits; their names take up to 34 bytes of
# it.
SOCKET_PATH = 107
BELL_NAME = 34
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def data_directory() -> Finding:
    """Whether the data directory is there, may be written and can hold the doorbells."""
    data = _data()
    if not data.is_dir() or not os.access(data, os.W_OK | os.X_OK):
        return broken(
            "data_directory",
            _("The data directory %(data)s can't be written.") % {"data": data},
            _("Give it to the user who runs Denyut, or choose another one with --data."),
        )
    if len(os.fsencode(data / "run")) + BELL_NAME > SOCKET_PATH:
        return broken(
            "data_directory",
            _("The path of the data directory %(data)s is too long for the sockets in it.") % {"data": data},
            _("Choose one whose path has up to 69 letters with --data."),
        )
    return well("data_directory", _("The data directory is %(data)s.") % {"data": data})


def room() -> Finding:
    """Whether the disk has room for some time to come."""
    free = shutil.disk_usage(_data()).free
    told = {"free": free // 1_000_000}
    if free >= ROOM:
        return well("room", _("%(free)d MB are free.") % told)
    return doubtful(
        "room",
        _("Only %(free)d MB are free.") % told,
        _("Free some space before the disk is full: then nothing is saved."),
    )


def privacy() -> Finding:
    """Whether other users of the machine are kept out of the data directory."""
    data = _data()
    if data.stat().st_mode & OTHERS:
        return doubtful(
            "privacy",
            _("Other users of this machine may look into %(data)s.") % {"data": data},
            _("Run: chmod 700 %(data)s") % {"data": data},
        )
    return well("privacy", _("The data directory is closed to other users."))


def secret_key() -> Finding:
    """Whether the key that signs sessions and links is known to its owner alone."""
    path = _data() / "secret.key"
    if os.environ.get("DENYUT_SECRET_KEY"):
        return well("secret_key", _("The secret key comes from DENYUT_SECRET_KEY."))
    if path.stat().st_mode & OTHERS:
        return broken(
            "secret_key",
            _("Other users of this machine may read the secret key."),
            _("Run: chmod 600 %(path)s") % {"path": path},
        )
    return well("secret_key", _("The secret key is readable by its owner alone."))


def _data() -> Path:
    return Path(settings.DATA_DIR)

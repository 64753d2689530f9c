"""The product's settings on a data directory of the test run's own, with a hash that costs nothing."""

import atexit
import os
import shutil
import tempfile

if "DENYUT_TEST_DATA" not in os.environ:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 a disk flush costs nothing there
    os.environ["DENYUT_TEST_DATA"] = tempfile.mkdtemp(prefix="denyut-test-", dir=memory)
    atexit.register(shutil.rmtree, os.environ["DENYUT_TEST_DATA"], ignore_errors=True)
os.environ["DENYUT_DATA"] = os.environ["DENYUT_TEST_DATA"]

from denyut.site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    # A file, as in real life: threads and processes meet in it. Memory databases know other locks.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405

if "redis" in CACHES["default"]["BACKEND"].lower():  # noqa: F405
    # A test that empties the cache empties its own: each process has a database of its own in it.
    CACHES["default"]["LOCATION"] = (  # noqa: F405
        os.environ["REDIS_URL"].rpartition("/")[0]
        + "/"
        + os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    )

import os
from pathlib import Path

import dj_database_url

from denyut.site import sqlite

sqlite.install()

DATA_DIR = Path(os.environ["DENYUT_DATA"])
SECRET_KEY = "a key for tests alone"
INSTALLED_APPS = [
    "denyut.spine",
    "denyut.live",
    "denyut.live.tests.house",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "denyut.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}
DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"]) if os.environ.get("DATABASE_URL") else SQLITE}
MIGRATION_MODULES = {name.rpartition(".")[2]: None for name in INSTALLED_APPS}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "house.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
TASKS = {"default": {"BACKEND": "denyut.spine.jobs.backend.DatabaseBackend", "QUEUES": []}}
SESSION_COOKIE_NAME = "denyut_session"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROOT_URLCONF = "denyut.live.tests.house.urls"
ASGI_APPLICATION = "denyut.live.tests.house.asgi.application"
ALLOWED_HOSTS = ["*"]
USE_I18N = USE_TZ = True

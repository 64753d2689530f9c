"""Settings, all from the environment: DENYUT_DATA, DATABASE_URL, REDIS_URL, DENYUT_HOSTS, DENYUT_MAIL, DENYUT_DEMO."""

import os
from pathlib import Path

import dj_database_url
from django.utils.csp import CSP

from denyut.site import sqlite
from denyut.site.assets import add_headers, version
from denyut.site.mail import mailers
from denyut.site.secret import secret_key

sqlite.install()

ROOT = Path(__file__).resolve().parents[1]
IS_DEMO = os.environ.get("DENYUT_DEMO") == "1"
DATA_DIR = Path(os.environ.get("DENYUT_DATA", "data")).resolve()
SECRET_KEY = secret_key(DATA_DIR)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("DENYUT_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("DENYUT_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "denyut.site",
    "denyut.spine",
    "denyut.live",
    "denyut.people",
    "denyut.talk",
    "denyut.search",
    "denyut.okr",
    "denyut.metrics",
    "denyut.chat",
    "denyut.matters",
    "denyut.alignment",
    "denyut.closing",
    "denyut.drafting",
    "denyut.rhythm",
    "denyut.tasks",
    "denyut.assistant",
    "denyut.foresight",
    "denyut.steering",
    "denyut.sources",
    "denyut.meetings",
    "denyut.launch",
    "denyut.benefits",
    "denyut.boards",
    "denyut.exchange",
    "denyut.inbox",
    "denyut.hooks",
    "denyut.gateway",
    "denyut.demo",
    "denyut.bench",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "denyut.people.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "denyut.site.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "denyut.site.urls"
WSGI_APPLICATION = "denyut.site.wsgi.application"
ASGI_APPLICATION = "denyut.site.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csp",
                "denyut.site.context.shell",
            ],
            "builtins": ["denyut.site.templatetags.look"],
        },
    }
]

if os.environ.get("DATABASE_URL"):
    DATABASES = {
        "default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=None, conn_health_checks=True)
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA_DIR / "denyut.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if os.environ.get("REDIS_URL"):
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": os.environ["REDIS_URL"]}
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

TASKS = {"default": {"BACKEND": "denyut.spine.jobs.backend.DatabaseBackend", "QUEUES": []}}

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("id", "Bahasa Indonesia"),
    ("en", "English"),
    ("ar", "العربية"),
    ("ms", "Bahasa Melayu"),
    ("th", "ไทย"),
    ("vi", "Tiếng Việt"),
    ("zh-hans", "简体中文"),
]
USE_I18N = USE_TZ = True
LOCALE_PATHS = [ROOT / "site" / "borrowed"]
TIME_ZONE = "UTC"

STATIC_URL = f"/static/{version(ROOT)}/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = False
WHITENOISE_ADD_HEADERS_FUNCTION = add_headers
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["denyut.people.backend.PersonBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "denyut.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Denyut"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = "127.0.0.1" in ALLOWED_HOSTS or "localhost" in ALLOWED_HOSTS
USERSESSIONS_TRACK_ACTIVITY = False

IS_SECURE = os.environ.get("DENYUT_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_NAME = "denyut_session"
CSRF_COOKIE_NAME = "denyut_csrf"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "media-src": [CSP.SELF, "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

HAS_MAIL = bool(os.environ.get("DENYUT_MAIL"))
MAILERS = mailers(os.environ.get("DENYUT_MAIL", ""), DATA_DIR)
# The address people use, for links in letters: the first of DENYUT_ORIGINS.
PUBLIC_URL = (CSRF_TRUSTED_ORIGINS or ["http://localhost:8000"])[0]
# Where urgent calls go that nobody has confirmed: an address of the operator's own, off without one.
GATEWAY_URL = os.environ.get("DENYUT_GATEWAY_URL", "")
GATEWAY_SECRET = os.environ.get("DENYUT_GATEWAY_SECRET", "") or SECRET_KEY
GATEWAY_MAY_BE_PRIVATE = os.environ.get("DENYUT_GATEWAY_PRIVATE") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("DENYUT_MAIL_FROM", "denyut@localhost")
# Webhooks go to public addresses by https, unless this says that a receiver inside the house may be reached.
HOOKS_MAY_REACH_PRIVATE = os.environ.get("DENYUT_HOOKS_PRIVATE") == "1"
# What stands behind the @ of the rooms' mail-in addresses; without one, the domain that letters come from.
TAKES_REPLIES = bool(os.environ.get("DENYUT_MAIL_DOMAIN", ""))
MAIL_DOMAIN = os.environ.get("DENYUT_MAIL_DOMAIN", "") or DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
# The names by which the operator's own mail servers sign what they found out about a sender; nobody else is believed.
MAIL_AUTHSERV = frozenset(os.environ.get("DENYUT_MAIL_AUTHSERV", "").lower().replace(",", " ").split())

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

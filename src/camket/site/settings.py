"""Django's settings. One file; whatever differs between places comes from the environment (`environment.py`)."""

from __future__ import annotations

from pathlib import Path

from camket.site.environment import read_environment

ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = ENVIRONMENT.hosts

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "camket.record.apps.RecordConfig",
    "camket.jobs.apps.JobsConfig",
    "camket.discipline.apps.DisciplineConfig",
    "camket.resources.apps.ResourcesConfig",
    "camket.results.apps.ResultsConfig",
    "camket.oversight.apps.OversightConfig",
    "camket.review.apps.ReviewConfig",
    "camket.web.apps.WebConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "camket.web.policy.content_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "camket.web.reading.ReadCatalogues",
    "camket.web.refusing.TellRefusals",
    "camket.web.first_log_in.one_time_password",
    "camket.web.once.OneTimeForms",
]

ROOT_URLCONF = "camket.site.urls"
WSGI_APPLICATION = "camket.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "camket.web.frame.frame",
            ],
            "builtins": ["camket.web.templatetags.say", "camket.web.templatetags.once"],
        },
    },
]

DATABASES = {"default": ENVIRONMENT.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "discipline.Account"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "front"
LOGOUT_REDIRECT_URL = "front"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

# A cookie named so is taken by browsers only over HTTPS, from this very host and for all of it.
_HOST_ONLY = "__Host-" if ENVIRONMENT.https else ""
SESSION_COOKIE_NAME = f"{_HOST_ONLY}camket_session"
CSRF_COOKIE_NAME = f"{_HOST_ONLY}camket_csrf"
LANGUAGE_COOKIE_NAME = f"{_HOST_ONLY}camket_language"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.https
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# An annex of 10,000 rows is about 1 MB; forty leaves room for scans beside claims.
DATA_UPLOAD_MAX_MEMORY_SIZE = 40 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

CAMKET_DATA = ENVIRONMENT.data
CAMKET_CONFIG = ENVIRONMENT.config
CAMKET_BACKUP_DIR = ENVIRONMENT.backup_dir
CAMKET_BACKUP_KEEP = ENVIRONMENT.backup_keep
CAMKET_EVIDENCE_DIR = ENVIRONMENT.data / "evidence"
CAMKET_KEY_FILE = ENVIRONMENT.data / "keys" / "record.key"
CAMKET_ORIGIN = ENVIRONMENT.origin
CAMKET_PROXY = ENVIRONMENT.proxy
CAMKET_SYNTHETIC = ENVIRONMENT.synthetic
CAMKET_UPLOAD_LIMIT = 25 * 1024 * 1024

# Being on browsers' preload lists is asked for a whole domain by its owner, not by one service under it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"trace": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["trace"], "level": "WARNING"},
}

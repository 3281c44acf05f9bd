"""Django's settings, all from the environment. Each variable is described in docs/reference/settings.md."""

from __future__ import annotations

from pathlib import Path

from . import env

PACKAGE = Path(__file__).resolve().parent
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})

# --- where and who ------------------------------------------------------------------------------------------
DEBUG = env.flag("SAMSYN_DEBUG", False)
DATA = env.folder("SAMSYN_DATA", Path("data"))
SHARED = env.folder("SAMSYN_SHARED", PACKAGE.parent.parent / "shared")
SECRET_KEY = env.secret_key("SAMSYN_SECRET_KEY", DATA)
ALLOWED_HOSTS = env.hosts("SAMSYN_HOSTS", "localhost,127.0.0.1,[::1]")
DATABASES = {"default": env.database("DATABASE_URL", DATA)}
HTTPS = env.flag("SAMSYN_HTTPS", not DEBUG and not LOCAL_HOSTS.issuperset(ALLOWED_HOSTS))
PROXIES = env.words("SAMSYN_PROXIES", "")
PAGE_THREADS = env.number("SAMSYN_PAGE_THREADS", 8, low=1, high=64)
WORKERS = env.number("SAMSYN_WORKERS", 1, low=0, high=32)
ADDRESS = env.address("SAMSYN_ADDRESS", ALLOWED_HOSTS, HTTPS)
MAIL = env.mail_server("SAMSYN_MAIL")
MAIL_FROM = env.sender("SAMSYN_MAIL_FROM", MAIL is not None)
CARRIERS = {"mail": "samsyn.adapters.mail_smtp.carrier"} if MAIL else {}  # of the outbox: channel -> made by
WITNESSES = env.addresses("SAMSYN_WITNESSES")
LOOK_HOURS_FROM = env.number("SAMSYN_LOOK_HOURS_FROM", 6, low=0, high=23)
LOOK_HOURS_TO = env.number("SAMSYN_LOOK_HOURS_TO", 20, low=1, high=24)
BALLAST_MB = env.number("SAMSYN_BALLAST_MB", 64, low=0, high=10_000)
METRICS_TOKEN = env.text("SAMSYN_METRICS_TOKEN")
UPLOAD_MB = env.number("SAMSYN_UPLOAD_MB", 100, low=1, high=10_000)
UNDONE_DAYS = env.number("SAMSYN_UNDONE_DAYS", 30, low=1, high=3_650)
DESTROY_HOURS = env.number("SAMSYN_DESTROY_HOURS", 24, low=0, high=720)

# --- Django -------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "samsyn.core",
    "samsyn.council",
    "samsyn.picture",
    "samsyn.cameras",
]
MIDDLEWARE = [
    "samsyn.core.middleware.Measured",
    "samsyn.core.middleware.SecurityHeaders",
    "samsyn.core.middleware.Methods",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samsyn.core.middleware.Room",
    "samsyn.core.middleware.SignedIn",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # closed unless a view says otherwise
    "django.middleware.locale.LocaleMiddleware",
    "samsyn.core.middleware.AccountLanguage",
    "samsyn.core.middleware.UploadLimit",
    "samsyn.core.middleware.Texts",
    "django.contrib.messages.middleware.MessageMiddleware",
    "samsyn.core.middleware.GuardMemory",
    "samsyn.core.middleware.AdminMode",
    "samsyn.core.middleware.Errors",
    "samsyn.core.middleware.Looks",  # innermost: what a view shows is written down before it goes out
]
ROOT_URLCONF = "samsyn.urls"
WSGI_APPLICATION = "samsyn.server.pages"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samsyn.core.context.page",
            ],
            "builtins": ["samsyn.core.templatetags.samsyn"],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 2_000
FILE_UPLOAD_TEMP_DIR = None

# --- signing in ---------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "core.Account"
AUTHENTICATION_BACKENDS = ["samsyn.core.backends.AccountBackend"]
LOGIN_URL = "core:sign_in"
LOGIN_REDIRECT_URL = "core:home"
LOGOUT_REDIRECT_URL = "core:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "samsyn.core.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day: people leave desks
SESSION_COOKIE_SAMESITE = "Lax"
ASSURANCE = env.steps("SAMSYN_ASSURANCE", "limited=2,limited_org=2,room=2")  # of a label; core/assurance.py
OIDC = env.provider(  # single sign-on; None without an issuer
    env.text("SAMSYN_OIDC_ISSUER"),
    env.text("SAMSYN_OIDC_CLIENT"),
    env.text("SAMSYN_OIDC_SECRET"),
    env.text("SAMSYN_OIDC_NAME"),
    env.steps("SAMSYN_OIDC_LEVELS", env.TILLITSNIVA),
)
FRESH_MINUTES = env.number("SAMSYN_FRESH_MINUTES", 5, low=1, high=60)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "samsyn.core.views.errors.csrf_failed"
CSRF_COOKIE_HTTPONLY = True  # the token stands in the page; scripts read it there
LANGUAGE_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = False  # the proxy that ends TLS does this
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = None  # uvicorn reads the proxy's headers, from SAMSYN_PROXIES only
CSRF_TRUSTED_ORIGINS = [
    f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if host not in LOCAL_HOSTS and host != "*"
]
X_FRAME_OPTIONS = "DENY"

# --- language and time --------------------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# --- static files: served from the packages as they lie; the address carries the content's hash -------------
STATIC_URL = "static/"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {"BACKEND": "samsyn.core.static_files.HashedStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 31_536_000

# --- logging ------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # a page not found is no event
    },
}

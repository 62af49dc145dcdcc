"""Django's settings, from the typed environment."""

import sys

from csp.constants import NONE, SELF
from pydantic import ValidationError

from config.env import ROOT, Env

try:
    env = Env()
except ValidationError as failure:
    lines = [f"{'.'.join(map(str, error['loc'])).upper() or 'settings'}: {error['msg']}" for error in failure.errors()]
    sys.exit("These settings are wrong:\n  " + "\n  ".join(lines))

SECRET_KEY = env.secret_key.get_secret_value() if env.secret_key else ""
ENCRYPTION_KEYS = [key.get_secret_value() for key in env.encryption_keys]
ALLOWED_HOSTS = env.allowed_hosts
RATE_LIMIT_PER_MINUTE = env.rate_limit_per_minute
WRITE_LIMIT_PER_MINUTE = env.write_limit_per_minute
TRUSTED_PROXIES = tuple(env.trusted_proxies)
MCP_ALLOWED_HOSTS = frozenset(host.lower() for host in env.mcp_allowed_hosts)

INSTALLED_APPS = [
    "assistants",
    "ninja",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "django_htmx",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # allauth's list of passkeys says when each was used
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "config.middleware.request_log",
    "csp.middleware.CSPMiddleware",
    "config.middleware.compressed_pages",
    "config.middleware.api_envelope",
    "config.middleware.client_behind_the_proxy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "assistants.sign_in.second_factor.second_factor_required",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "assistants.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["assistants.templatetags.atelier"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "atelier"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "assistants.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the organization gives an address, and vouches for it
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
MFA_ADAPTER = "assistants.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Atelier"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not env.https_only
SECOND_FACTOR_REQUIRED = env.https_only if env.require_second_factor is None else env.require_second_factor
# The counts of failed sign-ins are shared by every process.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
MAIL = env.mail_server()
SENDS_MAIL = MAIL is not None
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL else 'dummy'}.EmailBackend"
if MAIL:
    EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starts_tls, MAIL.is_tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.email_from

DATABASES = {"default": env.database()}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        {
            "connect_timeout": 3,
            "prepare_threshold": 1,
            "options": "-c statement_timeout=5s -c lock_timeout=2s -c idle_in_transaction_session_timeout=10s",
        }
    )

USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "static/"
STATIC_ROOT = env.data_dir / "static"
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "config.static.Storage"},
}
APPEND_SLASH = False

SECURE_SSL_REDIRECT = env.https_only
SECURE_HSTS_SECONDS = 31_536_000 if env.https_only else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.https_only
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # whether its subdomains are ready for HSTS is for the owner of the domain to say
    "security.W021",  # and whether browsers may ship with that knowledge
]
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = None
# The access step of the wizard may name 6,000 people, roles and departments; the size is bounded by config.body.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's style sheet holds its marks in itself
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.Formatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # One line a request comes from config.middleware; what the framework adds is told when it is an error.
        "django.request": {"level": "ERROR"},
        "psycopg": {"level": "ERROR"},
        # What a probed MCP server says, and where it is: tokens hide in URLs.
        "httpx2": {"level": "CRITICAL"},
        "httpcore2": {"level": "CRITICAL"},
        "mcp": {"level": "CRITICAL"},
    },
}

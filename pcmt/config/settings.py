"""Settings of the whole system, read from the environment, with safe defaults.

PCMT_DATA      folder for the database, uploads and keys (default: var/data beside the checkout)
PCMT_DATABASE  postgresql://user:password@host:port/name; unset means SQLite in PCMT_DATA. With ?prepared=no behind the
               name nothing is kept prepared in the database (for a pooler that cannot do it)
PCMT_DEBUG     1 for development only
PCMT_HOSTS     comma-separated host names that this server answers to
PCMT_HTTPS     1 behind HTTPS: cookies are sent over HTTPS only
PCMT_PROXY     1 behind a proxy of our own, which says in X-Forwarded-For and -Proto what it saw
PCMT_IDLE_MINUTES         a session ends after so many minutes without a request (default 60)
PCMT_SESSION_HOURS        a session ends after so many hours in any case (default 8)
PCMT_PROVE_AGAIN_MINUTES  sensitive pages ask who is there after so many minutes (default 15)
PCMT_SECOND_FACTOR        required or optional: whether roles that ask for a second factor get their way (default
                          required; optional where the data folder holds the sample province, whose passwords are known)
PCMT_SECOND_FACTOR_DAYS   days to set up a second factor, from the first sign-in that asked for it (default 7)
PCMT_LINK_HOURS           a one-time link for setting a password is good for so many hours (default 72)
PCMT_TOKEN_DAYS           an access token lasts for so many days at most (default 180); 0: there are none
PCMT_OIDC                 TOML file of the providers of sign-in (OpenID Connect), a table each (default: oidc.toml in
                          the data folder; without it there are none)
PCMT_MAIL      smtp://user:password@host:port (STARTTLS) or smtps://… for reminders by mail; unset: none are sent
PCMT_MAIL_FROM the sender of those mails (default: pcmt@ and the first of PCMT_HOSTS)
PCMT_ADDRESS   how people reach this server, for links in mails: https://pcmt.tinh.gov.vn
PCMT_TIMING    1 while measuring: each answer tells in its head what it took of the processor
PCMT_MANIFEST  1 while static files are collected for the first time, so that they get names by content
"""

import os
import secrets
import stat
import tempfile
import tomllib
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import django_stubs_ext

from pcmt.config.mail import MailServer

django_stubs_ext.monkeypatch()

ROOT = Path(__file__).resolve().parents[2]
DATA_DIR = Path(os.environ.get("PCMT_DATA", ROOT / "var" / "data")).resolve()
UPLOAD_DIR = DATA_DIR / "files"
RELEASES_DIR = DATA_DIR / "rules"
RULEBOOK_DIR = ROOT / "rulebook"
SAMPLE_DIR = ROOT / "sample"
ASSET_DIR = Path(os.environ.get("PCMT_ASSETS", ROOT / "var" / "assets"))

PREPARED_FROM = 3  # times that a question was asked
NOT_PREPARED = "prepared=no"
DEBUG = os.environ.get("PCMT_DEBUG") == "1"
ALLOWED_HOSTS = [host.strip() for host in os.environ.get("PCMT_HOSTS", "localhost,127.0.0.1,[::1]").split(",")]


def data_folder() -> Path:
    """This will make the data folder, for the account alone that runs the system: all that it holds lies in it."""
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    close_to_strangers(DATA_DIR, 0o700)
    return DATA_DIR


def close_to_strangers(path: Path, mode: int) -> None:
    """This will set the mode of a file or folder of ours that everybody on the machine could look into.

    One that was opened to a group on purpose (0750, for a backup) stays so, and a shared folder as /tmp is nobody's.
    """
    found = path.stat()
    if found.st_uid == os.geteuid() and found.st_mode & 0o007 and not found.st_mode & stat.S_ISVTX:
        path.chmod(mode)


def private_file(name: str) -> Path:
    """This will give a file of the data folder that nobody else reads, made empty where there is none yet."""
    path = data_folder() / name
    path.touch(mode=0o600)
    close_to_strangers(path, 0o600)
    return path


def kept_key(name: str) -> str:
    """This will return a key of this installation, made once and kept in the data folder under that name.

    It gets its name when it is written whole: of two processes that start together both read the first one's, and
    neither reads an empty file.
    """
    path = data_folder() / name
    if not path.exists():
        handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=f".{name}-")  # for our account alone to read
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(fresh, path)
        Path(fresh).unlink()
    return path.read_text()


def database() -> dict[str, object]:
    """This will return the one database: SQLite unless PCMT_DATABASE names a PostgreSQL server."""
    address = os.environ.get("PCMT_DATABASE", "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            # What SQLite puts beside it (-wal, -shm) gets the same mode.
            "NAME": private_file("pcmt.sqlite3"),
            # Opening the file, its settings and Django's functions anew takes each request a millisecond and more.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # IMMEDIATE: with Django's default most concurrent writes fail with "database is locked".
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # Texts that a connection keeps understood; with Python's 128 the pages push out one another's.
                "cached_statements": 1000,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                # Without it REPLACE removes a row past the triggers that keep the journal and the facts append-only.
                "PRAGMA recursive_triggers=ON;",
            },
        }
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            # A server that is gone is told (503) before the reader has given up; by itself libpq waits for minutes.
            "connect_timeout": 5,
            # What comes again and again (pcmt/prepared) is planned once a connection. A pooler between must know of it.
            **({"prepare_threshold": PREPARED_FROM} if parts.query != NOT_PREPARED else {}),
        },
    }


# The first signs cookies; the second, apart so that either can be changed alone, seals what must be read back.
SECRET_KEY = kept_key("secret-key")
SEALING_KEY = kept_key("sealing-key")
DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

SESSION_IDLE = timedelta(minutes=int(os.environ.get("PCMT_IDLE_MINUTES", "60")))
SESSION_LONGEST = timedelta(hours=int(os.environ.get("PCMT_SESSION_HOURS", "8")))
PROVE_AGAIN_AFTER = timedelta(minutes=int(os.environ.get("PCMT_PROVE_AGAIN_MINUTES", "15")))
# The sample's passwords are printed for everyone to read: a second factor would protect nothing and stop the tour.
SECOND_FACTOR_REQUIRED = (
    os.environ.get("PCMT_SECOND_FACTOR", "optional" if (DATA_DIR / "sample").is_dir() else "required") == "required"
)
SECOND_FACTOR_GRACE = timedelta(days=int(os.environ.get("PCMT_SECOND_FACTOR_DAYS", "7")))
LINK_LASTS = timedelta(hours=int(os.environ.get("PCMT_LINK_HOURS", "72")))
TOKEN_LASTS = timedelta(days=int(os.environ.get("PCMT_TOKEN_DAYS", "180")))
OIDC_FILE = Path(os.environ.get("PCMT_OIDC", DATA_DIR / "oidc.toml"))
# A file that was named must be there; only the default one may be missing.
OIDC_PROVIDERS = tomllib.loads(OIDC_FILE.read_text("utf-8")) if "PCMT_OIDC" in os.environ or OIDC_FILE.is_file() else {}

MAIL_SERVER = MailServer.at(os.environ.get("PCMT_MAIL", ""))
MAIL_IS_ON = MAIL_SERVER.is_on
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_IS_ON else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL_SERVER.use_ssl, MAIL_SERVER.use_tls
DEFAULT_FROM_EMAIL = os.environ.get("PCMT_MAIL_FROM", f"pcmt@{ALLOWED_HOSTS[0]}")
PUBLIC_ADDRESS = os.environ.get("PCMT_ADDRESS", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "pcmt.journal",
    "pcmt.rulebook",
    "pcmt.files",
    "pcmt.areas",
    "pcmt.agencies",
    "pcmt.accounts",
    "pcmt.notices",
    "pcmt.documents",
    "pcmt.plans",
    "pcmt.committee",
    "pcmt.reporting",
    "pcmt.indicators",
    "pcmt.classification",
    "pcmt.publications",
    "pcmt.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pcmt.web.packing.PackingMiddleware",
    "pcmt.web.middleware.PolicyMiddleware",
    "pcmt.web.middleware.BodyLimitMiddleware",
    "pcmt.web.middleware.ReadingMiddleware",
    "pcmt.web.machines.TokenMiddleware",  # before whatever looks at cookies
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pcmt.web.middleware.ActorMiddleware",
    "pcmt.web.middleware.RefusalMiddleware",
]

if os.environ.get("PCMT_TIMING") == "1":
    MIDDLEWARE.insert(0, "pcmt.web.timing.TimingMiddleware")

# Who follows when units merge, split, move or change their name, in this order (pcmt/areas/ports).
AREA_FOLLOWERS = (
    "pcmt.agencies.following.FOLLOWER",
    "pcmt.accounts.following.FOLLOWER",
    "pcmt.plans.following.FOLLOWER",
    "pcmt.reporting.following.FOLLOWER",
    "pcmt.classification.following.FOLLOWER",
)

# On what else than documents, plans and tasks a leader may give an opinion (pcmt/committee/ports).
COMMITTEE_SUBJECTS = ("pcmt.publications.subject.SUBJECT", "pcmt.reporting.subject.SUBJECT")

REPORTING_REGISTERS: tuple[str, ...] = ()
REPORTING_RELIANCES = ("pcmt.publications.reliance.RELIANCE",)

ROOT_URLCONF = "pcmt.config.urls"
WSGI_APPLICATION = "pcmt.config.wsgi.application"
LOGIN_URL = "accounts.sign_in"
LOGIN_REDIRECT_URL = "desk"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "pcmt" / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "pcmt.web.context.shell",
            ],
            "builtins": ["pcmt.web.templatetags.house", "pcmt.web.reversing"],
        },
    }
]

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["pcmt.web.formats"]

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("PCMT_STATIC", ROOT / "var" / "static"))
# What pcmt.web brings itself is found in its own folder `static`.
STATICFILES_DIRS = [ASSET_DIR] if ASSET_DIR.is_dir() else []
NAMED_BY_CONTENT = os.environ.get("PCMT_MANIFEST") == "1" or (STATIC_ROOT / "staticfiles.json").is_file()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "pcmt.web.storage.NamedByContent"
        if NAMED_BY_CONTENT and not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or not STATIC_ROOT.is_dir()

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
BEHIND_PROXY = os.environ.get("PCMT_PROXY") == "1"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "pcmt.web.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("PCMT_HTTPS") == "1"
if SESSION_COOKIE_SECURE:
    # A browser takes a cookie of this name over HTTPS and from this very host only: no neighbour can plant one.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SESSION_COOKIE_SECURE else 0
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

"""Which of these tests are for one of the two databases alone."""

from django.conf import settings

# SQLite shows no plans of PostgreSQL.
collect_ignore = (
    ["test_assistant_plans.py"] if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3" else []
)

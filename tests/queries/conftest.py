"""Which of these tests are for one of the two databases alone."""

from django.conf import settings

# SQLite shows no plans of PostgreSQL, and counts for itself.
collect_ignore = (
    ["test_assistant_plans.py", "test_audiences.py"]
    if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
    else []
)

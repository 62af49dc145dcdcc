"""What tells a supervisor that the process lives and can serve (security.md: `/healthz` touches nothing)."""

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse


def alive(_request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "alive"})


def ready(_request: HttpRequest) -> JsonResponse:
    """The database answers, every migration is applied, and there are keys to seal secrets with."""
    checks = {"database": False, "migrations": False, "keys": bool(settings.SECRET_KEY and settings.ENCRYPTION_KEYS)}
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        checks["database"] = True
        checks["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        connections[DEFAULT_DB_ALIAS].close()
    status = 200 if all(checks.values()) else 503
    answer = JsonResponse({"status": "ready" if status == 200 else "not ready", "checks": checks}, status=status)
    if status == 503:
        answer["Retry-After"] = "1"
    return answer

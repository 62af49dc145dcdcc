"""What an administrator runs before opening the doors."""

from tests.live.databases import manage


def test_a_deployment_behind_https_passes_djangos_checks_for_deployment(database_url: str) -> None:
    manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        "--database=default",
        database_url=database_url,
        HTTPS_ONLY="true",
    )


def test_the_embedded_default_passes_djangos_checks(database_url: str) -> None:
    manage("check", "--fail-level=WARNING", "--database=default", database_url=database_url)

"""The house rules that no tool knows, read from the source itself.

Who may import whom is for import-linter (pyproject.toml): the layers, and what models and migrations shun.
"""

import ast
import re
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("assistants", "config")

# A model, a manager and a queryset take the values of these by keyword, or take none: that tells `row.save()`
# from `picture.save(file)`, and `rows.update(name=name)` from `digest.update(data)`.
WRITES_BY_KEYWORD = {"save", "create", "update", "delete"}
WRITES = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
WRITES_OF_A_BATCH = {"insert", "write"}  # assistants/batch.py; a list and a stream have these too
WRITING_SQL = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM|TRUNCATE|MERGE INTO)\s")


def modules() -> list[Path]:
    found = [path for folder in OURS for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def outside_services() -> list[Path]:
    writers = (ROOT / "assistants" / "services", ROOT / "assistants" / "batch.py")
    return [path for path in modules() if not any(path.is_relative_to(writer) for writer in writers)]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def size(path: Path) -> int:
    return len(path.read_text().splitlines())


def names_from(tree: ast.Module, package: str) -> set[str]:
    """The names by which a module knows `package` and what is in it."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {
        alias.asname or alias.name
        for node in imports
        for alias in node.names
        if f"{node.module}.{alias.name}.".startswith(f"{package}.")
    }


def first_name(chain: ast.expr) -> str | None:
    while isinstance(chain, ast.Attribute | ast.Call):
        chain = chain.func if isinstance(chain, ast.Call) else chain.value
    return chain.id if isinstance(chain, ast.Name) else None


def writes(source: str) -> list[int]:
    """The lines on which the source writes a row by itself, rather than through a service."""
    tree = ast.parse(source)
    services = names_from(tree, "assistants.services")
    verbs = WRITES | WRITES_OF_A_BATCH if names_from(tree, "assistants.batch") else WRITES

    def writes_here(node: ast.AST) -> bool:
        if isinstance(node, ast.Constant):
            return isinstance(node.value, str) and WRITING_SQL.match(node.value) is not None
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            return False
        verb = node.func.attr.removeprefix("a")
        is_write = verb in verbs or (verb in WRITES_BY_KEYWORD and not node.args)
        return is_write and first_name(node.func.value) not in services

    return sorted(node.lineno for node in ast.walk(tree) if isinstance(node, ast.expr) and writes_here(node))


def imports_inside_functions(source: str) -> list[int]:
    functions = (
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    )
    inner = {
        node for function in functions for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)
    }
    return sorted(node.lineno for node in inner if imported(node) & set(OURS))


def imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    paths = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
    return {path.partition(".")[0] for path in paths}


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_module_is_short_enough_to_be_read_whole(path: Path) -> None:
    assert size(path) <= 250, "split it by noun or by verb"


def test_most_modules_fit_a_screen() -> None:
    sizes = [size(path) for path in modules() if size(path)]

    assert median(sizes) < 70


@pytest.mark.parametrize("path", outside_services(), ids=named)
def test_only_services_write_rows(path: Path) -> None:
    assert writes(path.read_text()) == []


@pytest.mark.parametrize("path", modules(), ids=named)
def test_no_cycle_is_dodged_by_an_import_inside_a_function(path: Path) -> None:
    assert imports_inside_functions(path.read_text()) == []


def test_no_module_is_a_drawer_for_what_has_no_place() -> None:
    drawers = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py"}
    found = [
        named(path) for folder in (*OURS, "tests") for path in (ROOT / folder).rglob("*.py") if path.name in drawers
    ]

    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "assistant.save()",
        "assistant.save(update_fields=['name'])",
        "assistant.delete()",
        "Assistant.objects.create(name=name)",
        "Assistant.objects.create(**values)",
        "Assistant.objects.filter(id=id).update(name=name)",
        "assistant.grants.all().delete()",
        "Assistant._default_manager.bulk_create(rows)",
        "await Assistant.objects.aget_or_create(id=id)",
        "async def f(): await assistant.asave()",
        "from assistants.batch import Batch\nbatch = Batch()\nbatch.insert(rows)",
        "cursor.execute('INSERT INTO assistant VALUES (1)')",
        "cursor.execute('''\n UPDATE assistant SET name = 1''')",
    ],
)
def test_a_write_is_recognised(source: str) -> None:
    assert writes(source) != []


@pytest.mark.parametrize(
    "source",
    [
        "digest.update(data)",
        "values.update({'name': name})",
        "picture.save(buffer, format='PNG')",
        "cache.delete(key)",
        "from assistants.services import assistant\nassistant.create(caller=caller, spec=spec)",
        "from assistants import services\nservices.assistant.create(caller=caller, spec=spec)",
        "Assistant.objects.filter(id=id).exists()",
        "cursor.execute('SELECT 1')",
        "from assistants.batch import Batch\nbatch = Batch()\nbatch.read(sql, values)",
        "names.insert(0, name)",
        "self.stdout.write(key)",
        "message = 'Update the name.'",
    ],
)
def test_what_only_looks_like_a_write_passes(source: str) -> None:
    assert writes(source) == []


def test_an_import_inside_a_function_is_recognised() -> None:
    source = "import assistants\ndef f():\n    import json\n    from assistants.models import Assistant\n"

    assert imports_inside_functions(source) == [4]

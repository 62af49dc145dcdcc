"""Knowledge, and the references of every kind: vector stores, rules, preset prompts and automations."""

from typing import Any

from tests.doors.bodies.row import Row, bad, good, one_each

PREFIXES = {"vector_store_ids": "vs", "rule_ids": "rule", "preset_prompts": "prompt", "streamline_tools": "auto"}
LISTS = tuple(PREFIXES)
BOOLEANS = ("memory_enabled", "truncation")


def _named(field: str, *ids: Any) -> dict[str, Any]:
    return {field: [f"{PREFIXES[field]}_{end}" if isinstance(end, str) else end for end in ids]}


def _shown(field: str, ids: list[str]) -> dict[str, Any]:
    """Automations are shown within tool_configurations."""
    tools = {"system_tools": dict.fromkeys(TOOLS), "mcp_tools": [], "streamline_tools": ids}
    return {"tool_configurations": tools} if field == "streamline_tools" else {field: ids}


TOOLS = (
    "web_search", "code_interpreter", "file_search", "computer_use_preview", "image_generation", "file_retrieval",
)  # fmt: skip


def _of_each_list(field: str) -> list[Row]:
    prefix = PREFIXES[field]
    most = [f"{prefix}_{number}" for number in range(100)]
    return [
        good(f"{field} in their order", _named(field, "b", "a"), _shown(field, [f"{prefix}_b", f"{prefix}_a"])),
        good(f"{field}: a repeat is dropped", _named(field, "b", "a", "b"),
             _shown(field, [f"{prefix}_b", f"{prefix}_a"])),
        good(f"{field}: 100", {field: most}, _shown(field, most)),
        bad(f"{field}: 101", {field: [*most, f"{prefix}_100"]}, {field: "too_many"}),
        good(f"{field}: 100 and a repeat", {field: [*most, f"{prefix}_0"]}, _shown(field, most)),
        bad(f"{field}: what is absent, another's, inactive or kept for others is not found",
            _named(field, "none", "a", "other", "inactive", "of_legal"),
            {f"{field}.{place}": "not_found" for place in (0, 2, 3, 4)}),
        bad(f"{field}: a repeat is told once", _named(field, "none", "a", "none"), {f"{field}.0": "not_found"}),
        good(f"{field}: what is kept for the caller's role", _named(field, "of_support"),
             _shown(field, [f"{prefix}_of_support"])),
        good(f"{field}: an admin uses what is kept for others", _named(field, "of_legal"),
             _shown(field, [f"{prefix}_of_legal"])).by("admin"),
        bad(f"{field}: an admin uses nothing inactive or foreign", _named(field, "inactive", "other"),
            {f"{field}.0": "not_found", f"{field}.1": "not_found"}).by("admin"),
        bad(f"{field}: an id of another kind", {field: ["usr_owner"]}, {f"{field}.0": "not_found"}),
        bad(f"{field}: an id in other case", {field: [f"{prefix}_A"]}, {f"{field}.0": "not_found"}),
        bad(f"{field}: ids that are none", _named(field, "a", 5, None, True),
            {f"{field}.1": "wrong_type", f"{field}.2": "wrong_type", f"{field}.3": "wrong_type"}),
        bad(f"{field}: an empty id", {field: [""]}, {f"{field}.0": "too_short"}),
        bad(f"{field}: an id with a line feed", {field: [f"{prefix}_a\n"]},
            {f"{field}.0": "invalid_character not_found"}),
        bad(f"{field}: wrong and missing ids at once", _named(field, "none", 5),
            {f"{field}.0": "not_found", f"{field}.1": "wrong_type"}),
    ]  # fmt: skip


KNOWLEDGE = [
    good("every default of knowledge", {}, {
        "vector_store_ids": [], "rule_ids": [], "preset_prompts": [],
        "memory_enabled": False, "context_strategy": "auto", "truncation": True,
    }),
    *[good(f"{name} {value}", {name: value}) for name in BOOLEANS for value in (True, False)],
    *one_each(BOOLEANS, 0, "wrong_type", "0 is not false"),
    *one_each(BOOLEANS, "on", "wrong_type", "a text is not true"),
    *[good(f"context strategy {name}", {"context_strategy": name}) for name in ("full", "off", "auto", "saver")],
    *one_each(("context_strategy",), "on", "invalid_choice", "not in the list"),
    *one_each(LISTS, "vs_a", "wrong_type", "a text is no list"),
    *one_each(LISTS, {"0": "vs_a"}, "wrong_type", "an object is no list"),
]  # fmt: skip

ROWS = [*KNOWLEDGE, *(row for field in LISTS for row in _of_each_list(field))]

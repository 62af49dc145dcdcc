"""A difference holds all that is needed to make one value of the other."""

import re
from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistants.queries.differences import difference, differences, same
from assistants.queries.matching import kept, unified

LEAVES = st.none() | st.booleans() | st.integers(-2, 2) | st.text("ab\n", max_size=6)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text("abc.", max_size=2), inner, max_size=4),
    max_leaves=12,
)
NAMED = st.dictionaries(st.sampled_from("abcdef"), VALUES).map(
    lambda found: [{"name": name, "x": value} for name, value in found.items()]
)
HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def patched(text: str, diff: str) -> str:
    """The text after a unified diff, by the format's own rules."""
    lines, made, at, sign = re.findall(r"[^\n]*\n|[^\n]+", text), list[str](), 0, ""
    for line in diff.split("\n")[2:-1]:
        if found := HUNK.fullmatch(line):
            start = int(found[1]) - (0 if found[2] == "0" else 1)
            made += lines[at:start]
            at = start
            continue
        if line.startswith("\\") and sign == "+":
            made[-1] = made[-1].removesuffix("\n")
        if line.startswith(("-", " ")):
            assert lines[at].removesuffix("\n") == line[1:]
            at += 1
        if line.startswith("+"):
            made.append(f"{line[1:]}\n")
        if line.startswith(" "):
            made.append(lines[at - 1])
        sign = line[0]
    return "".join(made + lines[at:])


def applied(value: Any, change: dict[str, Any] | None, label: str | None = None) -> Any:
    if change is None:
        return value
    match change["kind"]:
        case "text":
            return patched(value, change["unified_diff"])
        case "object":
            left = {key: inner for key, inner in value.items() if key not in change["removed"]}
            return {key: applied(inner, change["changed"].get(key)) for key, inner in left.items()} | change["added"]
        case "list":
            return applied_to_list(value, change, label)
        case _:
            return change["new_value"]


def applied_to_list(value: list[Any], change: dict[str, Any], label: str | None) -> list[Any]:
    gone = {entry["position"] for entry in change["removed"]} | {entry["from"] for entry in change["moved"]}
    made = [element for place, element in enumerate(value) if place not in gone]
    put = {entry["position"]: entry["value"] for entry in change["added"]}
    put |= {entry["to"]: value[entry["from"]] for entry in change["moved"]}
    for place in sorted(put):
        made.insert(place, put[place])
    return [applied(element, change["changed"].get(element[label])) for element in made] if label else made


def turned(change: dict[str, Any]) -> dict[str, Any]:
    """The difference in the other direction; of a text, only that there is one."""

    def each(changes: dict[str, Any]) -> dict[str, Any]:
        return {key: turned(inner) for key, inner in changes.items()}

    match change["kind"]:
        case "text":
            return {"kind": "text"}
        case "value":
            return {"kind": "value", "old_value": change["new_value"], "new_value": change["old_value"]}
    other = {"kind": change["kind"], "added": change["removed"], "removed": change["added"]}
    if change["kind"] == "list":
        other["moved"] = sorted(
            ({"from": move["to"], "to": move["from"], "value": move["value"]} for move in change["moved"]),
            key=lambda move: move["to"],
        )
    return other | {"changed": each(change["changed"])}


def without_texts(change: dict[str, Any]) -> dict[str, Any]:
    return turned(turned(change))


@given(old=VALUES, new=VALUES)
def test_a_difference_makes_the_new_value_of_the_old_one(old: Any, new: Any) -> None:
    assert same(applied(old, difference(old, new)), new)


@given(old=NAMED, new=NAMED)
def test_a_difference_of_labelled_elements_makes_the_new_list_of_the_old_one(old: Any, new: Any) -> None:
    assert same(applied(old, difference(old, new, "name"), "name"), new)


@given(value=VALUES)
def test_a_value_does_not_differ_from_itself(value: Any) -> None:
    assert difference(value, value) is None


@given(old=VALUES, new=VALUES)
def test_the_way_back_is_the_way_turned_around(old: Any, new: Any) -> None:
    there, back = difference(old, new), difference(new, old)
    assert (there is None) == (back is None)
    if there and back:
        assert turned(there) == without_texts(back)


@given(old=NAMED, new=NAMED)
def test_the_way_back_between_labelled_elements_too(old: Any, new: Any) -> None:
    there, back = difference(old, new, "name"), difference(new, old, "name")
    if there and back:
        assert turned(there) == without_texts(back)


@given(old=st.text("abc\n\r\x85 ", max_size=40), new=st.text("abc\n\r\x85 ", max_size=40))
def test_a_unified_diff_patches_the_old_text(old: str, new: str) -> None:
    assert patched(old, unified(old, new)) == new


def test_a_unified_diff_reads_as_everybody_knows_it() -> None:
    assert unified("one\ntwo\nthree\n", "one\n2\nthree") == (
        "--- old\n+++ new\n@@ -1,3 +1,3 @@\n one\n-two\n-three\n+2\n+three\n\\ No newline at end of file\n"
    )


def test_far_changes_of_a_long_text_stand_in_hunks_of_their_own() -> None:
    lines = [f"line {number}\n" for number in range(4_000)]
    changed = ["first\n", *lines[1:-1], "last\n"]
    diff = unified("".join(lines), "".join(changed))
    assert diff.count("\n@@ ") == 2
    assert len(diff.split("\n")) < 20


@pytest.mark.parametrize(
    "hard",
    [
        lambda number: (f"{(number * 7_919) % 100_003}\n", f"{(number * 104_729) % 100_003}\n"),
        lambda number: ("a\n" if number % 2 else "b\n", "a\n" if number % 3 else "b\n"),
    ],
    ids=["no order", "few lines"],
)
def test_a_hostile_text_is_compared_as_well(hard: Callable[[int], tuple[str, str]]) -> None:
    old, new = ("".join(side) for side in zip(*map(hard, range(64_000)), strict=True))
    assert patched(old, unified(old, new)) == new


def test_as_much_as_can_be_stays_in_its_place() -> None:
    for new in permutations("abcde"):
        pairs = kept("abcde", new)
        assert pairs == sorted(pairs)
        assert all("abcde"[left] == new[right] for left, right in pairs)
        best = max(
            len(some)
            for bits in range(32)
            if list(some := [sign for place, sign in enumerate(new) if bits >> place & 1]) == sorted(some)
        )
        assert len(pairs) == best


def test_fields_come_in_their_order_and_only_where_they_differ() -> None:
    old = {"name": "A", "temperature": 1.0, "rule_ids": ["r1", "r2", "r3", "r4"], "metadata": {"a": "1", "b": "2"}}
    new = {"name": "B", "temperature": 1.0, "rule_ids": ["r4", "r1", "r3", "r5"], "metadata": {"a": "1", "b": "3"}}
    assert differences(old, new) == [
        {"field": "name", "difference": {"kind": "value", "old_value": "A", "new_value": "B"}},
        {
            "field": "rule_ids",
            "difference": {
                "kind": "list",
                "added": [{"position": 3, "value": "r5"}],
                "removed": [{"position": 1, "value": "r2"}],
                "moved": [{"from": 3, "to": 0, "value": "r4"}],
                "changed": {},
            },
        },
        {
            "field": "metadata",
            "difference": {
                "kind": "object",
                "added": {},
                "removed": {},
                "changed": {"b": {"kind": "value", "old_value": "2", "new_value": "3"}},
            },
        },
    ]


def test_a_server_is_known_by_its_label() -> None:
    crm, mail = {"server_label": "crm", "server_url": "https://a.example"}, {"server_label": "mail"}
    [found] = differences(
        {"tool_configurations.mcp_tools": [crm, mail]},
        {"tool_configurations.mcp_tools": [mail, crm | {"server_url": "https://b.example"}]},
    )
    change = found["difference"]
    assert (change["added"], change["removed"], len(change["moved"])) == ([], [], 1)
    assert change["changed"] == {
        "crm": {
            "kind": "object",
            "added": {},
            "removed": {},
            "changed": {
                "server_url": {"kind": "value", "old_value": "https://a.example", "new_value": "https://b.example"}
            },
        }
    }


@pytest.mark.parametrize(("old", "new"), [(1, True), (0, False), ("1", 1), (None, "")])
def test_values_of_different_types_differ(old: Any, new: Any) -> None:
    assert difference(old, new) == {"kind": "value", "old_value": old, "new_value": new}

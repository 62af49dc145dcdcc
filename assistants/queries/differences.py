"""What differs between two definitions, field by field (contract, section 6, "GET …/versions/{a}/diff/{b}").

A difference says of what kind it is and holds all that is needed to make one value of the other: texts of several
lines are compared line by line, lists by element, objects by key, everything else as a whole.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from assistants.queries.matching import kept, unified

Difference = dict[str, Any]

# Lists whose elements are told apart by a member of theirs.
LABELS: Mapping[str, str] = {"tool_configurations.mcp_tools": "server_label", "json_schemas": "name"}


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """Each field that differs, in the order of `new`; both have the same fields."""
    found = ((field, difference(old[field], value, LABELS.get(field))) for field, value in new.items())
    return [{"field": field, "difference": change} for field, change in found if change]


def same(old: Any, new: Any) -> bool:
    """Equality of JSON as it is stored: true is not 1, and the order of an object's keys does not count."""
    return _canonical(old) == _canonical(new)


def difference(old: Any, new: Any, label: str | None = None) -> Difference | None:
    """What differs between two values of JSON, or None; `label` names the member that tells a list's elements apart."""
    if same(old, new):
        return None
    if isinstance(old, dict) and isinstance(new, dict):
        return _of_objects(old, new)
    if isinstance(old, list) and isinstance(new, list):
        return _of_lists(old, new, label)
    if isinstance(old, str) and isinstance(new, str) and "\n" in old + new:
        return {"kind": "text", "unified_diff": unified(old, new)}
    return {"kind": "value", "old_value": old, "new_value": new}


def _of_objects(old: Mapping[str, Any], new: Mapping[str, Any]) -> Difference:
    return {
        "kind": "object",
        "added": {key: value for key, value in new.items() if key not in old},
        "removed": {key: value for key, value in old.items() if key not in new},
        "changed": _changed(old, new),
    }


def _of_lists(old: Sequence[Any], new: Sequence[Any], label: str | None) -> Difference:
    before, after = (_keys(elements, label) for elements in (old, new))
    stays = {after[place] for _, place in kept(before, after)}
    earlier, later = ({key: place for place, key in enumerate(keys)} for keys in (before, after))
    moves = [key for key in after if key in earlier and key not in stays]
    labelled = [dict(zip(keys, elements, strict=True)) for keys, elements in ((before, old), (after, new))]
    return {
        "kind": "list",
        "added": [{"position": later[key], "value": new[later[key]]} for key in after if key not in earlier],
        "removed": [{"position": earlier[key], "value": old[earlier[key]]} for key in before if key not in later],
        "moved": [
            {"from": earlier[key], "to": later[key], "value": key if label else new[later[key]]} for key in moves
        ],
        "changed": _changed(*labelled) if label else {},
    }


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Difference]:
    found = ((key, difference(old[key], value)) for key, value in new.items() if key in old)
    return {key: change for key, change in found if change}


def _keys(elements: Iterable[Any], label: str | None) -> list[str]:
    """A name for each element that no other of its list has."""
    if label:
        return [element[label] for element in elements]
    times: Counter[str] = Counter()
    keys = []
    for text in map(_canonical, elements):
        times[text] += 1
        keys.append(f"{times[text]} {text}")
    return keys


def _canonical(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()

"""An update merged into what is stored (contract, section 6, "Updates")."""

from collections.abc import Mapping
from typing import Any

from assistants.choices import AccessMode

Fields = dict[str, Any]


def merged(stored: Mapping[str, Any], changes: Mapping[str, Any]) -> Fields:
    """The definition after an update: `stored` with the fields that change, all side by side.

    A field left out keeps its value, and null sets the default.
    """
    fields = {**stored, **changes}
    if isinstance(servers := changes.get("mcp_tools"), list):
        fields["mcp_tools"] = [with_kept_secrets(server, stored["mcp_tools"]) for server in servers]
    if fields.get("access_mode") != AccessMode.PUBLIC and "public_enabled" not in changes:
        # An update that leaves public clears the public page.
        fields["public_enabled"] = False
    return fields


def changes_of(shown: Mapping[str, Any], given: Mapping[str, Any]) -> Fields:
    """What of an update differs from what is shown.

    A value that is so already changes nothing that is stored, so that what is derived stays derived.
    """
    return {name: value for name, value in given.items() if name not in shown or not _equal(value, shown[name])}


def with_kept_secrets(server: Any, stored: list[Fields]) -> Any:
    """A server as it was sent, with what it leaves out of its secrets kept; servers match by their label."""
    if not isinstance(server, dict):
        return server
    match = next((old for old in stored if old["server_label"] == server.get("server_label")), None)
    if match is None:
        return server
    secrets = {name: match[name] for name in ("authorization", "headers") if match[name]}
    return secrets | server


def _equal(left: Any, right: Any) -> bool:
    """Equality of JSON: true is not 1, and the order of a list counts."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(_equal(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(_equal, left, right))
    return bool(left == right)

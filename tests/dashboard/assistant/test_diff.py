"""Lines that stand side by side say both texts whole."""

from hypothesis import given
from hypothesis import strategies as st

from assistants.dashboard.assistant.diff import Pair, Part, Piece, Side, parts_of
from assistants.dashboard.assistant.naming import Names
from assistants.queries.differences import differences
from assistants.queries.known import Meanings

NAMES = Names(Meanings())


def parts(field: str, old: object, new: object) -> list[Part]:
    return parts_of(differences({field: old}, {field: new}), NAMES)


def text(side: Side | None) -> str | None:
    return None if side is None else "".join(piece.text for piece in side.pieces)


def test_words_that_differ_are_marked_and_what_stays_is_not() -> None:
    [part] = parts("instructions", "one\nclaims of motor\nend", "one\nclaims of travel\nend")

    same, changed, _ = part.pairs
    assert same.is_same
    assert changed == Pair(
        Side([Piece("claims of "), Piece("motor", is_marked=True)], 2),
        Side([Piece("claims of "), Piece("travel", is_marked=True)], 2),
    )


def test_a_line_that_is_new_stands_beside_a_gap() -> None:
    [part] = parts("instructions", "a\nb\n", "a\nnew\nb\n")

    assert [(text(pair.old), text(pair.new)) for pair in part.pairs] == [("a", "a"), (None, "new"), ("b", "b")]
    assert [pair.new.number for pair in part.pairs if pair.new] == [1, 2, 3]


LINES = st.lists(st.sampled_from(["a b", "c", "", "a  c.", "-", "+x", "@@ -1 +1 @@"]), min_size=1, max_size=8)


@given(LINES, LINES)
def test_each_side_holds_the_lines_of_its_text_in_order(old: list[str], new: list[str]) -> None:
    for part in parts("instructions", "\n".join(old) + "\n", "\n".join(new) + "\n"):
        for side, lines in (("old", old), ("new", new)):
            numbered = [found for pair in part.pairs if (found := getattr(pair, side)) and found.number]
            assert [text(found) for found in numbered] == [lines[found.number - 1] for found in numbered]


def test_lists_differ_by_element() -> None:
    [part] = parts("stop_sequences", ["END", "STOP"], ["STOP", "HALT"])

    assert [(text(pair.old), text(pair.new)) for pair in part.pairs] == [("END", None), (None, "HALT")]


def test_a_move_is_told() -> None:
    [part] = parts("stop_sequences", ["a", "b"], ["b", "a"])

    assert [text(pair.new) for pair in part.pairs] in (["a moved from 1 to 2"], ["b moved from 2 to 1"])


def test_a_server_is_a_part_of_its_own_with_its_members_by_name() -> None:
    old = [{"server_label": "api", "require_approval": "always", "allowed_tools": ["read"]}]
    new = [{"server_label": "api", "require_approval": "never", "allowed_tools": ["read", "write"]}]

    [part] = parts("tool_configurations.mcp_tools", old, new)

    assert part.title == "MCP servers: api"
    assert ("Approval: always", "Approval: never") in [(text(pair.old), text(pair.new)) for pair in part.pairs]
    assert (None, "Allowed tools: write") in [(text(pair.old), text(pair.new)) for pair in part.pairs]


def test_nothing_is_said_as_none() -> None:
    [part] = parts("seed", None, 7)

    [pair] = part.pairs
    assert pair.old
    assert pair.old.is_nothing
    assert (text(pair.old), text(pair.new)) == ("None", "7")

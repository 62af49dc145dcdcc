"""What a probe finds: tools, cut to our limits, for whatever a server says is untrusted; or that there is no answer."""

from typing import Self

from pydantic import BaseModel, Field

from assistants import limits
from assistants.spec.text import cleaned


class NotInstalled(Exception):
    """This installation lacks the extra `mcp`."""


class Unreachable(Exception):
    """No tools were found: blocked, refused, too slow, too large or not understood, and nobody is told which.

    Else whoever may probe could scan ports and networks from here (security.md, "Outbound").
    """


class ProbedTool(BaseModel):
    """A tool as its server describes it: hints, which nothing proves."""

    name: str = Field(description="What allowed_tools and filters call it.", examples=["search_contacts"])
    title: str | None = Field(description="Its name for people.", examples=["Search contacts"])
    description: str | None = Field(description="What it does, cut where it is long.")
    read_only: bool = Field(description="The server says that it changes nothing (readOnlyHint).")
    destructive: bool = Field(
        description="It may remove or overwrite something: so unless the server says otherwise (destructiveHint)."
    )

    @classmethod
    def told(
        cls, name: str, title: str | None, description: str | None, *, read_only: bool | None, destructive: bool | None
    ) -> Self | None:
        """The tool of which a server tells this; None for one whose name nothing could refer to."""
        if not 0 < len(name) <= limits.TOOL_NAME_LENGTH or cleaned(name) != (name, []):
            return None
        return cls(
            name=name,
            title=_cut(title, limits.TOOL_TITLE_LENGTH),
            description=_cut(description, limits.TOOL_DESCRIPTION_LENGTH),
            read_only=bool(read_only),
            destructive=not read_only and destructive is not False,
        )


class ProbedTools(BaseModel):
    """The tools of a server, in its own order."""

    tools: list[ProbedTool]
    has_more: bool = Field(description="The server has tools that are not shown: too many, or with unusable names.")


def _cut(text: str | None, length: int) -> str | None:
    """The text as far as there is room for it, without the characters that no text of ours may hold."""
    # A character may become nothing, and none becomes more than one.
    shown: str = cleaned(text[: 2 * length])[0].strip() if text else ""
    return (shown if len(shown) <= length else shown[: length - 1] + "…") or None

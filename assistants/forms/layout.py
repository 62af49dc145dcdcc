"""How a form is laid out, as data: what stands together, and what is folded away.

Each part is one of crispy's layout objects and is shown by the template of its name in templates/atelier/.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class Shown(Protocol):
    """What crispy asks of a part of a layout."""

    fields: list[Any]
    more: dict[str, Any]

    def render(self, form: BaseForm, context: Context, template_pack: str = ..., **kwargs: Any) -> SafeString:
        """The part as HTML."""


class Box:
    """Parts that stand together, shown by `layout/<template>.html`, which is told `more`."""

    template = "group"

    def __init__(self, *parts: Any, **more: Any) -> None:
        self.fields = list(parts)
        self.more = more

    def render(self, form: BaseForm, context: Context, template_pack: str = "atelier", **_kwargs: Any) -> SafeString:
        with context.push(**self.said_to_parts()):
            inner = SafeString("".join(part.render(form, context, template_pack) for part in self.fields))
        errors = form.errors.get(self.more.get("name", ""))
        told = {"form": form, "inner": inner, "errors": errors, **self.told(form)}
        return render_to_string(f"{template_pack}/layout/{self.template}.html", _flat(context) | told)

    def told(self, form: BaseForm) -> dict[str, Any]:  # noqa: ARG002 - of the others
        """What the part's template is told."""
        return {**self.more, "count": len(self.fields)}

    def said_to_parts(self) -> dict[str, Any]:
        """What the templates of the parts inside are told."""
        return {}


class Input:
    """One input with its label, its hint and what is wrong with it."""

    def __init__(self, name: str, template: str, **more: Any) -> None:
        self.fields = [name]
        self.template, self.more = template, more

    def render(self, form: BaseForm, context: Context, template_pack: str = "atelier", **_kwargs: Any) -> SafeString:
        told = {"form": form, "field": form[self.fields[0]], **self.more}
        return render_to_string(f"{template_pack}/{self.template}.html", _flat(context) | told)


class Group(Box):
    """Inputs under one legend."""


class Tool(Box):
    """A built-in tool: its mode, and beside it its options."""

    template = "tool"


class Row(Box):
    """One of several entries of the same kind, which can be removed."""

    template = "row"

    def said_to_parts(self) -> dict[str, Any]:
        return {"row_number": self.more["number"]}


class Server(Row):
    """An MCP server in a panel of its own."""

    template = "server"


class Rows(Box):
    """Entries of the same kind, and a button that adds another."""

    template = "rows"


class Bare(Box):
    """Parts one after another."""

    template = "bare"


class Adds(Box):
    """Buttons that add a row each."""

    template = "adds"


class Alternatives(Box):
    """Layouts of a value, of which one is chosen."""

    template = "alternatives"


class Variant(Box):
    """One of several layouts of a value, with the radio button that chooses it."""

    template = "variant"


class Two(Box):
    """Inputs side by side, where there is room."""

    template = "two"


class Part(Box):
    """A part of the page with a heading of its own."""

    template = "part"


class Folds(Box):
    """Advanced settings."""

    template = "folds"


class Fold(Box):
    """Settings that are folded away until they hold a value or an error; the line says what is inside."""

    template = "fold"

    def said_to_parts(self) -> dict[str, Any]:
        return {"fold_title": self.more["title"]}

    def told(self, form: Any) -> dict[str, Any]:
        wrong = not form.errors.keys().isdisjoint(names_in(self))
        names = self.more["spec_fields"]
        return {**self.more, "is_open": wrong or form.holds(names), "line": form.line(names, self.more.get("none", ""))}


def _flat(context: Context) -> dict[str, Any]:
    return {str(name): value for name, value in context.flatten().items()}


def arranged(part: Any, shown: Mapping[str, Shown]) -> Any:
    """A part of an arrangement, which names fields of the spec, with what shows each in the place of its name."""
    if isinstance(part, str):
        return shown[part]
    fields = [name for name in names_in(part) if name in shown]
    return type(part)(*(arranged(inner, shown) for inner in part.fields), **part.more, spec_fields=fields)


def names_in(part: Any) -> Iterator[str]:
    """The names of every input and group in a part of a layout."""
    if isinstance(part, str):
        yield part
        return
    if name := getattr(part, "more", {}).get("name"):
        yield name
    for inner in part.fields:
        yield from names_in(inner)

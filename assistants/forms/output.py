"""Output: in which form the assistant answers, and what is checked and kept."""

from assistants.choices import OutputMode
from assistants.forms.derive import Words, controls_of
from assistants.forms.groups import Group, Rows
from assistants.forms.json_text import Json
from assistants.forms.layout import Bare, Fold, Folds, Two
from assistants.forms.leaves import Area
from assistants.forms.section import SectionForm
from assistants.forms.switches import Choice
from assistants.forms.unions import ChosenKinds
from assistants.spec.output import Output, TextConfig
from assistants.spec.response_format import JsonSchemaFormat, NamedSchema


def _schema() -> Group:
    """A JSON Schema with its name."""
    members = controls_of(
        NamedSchema,
        {"schema": Json(), "description": Area(rows=2)},
        {
            "name": Words(hint="Letters, digits, - and _."),
            "schema": Words(hint="JSON Schema of 2020-12 or draft-07."),
            "strict": Words(hint="Whether the answer must follow it exactly."),
        },
    )
    return Group(members=members, template=Bare, arrangement=(Two("name", "strict"), "schema", "description"))


def _format() -> ChosenKinds:
    schema = {"json_schema": _schema()}
    return ChosenKinds(
        kinds={
            "text": Group(members={}, template=Bare),
            "json_object": Group(members={}, template=Bare),
            "json_schema": Group(members=controls_of(JsonSchemaFormat, schema, without=("type",)), template=Bare),
        },
        words={
            "": "Not set",
            "text": "Text",
            "json_object": "Any JSON object",
            "json_schema": "JSON by a schema",
        },
    )


class OutputForm(SectionForm):
    """Text or JSON, streaming, storage, moderation and safety."""

    section = Output
    controls = controls_of(
        Output,
        {
            "output_mode": Choice(
                values_of=OutputMode, template="choices", unset="As the format says", words=(("json", "JSON"),)
            ),
            "response_format": _format(),
            "json_schemas": Rows(item=_schema(), one="schema"),
            "text_config": Group(members=controls_of(TextConfig, {"format": _format()})),
        },
        {
            "output_mode": Words("Answers in", ""),
            "response_format": Words(hint="The form that each answer takes."),
            "json_schemas": Words(hint="Structured output is validated against these. At most {high}."),
            "streaming": Words("Stream answers", "They arrive as they are written."),
            "store_responses": Words("Store responses"),
            "moderation_enabled": Words("Moderate content", ""),
        },
    )
    arrangement = (
        "output_mode",
        "response_format",
        "streaming",
        "store_responses",
        "moderation_enabled",
        "safety_level",
        Folds(
            Fold("json_schemas", title="JSON schemas", none="None"),
            Fold("text_config", title="Text configuration", none="Not set"),
        ),
    )

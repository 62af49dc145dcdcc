"""Language model: which model answers, what it is told, and how it samples."""

from collections.abc import Iterable

from assistants import limits
from assistants.choices import MessageRole, ReasoningEffort, ReasoningSummary
from assistants.forms.control import About, Control
from assistants.forms.derive import Words, controls_of
from assistants.forms.groups import Group, Rows, pairs
from assistants.forms.layout import Bare, Fold, Folds, Two
from assistants.forms.leaves import Area, Line, Number
from assistants.forms.picks import Checks, ModelMenu
from assistants.forms.section import SectionForm
from assistants.forms.switches import Choice
from assistants.forms.unions import Kinds, RowsOfKinds, TextOrParts
from assistants.named import Kind
from assistants.spec.language_model import LanguageModel, Reasoning
from assistants.spec.messages import InputFile, InputImage, InputText, Message
from assistants.spec.section import Strict

_BIAS = limits.LOGIT_BIAS


def _part(model: type[Strict], own: dict[str, Control] | None = None, words: dict[str, Words] | None = None) -> Group:
    return Group(members=controls_of(model, own, words, without=("type",)), template=Bare)


_PARTS = RowsOfKinds(
    item=Kinds(
        kinds={
            "input_text": _part(InputText, {"text": Area()}),
            "input_image": _part(InputImage, words={"file_id": Words("File id")}),
            "input_file": _part(
                InputFile,
                {"file_data": Area()},
                {"file_id": Words("File id"), "file_data": Words(hint="The content itself, in base64.")},
            ),
        }
    ),
    about=About("Content"),
    one="part",
    adds={"input_text": "Add a text", "input_image": "Add an image", "input_file": "Add a file"},
)
_MESSAGE = Group(
    members=controls_of(
        Message,
        {
            "role": Choice(values_of=MessageRole, unset="Choose"),
            "content": TextOrParts(text=Area(about=About("Content")), parts=_PARTS),
        },
    ),
    template=Bare,
)


class LanguageModelForm(SectionForm):
    """The model, its instructions and its parameters."""

    section = LanguageModel
    controls = controls_of(
        LanguageModel,
        {
            "default_model_key": ModelMenu(kind=Kind.LANGUAGE_MODEL),
            "allowed_model_providers": Checks(kind=Kind.PROVIDER),
            "instructions": Area(rows=8, counts=True),
            "system_message": Rows(item=_MESSAGE, one="message"),
            "reasoning": Group(
                members=controls_of(
                    Reasoning,
                    {
                        "effort": Choice(values_of=ReasoningEffort, is_optional=True),
                        "summary": Choice(values_of=ReasoningSummary, is_optional=True),
                    },
                    {"effort": Words("Effort"), "summary": Words("Summary")},
                )
            ),
            "stop_sequences": Rows(item=Area(rows=1, css="mono", about=About("Stop sequence")), one="stop sequence"),
            "logit_bias": pairs(
                Line(about=About("Token id"), css="mono"), Number(about=About("Bias", low=_BIAS[0])), one="token"
            ),
        },
        {
            "default_model_key": Words(hint="The model that answers."),
            "allowed_model_providers": Words(hint="Where people may switch the model in chat. None ticked means all."),
            "instructions": Words(hint="Who it is, what it does, what it must not do. Do not paste passwords or keys."),
            "temperature": Words(hint="{low} steady, {high} inventive. Default {default}."),
            "max_completion_tokens": Words("Longest answer", "In tokens. Empty: the model decides."),
            "seed": Words(hint="The same seed makes answers easier to repeat."),
            "top_p": Words(hint="{low} to {high}. Change this or temperature."),
            "frequency_penalty": Words(hint="{low} to {high}. Above zero, it repeats itself less."),
            "presence_penalty": Words(hint="{low} to {high}. Above zero, it turns to new topics."),
            "stop_sequences": Words(hint="At most {high}. The answer ends before the first that appears."),
            "logit_bias": Words(
                hint="Token ids, and how much each is favoured: {:g} to {:g}.".format(*limits.LOGIT_BIAS)
            ),
            "top_logprobs": Words(hint="{low} to {high} alternatives to return for each token."),
            "system_message": Words("Messages", "They open every conversation. At most {high}."),
            "context_window": Words(hint="In tokens. Empty: the model's own."),
        },
    )
    arrangement = (
        "default_model_key",
        "allowed_model_providers",
        "instructions",
        Two("temperature", "max_completion_tokens"),
        Folds(
            Fold(
                Two("seed", "top_p"),
                Two("frequency_penalty", "presence_penalty"),
                "stop_sequences",
                "logit_bias",
                "top_logprobs",
                title="Sampling",
                none="Everything at its default",
            ),
            Fold("reasoning", title="Reasoning", none="Left to the model"),
            Fold("system_message", title="Messages before the conversation", none="None"),
            Fold(
                "context_window",
                "service_tier",
                "instructions_thread_id",
                title="Context and service",
                none="The model's own window, service tier auto",
            ),
        ),
    )

    def line(self, names: Iterable[str], none: str = "") -> str:
        """As of any fold; of reasoning, whether the chosen model reasons at all."""
        fields, model = list(names), self.known.model
        if fields == ["reasoning"] and model and model.reasons is False:
            return f"{model.id} does not reason. What you set is kept, and ignored"
        return super().line(fields, none)

"""Language model: which model answers, what it is told, and how it samples."""

from typing import Annotated

from pydantic import Field

from assistants import limits
from assistants.choices import ReasoningEffort, ReasoningSummary, ServiceTier
from assistants.spec.bounds import Count, Length, Pattern, Range
from assistants.spec.messages import Messages
from assistants.spec.section import Section, Strict
from assistants.spec.text import NFC, UNIQUE, Identifier, Integer, Number, Text

ModelKey = Annotated[Text, Length(1, limits.MODEL_KEY_LENGTH)]
ProviderId = Annotated[Text, Length(1, limits.PROVIDER_ID_LENGTH)]
StopSequence = Annotated[Text, Length(1, limits.STOP_SEQUENCE_LENGTH)]
TokenId = Annotated[Text, Pattern(r"0|[1-9][0-9]{0,9}", "a token id: digits without leading zeros")]
Tokens = Annotated[Integer, Range(1, limits.INTEGER_MAX)]
Penalty = Annotated[Number, Range(*limits.PENALTY)]


class Reasoning(Strict):
    """How hard a reasoning model thinks, and what of it is told."""

    effort: ReasoningEffort = Field(ReasoningEffort.MEDIUM, title="Reasoning effort")
    summary: ReasoningSummary = Field(ReasoningSummary.AUTO, title="Reasoning summary")


class LanguageModel(Section):
    """The model, its instructions and its parameters."""

    title = "Language model"

    default_model_key: ModelKey = Field(
        "gpt-4o", title="Model", description="The model that answers.", examples=["gpt-4o"]
    )
    allowed_model_providers: Annotated[list[ProviderId], UNIQUE, Count(0, limits.PROVIDERS)] = Field(
        [],
        title="Allowed providers",
        description="When given, only models of these providers may be used.",
        examples=[["openai", "anthropic", "aitronos"]],
    )
    instructions: Annotated[Text, Length(0, limits.INSTRUCTIONS_LENGTH), NFC] | None = Field(
        None,
        title="Instructions",
        description="System instructions: behaviour and personality.",
        examples=["You are a helpful assistant."],
    )
    instructions_thread_id: Identifier | None = Field(
        None, title="Instructions thread", description="A thread with additional instructions."
    )
    system_message: Messages = Field(
        [],
        title="System messages",
        description="Messages or input examples that open every conversation.",
        examples=[[{"role": "system", "content": "Answer in one paragraph."}]],
    )
    temperature: Annotated[Number, Range(*limits.TEMPERATURE)] = Field(
        0.7, title="Temperature", description="Randomness of the answers."
    )
    top_p: Annotated[Number, Range(*limits.TOP_P)] = Field(
        1.0, title="Top P", description="Nucleus sampling: the share of probability that is considered."
    )
    frequency_penalty: Penalty | None = Field(
        None, title="Frequency penalty", description="Lowers the repetition of frequent tokens."
    )
    presence_penalty: Penalty | None = Field(None, title="Presence penalty", description="Encourages new topics.")
    max_completion_tokens: Tokens | None = Field(
        None, title="Maximum completion tokens", description="The most that one answer may hold.", examples=[1024]
    )
    context_window: Tokens | None = Field(
        None, title="Context window", description="Tokens of input and output together.", examples=[32000]
    )
    seed: Integer | None = Field(None, title="Seed", description="For repeatable outputs.", examples=[42])
    stop_sequences: Annotated[list[StopSequence], UNIQUE, Count(0, limits.STOP_SEQUENCES)] = Field(
        [], title="Stop sequences", description="Where the answer ends.", examples=[["END"]]
    )
    logit_bias: Annotated[
        dict[TokenId, Annotated[Number, Range(*limits.LOGIT_BIAS)]], Count(0, limits.LOGIT_BIAS_PAIRS)
    ] = Field(
        {}, title="Logit bias", description="Token ids and how much they are favoured.", examples=[{"50256": -100}]
    )
    top_logprobs: Annotated[Integer, Range(*limits.TOP_LOGPROBS)] | None = Field(
        None, title="Top log probabilities", description="How many alternatives to return for each token."
    )
    reasoning: Reasoning | None = Field(
        None,
        title="Reasoning",
        description="For models that reason before they answer.",
        examples=[{"effort": "high", "summary": "concise"}],
    )
    service_tier: ServiceTier = Field(ServiceTier.AUTO, title="Service tier", description="How requests are queued.")

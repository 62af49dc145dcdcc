"""What hypothesis makes: whole requests that the contract allows, of the things that an organization has."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from assistants import choices, limits
from assistants.spec.text import name_key

Body = dict[str, Any]

# Everything but what the contract refuses everywhere: C0 controls, surrogates and the two overrides.
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\u202d\u202e").filter(
    lambda sign: sign >= " " or sign in "\n\t"
)
LINE_CHARACTERS = st.characters(
    exclude_categories=["Cs"],
    exclude_characters=[chr(code) for code in (*range(0x20), *range(0x202A, 0x202F), *range(0x2066, 0x206A))],
)
WORD = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
URLS = st.sampled_from(["https://mcp.example.com/v1", "https://example.org:8443/a?b=c", "https://93.184.216.34/"])


def texts(low: int = 0, high: int = 40) -> SearchStrategy[str]:
    return st.text(CHARACTERS, min_size=low, max_size=high)


def words(high: int = 64) -> SearchStrategy[str]:
    return st.text(WORD, min_size=1, max_size=high)


def names() -> SearchStrategy[str]:
    return st.text(LINE_CHARACTERS, min_size=1, max_size=60).filter(lambda name: bool(name_key(name)))


def some(ids: Sequence[str]) -> SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ids), max_size=6)


def numbers(low: float, high: float) -> SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False)


def object_of(required: Mapping[str, Any], optional: Mapping[str, Any]) -> SearchStrategy[Body]:
    """An object whose optional members are there, null or left out."""
    nullable = {name: st.none() | strategy for name, strategy in optional.items()}
    return st.fixed_dictionaries(dict(required), optional=nullable)


def parts() -> SearchStrategy[Body]:
    details = {"detail": st.sampled_from(choices.ImageDetail)}
    text = object_of({"type": st.just("input_text"), "text": texts()}, {})
    image = object_of({"type": st.just("input_image"), "image_url": URLS}, details)
    picture = object_of({"type": st.just("input_image"), "file_id": words()}, details)
    document = object_of({"type": st.just("input_file"), "file_id": words()}, {})
    content = object_of({"type": st.just("input_file"), "file_data": texts()}, {"filename": words(255)})
    return text | image | picture | document | content


def messages() -> SearchStrategy[list[Body]]:
    roles = st.sampled_from(choices.MessageRole)
    whole = object_of({"role": roles, "content": texts() | st.lists(parts(), max_size=3)}, {})
    listed = object_of(
        {"texts": st.lists(texts(), min_size=1, max_size=2)}, {"role": roles, "images": st.lists(URLS, max_size=2)}
    )
    return st.lists(whole | listed, max_size=4)


def schemas() -> SearchStrategy[Body]:
    leaf: SearchStrategy[Body] = st.sampled_from(
        [{}, {"type": "string", "maxLength": 9}, {"enum": [None, 1.5, "é"]}, {"$ref": "#"}]
    )
    return st.recursive(
        leaf,
        lambda inner: st.builds(lambda by_name: {"properties": by_name}, st.dictionaries(words(9), inner, max_size=3)),
        max_leaves=6,
    )


def response_formats() -> SearchStrategy[Body]:
    named = object_of({"name": words(), "schema": schemas()}, {"description": texts(), "strict": st.booleans()})
    nested = named.map(lambda schema: {"type": "json_schema", "json_schema": schema})
    flat = named.map(lambda schema: {"type": "json_schema", **schema})
    return st.sampled_from([{"type": "text"}, {"type": "json_object"}]) | nested | flat


def json_schemas() -> SearchStrategy[list[Body]]:
    named = object_of({"name": words(12), "schema": schemas()}, {"strict": st.booleans()})
    return st.lists(named, max_size=3, unique_by=lambda schema: schema["name"]) | st.lists(schemas(), max_size=3)


def system_tools() -> SearchStrategy[Body]:
    def tool(**options: Any) -> SearchStrategy[Body]:
        return object_of({}, {"mode": st.sampled_from(choices.ToolMode), **options})

    return object_of(
        {},
        {
            "web_search": tool(sources=st.booleans()),
            "code_interpreter": tool(outputs=st.booleans()),
            "file_search": tool(results=st.booleans()),
            "computer_use_preview": tool(imageUrl=st.booleans()),
            "image_generation": tool(provider=st.sampled_from(choices.ImageProvider)),
            "file_retrieval": tool(),
        },
    )


def tool_names() -> SearchStrategy[list[str]]:
    return st.lists(texts(1, 20), min_size=1, max_size=4)


def mcp_tools(connectors: Sequence[str]) -> SearchStrategy[list[Body]]:
    either = st.sampled_from(["read_only", "tool_names"])
    reads = st.booleans().map(lambda value: {"read_only": value})
    filters = either.flatmap(lambda name: reads if name == "read_only" else tool_names().map(lambda n: {name: n}))
    approvals = (
        st.sampled_from(choices.Approval) | object_of({"always": filters}, {}) | object_of({"never": filters}, {})
    )
    visible = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=30)
    more = {
        "server_description": texts(),
        "allowed_tools": tool_names() | filters,
        "require_approval": approvals,
        "authorization": visible,
        "headers": st.dictionaries(words(12).map(lambda name: f"X-{name.lower()}"), visible, max_size=3),
    }
    own = {"server_label": words(12), "type": st.just("mcp")}
    by_address = object_of({**own, "server_url": URLS}, more)
    by_connector = object_of({**own, "connector_id": st.sampled_from(connectors)}, more)
    return st.lists(by_address | by_connector, max_size=3, unique_by=lambda server: server["server_label"])


def bodies(ids: Mapping[str, Sequence[str]]) -> SearchStrategy[Body]:
    """Whole requests; `ids` holds the ids that each referring field may name, and those of `connectors`."""
    plain: dict[str, Any] = {
        "description": texts(),
        "metadata": st.dictionaries(texts(1, 12), texts(), max_size=limits.METADATA_PAIRS),
        **dict.fromkeys(("is_active", "memory_enabled", "truncation", "parallel_tool_calls"), st.booleans()),
        **dict.fromkeys(("api_enabled", "streaming", "store_responses", "moderation_enabled"), st.booleans()),
        "instructions": texts(0, 200),
        "system_message": messages(),
        "temperature": numbers(*limits.TEMPERATURE),
        "top_p": numbers(*limits.TOP_P),
        **dict.fromkeys(("frequency_penalty", "presence_penalty"), numbers(*limits.PENALTY)),
        # Within what every model of the catalogue takes.
        "context_window": st.integers(20_000, 100_000),
        "max_completion_tokens": st.integers(1, 16_000),
        "seed": st.integers(limits.INTEGER_MIN, limits.INTEGER_MAX),
        "stop_sequences": st.lists(texts(1, 12), max_size=limits.STOP_SEQUENCES),
        "logit_bias": st.dictionaries(st.integers(0, 9_999_999_999).map(str), numbers(*limits.LOGIT_BIAS), max_size=4),
        "top_logprobs": st.integers(*limits.TOP_LOGPROBS),
        "reasoning": object_of(
            {},
            {
                "effort": st.sampled_from(choices.ReasoningEffort),
                "summary": st.sampled_from(choices.ReasoningSummary),
            },
        ),
        "service_tier": st.sampled_from(choices.ServiceTier),
        "context_strategy": st.sampled_from(choices.ContextStrategy),
        "max_tool_calls": st.integers(*limits.TOOL_CALLS),
        "tool_configurations": object_of(
            {}, {"system_tools": system_tools(), "mcp_tools": mcp_tools(ids["connectors"])}
        ),
        "access_mode": st.sampled_from(choices.AccessMode),
        "response_format": response_formats(),
        "json_schemas": json_schemas(),
        "text_config": object_of({}, {"verbosity": st.sampled_from(choices.Verbosity)}),
        "safety_level": st.sampled_from(choices.SafetyLevel),
    }
    one = {name: st.sampled_from(ids[name]) for name in ("default_model_key", "avatar_id", "icon_id", "icon_data")}
    one["instructions_thread_id"] = st.sampled_from(ids["instructions_thread_id"])
    many = {name: some(found) for name, found in ids.items() if name not in one and name != "connectors"}
    return object_of({"name": names()}, plain | one | many)

"""The language model: which one, its instructions, and how it samples."""

from typing import Any

from tests.doors.bodies.row import bad, good, one_each

BIG, SMALL = 2**63 - 1, -(2**63)
DEFAULTS: dict[str, Any] = {
    "default_model_key": "gpt-4o", "allowed_model_providers": [], "instructions": None, "instructions_thread_id": None,
    "system_message": [], "temperature": 0.7, "top_p": 1.0, "frequency_penalty": None, "presence_penalty": None,
    "max_completion_tokens": None, "context_window": None, "seed": None, "stop_sequences": [], "logit_bias": {},
    "top_logprobs": None, "reasoning": None, "service_tier": "auto",
}  # fmt: skip
DECIMALS = {
    "temperature": (0.0, 2.0),
    "top_p": (0.0, 1.0),
    "frequency_penalty": (-2.0, 2.0),
    "presence_penalty": (-2.0, 2.0),
}
INTEGERS = {"max_completion_tokens": (1, 16_384), "context_window": (1, 128_000), "top_logprobs": (0, 20)}
NUMBERS = (*DECIMALS, *INTEGERS, "seed")
THINKS = {"default_model_key": "o3"}

MODEL = [
    good("every default of the model", {}, DEFAULTS),
    good("every default of the model, by null", dict.fromkeys(DEFAULTS), DEFAULTS),
    good("another model", {"default_model_key": "claude-opus-5"}),
    good("a model past its date is not retired", {"default_model_key": "o3-mini"}),
    bad("a retired model", {"default_model_key": "gpt-4"}, {"default_model_key": "retired"}),
    bad("an unknown model", {"default_model_key": "gpt-0"}, {"default_model_key": "not_found"}),
    bad("a model in another case", {"default_model_key": "GPT-4o"}, {"default_model_key": "not_found"}),
    bad("a model without a key", {"default_model_key": ""}, {"default_model_key": "too_short"}),
    *one_each(("default_model_key",), 4, "wrong_type", "a number is no key"),
    bad("a model with a NUL", {"default_model_key": "gpt-4o\0"}, {"default_model_key": "invalid_character"}),
]

PROVIDERS = [
    good("the providers of the page", {"allowed_model_providers": ["openai", "anthropic", "aitronos"]}),
    good("a repeated provider is dropped", {"allowed_model_providers": ["xai", "openai", "xai"]},
        {"allowed_model_providers": ["xai", "openai"]}),
    good("a provider's own model", {"allowed_model_providers": ["anthropic"], "default_model_key": "claude-opus-5"}),
    bad("the default model of a provider that is left out", {"allowed_model_providers": ["anthropic"]},
        {"default_model_key": "not_allowed"}),
    bad("a model of a provider that is left out",
        {"allowed_model_providers": ["openai"], "default_model_key": "claude-opus-5"},
        {"default_model_key": "not_allowed"}),
    bad("an unknown provider", {"allowed_model_providers": ["openai", "nobody"]},
        {"allowed_model_providers.1": "not_found"}),
    bad("an unknown model of whatever provider",
        {"allowed_model_providers": ["openai"], "default_model_key": "gpt-0"}, {"default_model_key": "not_found"}),
    bad("a retired model of a provider that is left out",
        {"allowed_model_providers": ["anthropic"], "default_model_key": "gpt-4"},
        {"default_model_key": "retired not_allowed"}),
    bad("a provider that is a number", {"allowed_model_providers": ["openai", 3]},
        {"allowed_model_providers.1": "wrong_type"}),
    bad("a provider that is null", {"allowed_model_providers": [None]}, {"allowed_model_providers.0": "wrong_type"}),
    bad("a provider that is empty", {"allowed_model_providers": [""]}, {"allowed_model_providers.0": "too_short"}),
    *one_each(("allowed_model_providers",), "openai", "wrong_type", "a text is no list"),
]  # fmt: skip

INSTRUCTIONS = [
    good("empty instructions are not null", {"instructions": ""}),
    good("instructions of 256,000 characters", {"instructions": "i" * 256_000}),
    bad("instructions of 256,001 characters", {"instructions": "i" * 256_001}, {"instructions": "too_long"}),
    good("instructions with line ends of all kinds", {"instructions": "a\r\nb\rc\td"}, {"instructions": "a\nb\nc\td"}),
    good("instructions are composed (NFC)", {"instructions": "e\u0301 "}, {"instructions": "é "}),
    bad("instructions with a bell", {"instructions": "ding\x07"}, {"instructions": "invalid_character"}),
    bad("instructions with half an emoji", {"instructions": "\ude00"}, {"instructions": "invalid_character"}),
    *one_each(("instructions",), ["Be kind."], "wrong_type", "a list is no text"),
    good("a thread", {"instructions_thread_id": "thread_a"}),
    *[
        bad(f"instructions in {thread}", {"instructions_thread_id": thread}, {"instructions_thread_id": "not_found"})
        for thread in ("thread_none", "thread_other", "thread_inactive", "thread_of_legal", "vs_a")
    ],
    good("an admin uses any thread", {"instructions_thread_id": "thread_of_legal"}).by("admin"),
    *one_each(("instructions_thread_id",), 5, "wrong_type", "a number is no id"),
]

SAMPLING = [
    *[good(f"{name} of {end}", {name: end}) for name, ends in DECIMALS.items() for end in ends],
    *[bad(f"{name} of {low - 0.01}", {name: low - 0.01}, {name: "out_of_range"})
        for name, (low, _) in DECIMALS.items()],
    *[bad(f"{name} of {high + 0.01}", {name: high + 0.01}, {name: "out_of_range"})
        for name, (_, high) in DECIMALS.items()],
    *[good(f"{name} takes a whole number", {name: 1}, {name: 1.0}) for name in DECIMALS],
    *[good(f"{name} of {end}", {name: end}) for name, ends in INTEGERS.items() for end in ends],
    *[bad(f"{name} of {low - 1}", {name: low - 1}, {name: "out_of_range"}) for name, (low, _) in INTEGERS.items()],
    *[bad(f"{name} of {high + 1}", {name: high + 1}, {name: "out_of_range"}) for name, (_, high) in INTEGERS.items()],
    *[good(f"{name} of 10.0", {name: 10.0}, {name: 10}) for name in (*INTEGERS, "seed")],
    *[bad(f"{name} of 10.5", {name: 10.5}, {name: "wrong_type"}) for name in (*INTEGERS, "seed")],
    *one_each(NUMBERS, True, "wrong_type", "true is not 1"),
    *one_each(NUMBERS, "1", "wrong_type", "a text is no number"),
    *one_each(NUMBERS, [1], "wrong_type", "a list is no number"),
    *one_each(NUMBERS, 10**30, "out_of_range", "beyond 64 bits"),
    good("the smallest seed", {"seed": SMALL}),
    good("the largest seed", {"seed": BIG}),
    bad("a seed below 64 bits", {"seed": SMALL - 1}, {"seed": "out_of_range"}),
    bad("a seed above 64 bits", {"seed": BIG + 1}, {"seed": "out_of_range"}),
    bad("a seed of 1e300", {"seed": 1e300}, {"seed": "out_of_range"}),
]  # fmt: skip

WINDOWS = [
    good("an answer as long as the window", {"context_window": 1_000, "max_completion_tokens": 1_000}),
    bad("an answer longer than the window", {"context_window": 1_000, "max_completion_tokens": 1_001},
        {"max_completion_tokens": "out_of_range"}),
    bad("an answer longer than the model's output", {"context_window": 100_000, "max_completion_tokens": 16_385},
        {"max_completion_tokens": "out_of_range"}),
    bad("both beyond the model", {"context_window": 128_001, "max_completion_tokens": 16_385},
        {"context_window": "out_of_range", "max_completion_tokens": "out_of_range"}),
    bad("a broken window, and an answer beyond the model", {"context_window": "all", "max_completion_tokens": 16_385},
        {"context_window": "wrong_type", "max_completion_tokens": "out_of_range"}),
    good("another model's window", {**THINKS, "context_window": 200_000, "max_completion_tokens": 100_000}),
    bad("beyond another model's window", {**THINKS, "context_window": 200_001}, {"context_window": "out_of_range"}),
    good("what the catalogue does not know is not enforced",
        {"default_model_key": "o3-preview", "context_window": BIG, "max_completion_tokens": BIG}),
    bad("the window in force is the one that is given, whatever the model",
        {"default_model_key": "o3-preview", "context_window": 9, "max_completion_tokens": 10},
        {"max_completion_tokens": "out_of_range"}),
    bad("a window for an unknown model", {"default_model_key": "gpt-0", "context_window": BIG},
        {"default_model_key": "not_found"}),
]  # fmt: skip

STOP = [
    good("4 stop sequences", {"stop_sequences": ["a", "b", "c", "d"]}),
    bad("5 stop sequences", {"stop_sequences": ["a", "b", "c", "d", "e"]}, {"stop_sequences": "too_many"}),
    good("a repeat is dropped before they are counted", {"stop_sequences": ["b", "a", "b", "c", "a", "d"]},
        {"stop_sequences": ["b", "a", "c", "d"]}),
    good("they are the same once their line ends are", {"stop_sequences": ["\r\n", "\n", "\r"]},
        {"stop_sequences": ["\n"]}),
    good("a stop sequence is neither trimmed nor composed", {"stop_sequences": [" e\u0301\t\n", " "]}),
    good("a stop sequence of 256 characters", {"stop_sequences": ["s" * 256]}),
    bad("a stop sequence of 257 characters", {"stop_sequences": ["a", "s" * 257]}, {"stop_sequences.1": "too_long"}),
    bad("an empty stop sequence", {"stop_sequences": [""]}, {"stop_sequences.0": "too_short"}),
    bad("a stop sequence that is a number", {"stop_sequences": ["a", 1]}, {"stop_sequences.1": "wrong_type"}),
    bad("a stop sequence that is null", {"stop_sequences": [None]}, {"stop_sequences.0": "wrong_type"}),
    bad("a stop sequence with a NUL", {"stop_sequences": ["a\0"]}, {"stop_sequences.0": "invalid_character"}),
    *one_each(("stop_sequences",), "END", "wrong_type", "a text is no list"),
    *one_each(("stop_sequences",), {"0": "END"}, "wrong_type", "an object is no list"),
]  # fmt: skip

BIAS = [
    good("biases at both ends", {"logit_bias": {"0": -100.0, "50256": 100.0, "9999999999": 0.0}}),
    good("1,024 biases", {"logit_bias": {str(token): 1.0 for token in range(1024)}}),
    bad("1,025 biases", {"logit_bias": {str(token): 1.0 for token in range(1025)}}, {"logit_bias": "too_many"}),
    bad("a bias below -100", {"logit_bias": {"50256": -100.5}}, {"logit_bias.50256": "out_of_range"}),
    bad("a bias above 100", {"logit_bias": {"50256": 101}}, {"logit_bias.50256": "out_of_range"}),
    bad("a bias of true", {"logit_bias": {"1": True}}, {"logit_bias.1": "wrong_type"}),
    bad("a bias in a text", {"logit_bias": {"1": "5"}}, {"logit_bias.1": "wrong_type"}),
    bad("a bias of null", {"logit_bias": {"1": None}}, {"logit_bias.1": "wrong_type"}),
    *[
        bad(f"a bias for the token {token!r}", {"logit_bias": {token: 1}}, {f"logit_bias.{token}": "invalid_format"})
        for token in ("", "01", "-1", "+1", "1.0", "a", " 1", "1\n", "10000000000", "\u0661")
    ],
    *one_each(("logit_bias",), [[1, 2]], "wrong_type", "a list is no object"),
]

REASONING = [
    good("reasoning fills its defaults", {**THINKS, "reasoning": {}},
        {"reasoning": {"effort": "medium", "summary": "auto"}}),
    good("nulls within reasoning are left out", {**THINKS, "reasoning": {"effort": None, "summary": "concise"}},
        {"reasoning": {"effort": "medium", "summary": "concise"}}),
    *[good(f"effort {effort}", {**THINKS, "reasoning": {"effort": effort, "summary": "auto"}})
        for effort in ("minimal", "low", "medium", "high")],
    *[good(f"summary {summary}", {**THINKS, "reasoning": {"effort": "low", "summary": summary}})
        for summary in ("auto", "concise", "detailed")],
    good("a reasoning model shows the default", THINKS, {"reasoning": {"effort": "medium", "summary": "auto"}}),
    good("a reasoning model shows the default for null", {**THINKS, "reasoning": None},
        {"reasoning": {"effort": "medium", "summary": "auto"}}),
    good("reasoning is kept for a model that does not", {"reasoning": {"effort": "high", "summary": "detailed"}}),
    bad("an unknown effort", {"reasoning": {"effort": "max"}}, {"reasoning.effort": "invalid_choice"}),
    bad("an unknown summary", {"reasoning": {"summary": "off"}}, {"reasoning.summary": "invalid_choice"}),
    bad("an unknown field of reasoning", {"reasoning": {"efort": "low"}}, {"reasoning.efort": "unknown_field"}),
    bad("all of it at once", {"reasoning": {"effort": 1, "summary": "x", "budget": 5}},
        {"reasoning.effort": "invalid_choice", "reasoning.summary": "invalid_choice",
         "reasoning.budget": "unknown_field"}),
    *one_each(("reasoning",), "high", "wrong_type", "a text is no object"),
    *one_each(("reasoning",), [], "wrong_type", "a list is no object"),
    *[good(f"service tier {tier}", {"service_tier": tier}) for tier in ("auto", "default", "flex", "priority")],
    *one_each(("service_tier",), "fast", "invalid_choice", "not in the list"),
    *one_each(("service_tier",), "", "invalid_choice", "empty"),
]  # fmt: skip

ROWS = [*MODEL, *PROVIDERS, *INSTRUCTIONS, *SAMPLING, *WINDOWS, *STOP, *BIAS, *REASONING]

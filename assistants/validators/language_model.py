"""What the chosen model and its provider have to say about the parameters."""

from collections.abc import Iterator

from assistants.choices import CatalogueStatus
from assistants.named import Found, ModelFacts
from assistants.problems import Code, Problem
from assistants.spec import AssistantSpec


def model_problems(spec: AssistantSpec, found: Found, *, chosen_anew: bool = True) -> Iterator[Problem]:
    """Problems of the sound fields with the chosen model; a limit that the catalogue does not know is not enforced.

    A retired model is refused where it is `chosen_anew`; one that was chosen while it was available stays.
    """
    sound = spec.__dict__
    if not (model := found.models.get(sound.get("default_model_key", ""))):
        return
    if chosen_anew and model.status == CatalogueStatus.RETIRED:
        instead = f"; its successor is “{model.successor}”" if model.successor else ""
        yield Problem(("default_model_key",), Code.RETIRED, f"The model “{model.key}” has been retired{instead}.")
    if (allowed := sound.get("allowed_model_providers")) and model.provider_id not in allowed:
        message = f"allowed_model_providers leaves out “{model.provider_id}”, the provider of “{model.key}”."
        yield Problem(("default_model_key",), Code.NOT_ALLOWED, message)
    yield from _token_problems(sound.get("context_window"), sound.get("max_completion_tokens"), model)


def _token_problems(window: int | None, completion: int | None, model: ModelFacts) -> Iterator[Problem]:
    if window and model.context_window and window > model.context_window:
        message = f"Context window must be at most {model.context_window:,}, the window of “{model.key}”."
        yield Problem(("context_window",), Code.OUT_OF_RANGE, message)
    in_force = window or model.context_window
    if completion and in_force and completion > in_force:
        message = f"Maximum completion tokens must be at most {in_force:,}, the context window."
        yield Problem(("max_completion_tokens",), Code.OUT_OF_RANGE, message)
    elif completion and model.max_output_tokens and completion > model.max_output_tokens:
        message = (
            f"Maximum completion tokens must be at most {model.max_output_tokens:,}, the output limit of “{model.key}”."
        )
        yield Problem(("max_completion_tokens",), Code.OUT_OF_RANGE, message)

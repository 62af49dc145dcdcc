"""Why a change was not made, in the words of a page."""

from assistants.problems import NameTaken, Refused, Unavailable, VersionConflict

# What a service may answer to somebody who has the right to ask.
REFUSALS = (NameTaken, Refused, Unavailable, VersionConflict)


def told(refusal: Exception) -> list[str]:
    """One sentence for each thing that stands in the way."""
    match refusal:
        case Refused():
            return [f"{problem.field}: {problem.message}" for problem in refusal.problems]
        case NameTaken():
            return [refusal.problem.message]
        case VersionConflict():
            return [f"Somebody has changed it since, to version {refusal.current_version}: look again and repeat it."]
    return ["The database is too busy at the moment; try again."]

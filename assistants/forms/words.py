"""How values and labels are put into words."""


def said(value: str) -> str:
    """A value of a closed list as words."""
    return value.replace("_", " ").capitalize()


def in_words(labels: list[str]) -> str:
    """Labels one after another, as in a sentence."""
    first, *rest = labels or [""]
    others = [label[:1].lower() + label[1:] for label in rest]
    return first if not others else ", ".join([first, *others[:-1]]) + f" and {others[-1]}"

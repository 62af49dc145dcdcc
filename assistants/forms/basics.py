"""Basics: what the assistant is called, how it looks, and whether it is in use."""

from assistants import limits
from assistants.choices import IconType
from assistants.forms.control import About
from assistants.forms.derive import Words, controls_of
from assistants.forms.groups import pairs
from assistants.forms.kept import Picture
from assistants.forms.layout import Fold, Folds, Part
from assistants.forms.leaves import Area, Line
from assistants.forms.picks import Pictures
from assistants.forms.section import SectionForm
from assistants.forms.switches import Choice
from assistants.named import Kind
from assistants.spec.basics import Basics


class BasicsForm(SectionForm):
    """Only the name is needed; whose the assistant is, its draft knows."""

    section = Basics
    controls = controls_of(
        Basics,
        {
            "description": Area(counts=True),
            "icon_type": Choice(
                values_of=IconType,
                template="choices",
                unset="The one that is given",
                words=(("custom", "Own picture"), ("icon", "Icon"), ("avatar", "Avatar")),
            ),
            "avatar_id": Pictures(kind=Kind.AVATAR),
            "icon_id": Pictures(kind=Kind.ICON),
            "icon_data": Picture(),
            "metadata": pairs(Line(about=About("Key")), Line(about=About("Value"), empty=""), one="pair"),
        },
        {
            "name": Words(hint="What people see in the list and in chat. Unique within the organization."),
            "icon_type": Words("Which picture is shown", ""),
            "icon_data": Words(
                "Own picture",
                f"A PNG, JPEG or WebP picture, at most {limits.ICON_BYTES // 2**20} MiB "
                f"and {limits.ICON_SIDE:,} pixels a side.",
            ),
            "avatar_id": Words(hint=""),
            "icon_id": Words(hint=""),
        },
        without=("organization_id",),
    )
    arrangement = (
        "name",
        "description",
        Part("avatar_id", "icon_id", "icon_data", "icon_type", title="Picture", id="picture"),
        Folds(
            Fold("is_active", "is_default", title="Status", none="Active, and not the default"),
            Fold("metadata", title="Metadata", none="None"),
        ),
    )

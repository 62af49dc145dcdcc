"""A colleague was quicker: mine, theirs and what both began with, field by field, for the person to choose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from assistants.caller import Caller
from assistants.forms import FORMS, Known, Posted, known
from assistants.models import Draft
from assistants.named import Kind
from assistants.problems import DraftChanged
from assistants.queries.assistants import seen_by
from assistants.queries.drafts import draft_of
from assistants.queries.known import meanings
from assistants.queries.record import Record
from assistants.queries.versions import past, version
from assistants.services import draft as services
from assistants.signed_in import MemberRequest, member_view
from assistants.wizard import steps
from assistants.wizard.arrived import revision_of
from assistants.wizard.knowing import naming
from assistants.wizard.merging import merged
from assistants.wizard.saying import in_words

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Row:
    """A field that they have changed; `is_asked` where I have changed it too."""

    step: str
    field: str
    label: str
    mine: str
    theirs: str
    base: str
    is_asked: bool


@require_http_methods(["GET", "POST"])
@member_view
def compare(request: MemberRequest, draft_id: str) -> HttpResponse:
    """Show what both changed; POST takes what was chosen, and binds the draft to their version."""
    draft = draft_of(request.caller, draft_id)
    if draft.assistant_id is None or draft.base_version is None:
        raise Http404
    theirs, earlier = seen_by(request.caller, draft.assistant_id), past(request.caller, draft.assistant_id)
    base, change = (version(earlier, number) for number in (draft.base_version, theirs["version"]))
    names = _names(request.caller, draft, theirs, base["snapshot"])
    rows = list(_rows(draft, theirs, base["snapshot"], names))
    changed_by = _name(change["created_by"], request.caller)
    page = {"draft": draft, "rows": rows, "theirs": theirs, "changed_by": changed_by}
    if request.method != "POST":
        return render(request, "wizard/versions.html", page)
    unanswered = [row for row in rows if row.is_asked and request.POST.get(row.field) not in (MINE, THEIRS)]
    if unanswered or request.POST.get("version") != str(theirs["version"]):
        return render(request, "wizard/versions.html", page | {"unanswered": unanswered})
    mine_at = {row.field for row in rows if row.is_asked and request.POST[row.field] == MINE}
    try:
        services.rewrite(
            draft_id,
            dict(_chosen(draft, theirs, rows, mine_at)),
            caller=request.caller,
            revision=revision_of(request.POST.get("revision")),
            base_version=theirs["version"],
        )
    except DraftChanged:
        return HttpResponseRedirect(request.get_full_path())
    return HttpResponseRedirect(steps.href(draft, steps.CHECK))


def _rows(draft: Draft, theirs: Record, base: Record, names: Known) -> Iterator[Row]:
    for key in steps.keys_of(draft):
        form = FORMS[key]
        mine, other, both = (form.read(posted).fields for posted in (draft.posted[key], *_typed(key, theirs, base)))
        for field, control in form.controls.items():
            values = [_plain(fields[field]) for fields in (mine, other, both)]
            if values[1] == values[2]:
                continue
            said, asked = [in_words(control, value, names) for value in values], values[0] not in values[1:]
            yield Row(key, field, control.about.label, mine=said[0], theirs=said[1], base=said[2], is_asked=asked)


def _names(caller: Caller, draft: Draft, *records: Record) -> Known:
    """What the ids mean that one of the fillings names."""
    joined: dict[str, dict[str, list[str]]] = {key: {} for key in draft.posted}
    for key, names in joined.items():
        for filling in (draft.posted[key], *_typed(key, *records)):
            for name, values in filling.items():
                names.setdefault(name, []).extend(values)
    return known(caller, joined, *(FORMS[key].section for key in naming(joined)))


def _name(user_id: str, caller: Caller) -> str:
    found = meanings(caller, {Kind.MEMBER: [user_id]}).of(Kind.MEMBER).get(user_id)
    return found.label if found else "somebody who has left"


def _typed(key: str, *records: Record) -> Iterator[Posted]:
    return (FORMS[key].posted_from(record) for record in records)


def _chosen(
    draft: Draft, theirs: Record, rows: list[Row], mine_at: set[str]
) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Each section with their values at the fields of the rows, but for those that stay mine."""
    taken = {row.field for row in rows} - mine_at
    for key in steps.keys_of(draft):
        yield key, merged(next(iter(_typed(key, theirs))), draft.posted[key], taken)


def _plain(value: Any) -> Any:
    """A value without what only tells of a secret when it was set: a version does not keep that."""
    if isinstance(value, Mapping):
        return {"set": True} if value.get("set") is True else {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value

"""One page of a list: its part of the rows, how many there are, and what is shown of each (contract, section 6)."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.db.models.functions import Lower
from pydantic import BaseModel, Field

from assistants import limits
from assistants.queries.record import Record
from assistants.spec.bounds import Range
from assistants.spec.section import Strict
from assistants.spec.text import Integer, Text, name_key


class Window(Strict):
    """Which part of a list is wanted."""

    limit: Annotated[Integer, Range(*limits.PAGE)] = Field(
        limits.PAGE_DEFAULT, title="Limit", description="How many entries to answer at most."
    )
    offset: Annotated[Integer, Range(0, limits.INTEGER_MAX)] = Field(
        0, title="Offset", description="How many entries to pass over first."
    )


class Page(Window):
    """Which part of a list is wanted, and of which entries."""

    search: Text = Field(
        "", title="Search", description="Only entries whose name or identifier contains this text, in whatever case."
    )


class Pagination(BaseModel):
    """Where a page stands in its list."""

    total: int
    limit: int
    offset: int
    has_more: bool


class Row(BaseModel):
    """What is shown of one entry: its identifier first, then its name, then the rest.

    A field's validation alias is the column that it is read from, where that has another name.
    """


def page_of(plural: str, row: type[Row], entries: QuerySet[Any], page: Page) -> Record:
    """One page of the entries, by name and then by identifier: `{<plural>, total, pagination}`.

    The search is done here and not by the database: SQLite knows no case beyond ASCII and PostgreSQL's depends on its
    locale, while in this product two names are the same when their `name_key` is (contract, section 4).
    """
    columns = [str(field.validation_alias or name) for name, field in row.model_fields.items()]
    identifier, name, *_ = columns
    ordered = entries.order_by(Lower(name), identifier).values(*columns)
    part = slice(page.offset, page.offset + page.limit)
    if sought := name_key(page.search):
        found = [entry for entry in ordered if holds(sought, entry[name], entry[identifier])]
        total, shown = len(found), found[part]
    else:
        total, shown = ordered.count(), list(ordered[part])
    return paged(plural, [row.model_validate(entry).model_dump(mode="json") for entry in shown], total, page)


def holds(sought: str, *texts: str) -> bool:
    """Whether the key of one of the texts contains the key that is sought."""
    return any(sought in name_key(text) for text in texts)


def paged(plural: str, shown: list[Record], total: int, page: Window) -> Record:
    """The entries of one page, and where it stands among the `total`."""
    has_more = page.offset + len(shown) < total
    pagination = Pagination(total=total, limit=page.limit, offset=page.offset, has_more=has_more)
    return {plural: shown, "total": total, "pagination": pagination.model_dump()}

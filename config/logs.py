"""The form of a line in the log: JSON, and nothing in it of what a request held."""

import re
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.orjson import OrjsonFormatter

# PostgreSQL quotes the row that it refuses, which is the request's body in other words.
_ROW = re.compile(r"^DETAIL: .*?(?=\n\nThe above exception|\n\nDuring handling|\Z)", re.MULTILINE | re.DOTALL)


class Formatter(OrjsonFormatter):
    """One JSON object a line; Django puts the request object into its records, and a line names it by its id."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            reserved_attrs=[*RESERVED_ATTRS, "request", "status_code"],
            **options,
        )

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        return _ROW.sub("DETAIL: withheld", str(super().formatException(ei)))
